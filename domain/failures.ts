/**
 * The catalogue of failure types. Everything that crosses a process (activity failures, Update rejections,
 * problem documents of the API) is told apart by these strings, never by its message.
 */

/** A business rule that refuses what a caller asked for; each is a `Rejected.<Rule>` failure and HTTP 409. */
export const REJECTION_RULES = [
  'CaseClosed',
  'NothingOwed',
  'PromiseAlreadyOpen',
  'PromiseInThePast',
  'PromiseTooLate',
  'PromiseTooSmall',
  'TooManyBrokenPromises',
  'TooManyRenegotiations',
  'PromiseNotOpen',
  'NoPromisesNow',
  'AlreadyInGrace',
  'GraceTooLong',
  'DisputeExceedsArrears',
  'NoOpenDispute',
  'ResolutionAmount',
  'MoratoriumOver',
  'MoratoriumWithoutEnd',
  'NotYetReceived',
  'NoSuchHold',
  'AlreadyPaused',
  'PauseInThePast',
  'GraceDuringPlan',
  'PlanUnderReview',
  'PlanOutdated',
  'NoPlansNow',
  'PlanNotOffered',
  'PlanStart',
  'PlanTooLong',
  'PlanTooSmall',
  'PlanUnaffordable',
  'TooManyBrokenPlans',
  'TaskNotOpen',
  'SamePerson',
  'TaskNeedsDecision',
  'TaskNotYours',
  'CallNotPermitted',
  'CallAlreadyOpen',
  'CallNotOpen',
  'LetterNotOpen',
  'ServiceDateImpossible',
  'LegalActionEnded',
  'LegalStopping',
  'LegalStepNotOpen',
  'LegalStepTooEarly',
  'LegalOutcomeUnknown',
  'LegalDocumentMissing',
  'SettlementOpen',
  'SettlementExceedsClaim',
  'SettlementInThePast',
  'NoSettlementNow',
  'SettlementTooLate',
  'SaleWithoutConsent',
  'StrategyUnchanged',
  'StrategyNotPublished',
  'StrategyElsewhere',
  'ContactUnderWay',
  'CaseStillOpen',
  'NotEndedByDecision',
] as const;
export type RejectionRule = (typeof REJECTION_RULES)[number];

export type FailureType =
  | 'InvalidInput'
  | 'NotFound'
  | 'UpstreamUnavailable'
  | 'RateLimited'
  | 'OutcomeUnknown'
  | 'SequenceConflict'
  | `Rejected.${RejectionRule}`;

/** A rule's refusal: the rule, and the sentence for the person who asked. */
export interface Rejection {
  rule: RejectionRule;
  message: string;
}

/** A failure with a type of the catalogue. Thrown by pure code; each shell translates it for its own world. */
export class DomainFailure extends Error {
  override readonly name = 'DomainFailure';
  readonly type: FailureType;

  constructor(type: FailureType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
  }
}

/**
 * @param message one sentence that names the value and what was expected
 * @returns the failure to throw for input that no retry can mend (HTTP 400)
 */
export function invalidInput(message: string): DomainFailure {
  return new DomainFailure('InvalidInput', message);
}

/** @returns the failure to throw for something that is asked for and is not there (HTTP 404) */
export function notFound(message: string): DomainFailure {
  return new DomainFailure('NotFound', message);
}
