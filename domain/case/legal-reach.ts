import type { Channel } from '../strategy/schema.ts';
import type { ComplaintAbout } from './events/legal-holds.ts';
import type { LegalHoldKind } from './hold.ts';

/**
 * What each hold covers, by jurisdiction, as data. A rule that is `unverified` is listed and not applied until a
 * compliance officer has seen its text; `house` is what the bank does where the law is silent or asks for less.
 */
export interface LegalReach {
  hold: LegalHoldKind | 'cease-of-channels';
  /** `*`: wherever no row of its own says otherwise */
  jurisdiction: string;
  /** this loan, or all loans of the customer */
  scope: 'loan' | 'customer';
  /** `named`: those the customer has named */
  channels: 'all' | 'named';
  status: 'in-force' | 'house';
  citation: string;
}

const ALL = { jurisdiction: '*', scope: 'customer', channels: 'all', status: 'house' } as const;

export const LEGAL_REACH: readonly LegalReach[] = [
  {
    ...ALL,
    hold: 'cease',
    citation: 'House policy: who asks to be left alone is, about every loan',
  },
  {
    ...ALL,
    hold: 'cease',
    jurisdiction: 'US',
    scope: 'loan',
    status: 'in-force',
    citation: '15 USC 1692c(c), 12 CFR 1006.6(c)(1): further communication with respect to the debt',
  },
  {
    ...ALL,
    hold: 'cease-of-channels',
    channels: 'named',
    citation: 'House policy: a medium that the customer does not want is not used for any loan',
  },
  {
    ...ALL,
    hold: 'cease-of-channels',
    jurisdiction: 'US',
    channels: 'named',
    status: 'in-force',
    citation: '12 CFR 1006.14(h): a person who has asked not to be contacted by that medium',
  },
  {
    ...ALL,
    hold: 'attorney',
    citation: 'House policy: who is represented is spoken to through the representative, about every loan',
  },
  {
    ...ALL,
    hold: 'attorney',
    jurisdiction: 'US',
    status: 'in-force',
    // The text is about the debt; that another debt is not represented would first have to be asked.
    citation:
      '15 USC 1692c(a)(2), 12 CFR 1006.6(b)(2): a represented consumer; of every loan by house policy',
  },
  {
    ...ALL,
    hold: 'vulnerability',
    citation: 'House policy: nobody in distress is pursued before a supervisor has looked',
  },
  { ...ALL, hold: 'bankruptcy', citation: 'House policy: claims go to the court or the administrator' },
  {
    ...ALL,
    hold: 'bankruptcy',
    jurisdiction: 'US',
    status: 'in-force',
    citation: '11 USC 362(a)(6): the stay of any act to collect a claim from before the case',
  },
  {
    ...ALL,
    hold: 'deceased-review',
    citation: 'House policy: the dead are not written to, and heirs are another matter',
  },
  {
    ...ALL,
    hold: 'moratorium',
    scope: 'loan',
    citation: 'House policy: the debts that the notice names, until the day that it names',
  },
  {
    ...ALL,
    hold: 'moratorium',
    jurisdiction: 'UK',
    scope: 'loan',
    status: 'in-force',
    citation: 'Debt Respite Scheme Regulations, SI 2020/1311 reg 7, 11: each moratorium debt, no other',
  },
  {
    ...ALL,
    hold: 'complaint',
    citation:
      'House policy: after a complaint about conduct nobody is contacted before a supervisor has looked',
  },
];

/** A dispute that stops all collection of the debt, and not that of the disputed part alone. */
export interface DisputeReach {
  jurisdiction: string;
  /** whether only a dispute in writing, within the time after the validation notice, has this effect */
  needs: 'written-in-validation-period' | 'nothing';
  status: 'in-force' | 'unverified';
  citation: string;
}

export const DISPUTE_REACH: readonly DisputeReach[] = [
  {
    jurisdiction: 'US',
    needs: 'written-in-validation-period',
    status: 'in-force',
    // It binds agencies; the bank keeps it for itself as well.
    citation: '15 USC 1692g(b), 12 CFR 1006.38(d)(2): collection ceases until the debt is verified',
  },
  {
    jurisdiction: 'UK',
    needs: 'nothing',
    status: 'unverified',
    citation: 'CONC 7.14: recovery is suspended while a dispute is investigated',
  },
];

/**
 * By when a complaint is answered. Where the law gives longer than the strategy, the strategy decides. What is
 * `unverified` is kept, since it only shortens the time, and is named so wherever it is: on the task, in the API.
 */
export interface ComplaintDeadline {
  jurisdiction: string;
  days: number;
  status: 'in-force' | 'unverified';
  citation: string;
}

export const COMPLAINT_DEADLINES: readonly ComplaintDeadline[] = [
  {
    jurisdiction: 'UK',
    days: 56,
    status: 'unverified',
    citation: 'DISP 1.6.2R: a final response in 8 weeks',
  },
  {
    jurisdiction: 'US',
    days: 15,
    status: 'unverified',
    citation: 'CFPB complaint process: 15 days to respond',
  },
  {
    jurisdiction: 'CN',
    days: 15,
    status: 'unverified',
    citation: 'Measures on handling consumer complaints in banking and insurance (2020): 15 days',
  },
  {
    jurisdiction: 'IN',
    days: 30,
    status: 'unverified',
    citation: 'RBI Integrated Ombudsman Scheme 2021: 30 days, then the ombudsman',
  },
];

/** Days of a moratorium whose end was not notified, and days that it goes on after a treatment. */
export const MORATORIUM_DAYS = {
  'breathing-space': { days: 60, citation: 'SI 2020/1311: 60 days' },
  'mental-health-crisis': {
    afterTreatmentDays: 30,
    citation: 'SI 2020/1311: while the treatment lasts, and 30 days',
  },
} as const;

/** What a supervisor does about a hold that has no end of its own. */
export const HOLD_TASKS: Readonly<Record<LegalHoldKind | 'manual' | 'restructuring', string>> = {
  cease: 'See whether the customer still wants no contact, and what is left to do without it',
  attorney: 'Take it up with the attorney',
  vulnerability: 'Look at how a vulnerable customer is to be treated',
  bankruptcy: 'File the claim with the court or the administrator',
  'deceased-review': 'Find out about the estate: heirs are another matter',
  moratorium: 'Ask the register whether the moratorium still stands',
  complaint: 'Look at the complaint about conduct',
  manual: 'See whether the case is still to be paused',
  restructuring: 'Find out why the books still show arrears on a loan that is said to be restructured',
};

/** @returns the country of a jurisdiction. @example countryOf('US-CA') // 'US' */
export function countryOf(jurisdiction: string): string {
  return jurisdiction.split('-')[0] ?? jurisdiction;
}

/**
 * What a hold covers in a place.
 *
 * @param jurisdiction of the loan: `CN`, `US-CA` …
 * @param channels those that the customer has named, if any
 * @see REGULATION in docs/rule-packs.md for the sources
 */
export function reachOf(
  kind: LegalHoldKind,
  jurisdiction: string,
  channels?: readonly Channel[],
): LegalReach {
  const hold = kind === 'cease' && channels ? 'cease-of-channels' : kind;
  const rows = LEGAL_REACH.filter((row) => row.hold === hold);
  const country = countryOf(jurisdiction);
  const own = rows.find((row) => row.jurisdiction === country);
  const reach = own ?? rows.find((row) => row.jurisdiction === '*');
  if (!reach) throw new Error(`no reach is laid down for hold ${kind}`);
  return reach;
}

/** @returns the rule by which a dispute stops the collection of the whole debt; undefined when the rest goes on */
export function disputeStopsAll(
  jurisdiction: string,
  dispute: { written?: boolean | undefined; inValidationPeriod?: boolean | undefined },
): DisputeReach | undefined {
  const country = countryOf(jurisdiction);
  const timely = dispute.written === true && dispute.inValidationPeriod === true;
  return DISPUTE_REACH.find(
    (row) => row.jurisdiction === country && row.status === 'in-force' && (row.needs === 'nothing' || timely),
  );
}

/**
 * @param houseDays of the strategy
 * @returns within how many days a complaint is answered, and the rule that says so, and whether that is not verified
 * @example complaintDeadline('UK', 15) // { days: 15, citation: 'the strategy' }
 * @example complaintDeadline('IN', 45).citation // 'RBI …: 30 days, then the ombudsman (unverified)'
 */
export function complaintDeadline(
  jurisdiction: string,
  houseDays: number,
): { days: number; citation: string } {
  const law = COMPLAINT_DEADLINES.find((row) => row.jurisdiction === countryOf(jurisdiction));
  return law && law.days <= houseDays
    ? {
        days: law.days,
        citation: law.status === 'unverified' ? `${law.citation} (unverified)` : law.citation,
      }
    : { days: houseDays, citation: 'the strategy' };
}

/** @returns whether contacts are held until a supervisor has looked at the complaint */
export function holdsContacts(about: ComplaintAbout): boolean {
  return about === 'conduct';
}
