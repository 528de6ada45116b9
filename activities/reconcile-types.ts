/** All that the workflow of a round of reconciliation sees of its activity. */

/** The longest that somebody can be at work on a contact, by the bounds of the activities that are, real milliseconds. */
export interface ReconcileInput {
  /** from when a delivery of a case has begun, or was concluded, to when none of its attempts can be under way */
  deliveryMs: number;
  /** the same of a reminder before the due date */
  reminderMs: number;
}

/** What a round found. */
export interface ReconcileReport {
  /** contacts whose channel was asked, or that have none to ask */
  asked: number;
  /** of those: the channel has it */
  sent: number;
  /** of those: the channel has never had it */
  failed: number;
  /** of those: nobody came back for it and the channel cannot tell */
  unknown: number;
  /** of those: it was `unknown` and the channel still cannot tell */
  stillUnknown: number;
  /** of those: the channel did not answer, or somebody else has concluded it meanwhile */
  unanswered: number;
  /** under way as far as their cases go, which conclude them */
  leftToCases: number;
  /** there may be more: the next round goes on */
  more: boolean;
}

export interface ReconcileActivities {
  /** Asks the channels about contacts whose answer was lost, and records what they say. Sends nothing. */
  reconcileContacts: (input: ReconcileInput) => Promise<ReconcileReport>;
}
