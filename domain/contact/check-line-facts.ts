import { localDate } from '../calendar.ts';
import type { HolidayCalendar } from '../holidays/calendar.ts';
import { builtInCalendar } from '../holidays/index.ts';
import { CONTACT_CHANNELS, type ContactChannel } from './channel.ts';
import { PURPOSES, type CheckLine } from './check-line-schema.ts';
import type { ContactFacts, ContactRole, Moratorium, PastContact } from './facts.ts';
import { FIRST_MS, LAST_MS } from './zone-clock.ts';

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** @returns the fields that have a value */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/**
 * @returns the facts that a line tells. A lender's role that is not told is the one that more rules bind; consent,
 *   an address and something owed are taken as given, since a line has no field to say so.
 */
export function factsOf({
  flags,
  channel,
  timezone,
  jurisdiction,
  debtId,
  history,
}: CheckLine): ContactFacts {
  return {
    channel,
    purpose: PURPOSES[flags.purpose ?? 'collect'],
    actorRole: flags.role ?? 'third_party',
    collectableMinor: 1,
    holds: [],
    consented: channel !== 'sms' || flags.consentSms !== false,
    reachable: true,
    customerZone: timezone,
    debtIds: debtId === undefined ? [] : [debtId],
    history: history.map(pastContact),
    ...present({
      otherZones: flags.locationTimezones,
      contactPoint: flags.contactPoint,
      place: placeOf(flags.contactPoint),
      contactRole: roleOf(flags.contactRole),
      debtorUnreachable: flags.debtorUnreachable,
      thirdPartyRefused: flags.thirdPartyRefused,
      ceased: flags.ceased,
      attorney: flags.attorney,
      optedOut: flags.optedOut?.flatMap(channelsOf),
      inconvenientHours: flags.inconvenientLocal,
      consentOutsideHours: flags.consentOutsideHours,
      extraCallsConsentOn: flags.priorConsentExtraCalls && dateOf(flags.priorConsentExtraCalls, timezone),
      moratoria: flags.moratorium && [moratoriumOf(flags.moratorium)],
      planHold: planHoldOf(flags),
      microfinance: flags.microfinance,
      holidays: flags.holidays ? calendarOf(jurisdiction, flags.holidays) : builtInCalendar(jurisdiction),
    }),
  };
}

function pastContact(past: CheckLine['history'][number]): PastContact {
  const { channel, outcome = 'sent', direction = 'outbound', debtIds = [], contactPoint } = past;
  return { atMs: Date.parse(past.atUtc), channel, outcome, direction, debtIds, ...present({ contactPoint }) };
}

/** A contact point has any name; these names say where it is. */
function placeOf(contactPoint: string | undefined): ContactFacts['place'] | undefined {
  return contactPoint !== undefined && /^(work|work_?place|office|employer)$/i.test(contactPoint)
    ? 'work'
    : undefined;
}

const ROLES: Readonly<Record<string, ContactRole>> = {
  debtor: 'debtor',
  borrower: 'debtor',
  co_borrower: 'debtor',
  consumer: 'debtor',
  customer: 'debtor',
  cardholder: 'debtor',
  self: 'debtor',
  guarantor: 'guarantor',
  spouse: 'spouse',
};

/** Whoever is not known to owe is a third person. */
function roleOf(role: string | undefined): ContactRole | undefined {
  if (role === undefined) return undefined;
  return Object.hasOwn(ROLES, role) ? ROLES[role] : 'third-party';
}

function channelsOf(one: ContactChannel | 'all'): readonly ContactChannel[] {
  return one === 'all' ? CONTACT_CHANNELS : [one];
}

/** A date as it is; of an instant the date where the customer is. */
function dateOf(text: string, zone: string): string {
  return text.includes('T') ? localDate(Date.parse(text), zone) : text;
}

function moratoriumOf({
  type = 'moratorium',
  startDate,
  lastDay,
}: Exclude<CheckLine['flags']['moratorium'], undefined>): Moratorium {
  return { type, startOn: startDate, ...present({ lastOn: lastDay }) };
}

function planHoldOf({
  repaymentPlanHoldFrom: from,
  holdDays: days,
}: CheckLine['flags']): ContactFacts['planHold'] | undefined {
  return from === undefined ? undefined : { from, ...present({ days }) };
}

/** A list of holidays that comes with the case is taken as complete. */
function calendarOf(place: string, publicHolidays: string[]): HolidayCalendar {
  const date = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
  return { place, from: date(FIRST_MS), to: date(LAST_MS), publicHolidays };
}
