import { epochDay, isIsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';
import { CONTACT_CHANNELS } from './channel.ts';
import {
  CONTACT_OUTCOMES,
  GATE_PURPOSES,
  type ContactFacts,
  type LocalHours,
  type Moratorium,
  type PastContact,
} from './facts.ts';
import { FIRST_MS, LAST_MS, type ZoneClock } from './zone-clock.ts';

/** What one contact may bring along: beyond it the input is broken, and the gate's time would have no bound. */
const LIMITS = {
  history: 2000,
  debtIds: 1000,
  inconvenientHours: 12,
  otherZones: 8,
  moratoria: 100,
} as const;

const channels = new Set<unknown>(CONTACT_CHANNELS);
const outcomes = new Set<unknown>(CONTACT_OUTCOMES);
const purposes = new Set<unknown>(GATE_PURPOSES);
const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * Facts come from a database, a file or a form, whatever their type says.
 *
 * @throws InvalidInput naming the field and what is expected
 */
export function checkFacts(facts: ContactFacts, now: number): void {
  checkInstant(now, 'now');
  if (!channels.has(facts.channel)) throw unknown('channel', facts.channel, CONTACT_CHANNELS);
  if (!purposes.has(facts.purpose)) throw unknown('purpose', facts.purpose, GATE_PURPOSES);
  if (facts.actorRole !== 'first_party' && facts.actorRole !== 'third_party') {
    throw unknown('actorRole', facts.actorRole, ['first_party', 'third_party']);
  }
  if (!Number.isFinite(facts.collectableMinor)) throw invalidInput('collectableMinor is not a number');
  for (const name of ['holds', 'debtIds', 'history'] as const) checkList(facts, name);
  for (const past of facts.history) checkPast(past);
  if (facts.otherZones !== undefined) checkList(facts, 'otherZones');
  if (facts.optedOut !== undefined) checkList(facts, 'optedOut');
  if (facts.inconvenientHours !== undefined) checkHours(facts);
  if (facts.moratoria !== undefined) checkMoratoria(facts);
  if (facts.planHold !== undefined) checkPlanHold(facts.planHold);
}

/** @throws InvalidInput for a consent that is given only tomorrow */
export function checkConsentDay(
  { extraCallsConsentOn: on }: ContactFacts,
  clock: ZoneClock,
  now: number,
): void {
  if (on === undefined) return;
  checkDate(on, 'extraCallsConsentOn');
  if (epochDay(on) > clock.dayAt(now)) throw invalidInput(`extraCallsConsentOn ${on} is in the future`);
}

function checkInstant(atMs: number, field: string): void {
  if (Number.isFinite(atMs) && atMs >= FIRST_MS && atMs <= LAST_MS) return;
  throw invalidInput(`${field} is not an instant in epoch milliseconds from 1970 to 2199: ${show(atMs)}`);
}

const isTime = (text: unknown) => typeof text === 'string' && TIME.test(text);

function checkRecord(value: unknown, field: string): void {
  if (typeof value !== 'object' || value === null)
    throw invalidInput(`${field} has an entry that is no record`);
}

/** What came instead, as far as it can be written down. */
function show(value: unknown): string {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? String(value) : value === undefined ? 'nothing' : `a ${typeof value}`;
}

function checkDate(date: string, field: string): void {
  if (typeof date !== 'string' || !isIsoDate(date)) {
    throw invalidInput(`${field} is not a calendar date (YYYY-MM-DD): ${show(date)}`);
  }
}

function checkPast(past: PastContact): void {
  checkRecord(past, 'history');
  checkInstant(past.atMs, 'history.atMs');
  if (!channels.has(past.channel)) throw unknown('history.channel', past.channel, CONTACT_CHANNELS);
  if (!outcomes.has(past.outcome)) throw unknown('history.outcome', past.outcome, CONTACT_OUTCOMES);
  if (past.direction !== 'outbound' && past.direction !== 'inbound') {
    throw unknown('history.direction', past.direction, ['outbound', 'inbound']);
  }
  if (!Array.isArray(past.debtIds)) throw invalidInput('history.debtIds is not a list');
}

function checkHours(facts: ContactFacts): void {
  checkList(facts, 'inconvenientHours');
  for (const one of facts.inconvenientHours as LocalHours[]) {
    checkRecord(one, 'inconvenientHours');
    const { from, to } = one;
    if (!isTime(from) || !isTime(to)) {
      throw invalidInput(`inconvenientHours are not times (HH:MM): ${show(from)} to ${show(to)}`);
    }
    if (from.replace('24', '00') === to.replace('24', '00')) {
      throw invalidInput(
        `inconvenientHours from ${from} to ${to} are no hours or all: record a hold for all of them`,
      );
    }
  }
}

function checkMoratoria(facts: ContactFacts): void {
  checkList(facts, 'moratoria');
  for (const one of facts.moratoria as Moratorium[]) {
    checkRecord(one, 'moratoria');
    const { startOn, lastOn, debtIds } = one;
    if (debtIds !== undefined && !Array.isArray(debtIds))
      throw invalidInput('moratorium.debtIds is not a list');
    checkDate(startOn, 'moratorium.startOn');
    if (lastOn === undefined) continue;
    checkDate(lastOn, 'moratorium.lastOn');
    if (lastOn < startOn)
      throw invalidInput(`a moratorium ends on ${lastOn}, before it starts on ${startOn}`);
  }
}

function checkPlanHold(hold: { from: string; days?: number }): void {
  checkRecord(hold, 'planHold');
  const { from, days } = hold;
  checkDate(from, 'planHold.from');
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 3660)) {
    throw invalidInput(`planHold.days is not a number of days from 1 to 3660: ${show(days)}`);
  }
}

type ListField = 'holds' | 'optedOut' | keyof typeof LIMITS;

function checkList(facts: ContactFacts, field: ListField): void {
  const list: unknown = facts[field];
  if (!Array.isArray(list)) throw invalidInput(`${field} is not a list`);
  const most = field in LIMITS ? LIMITS[field as keyof typeof LIMITS] : 100;
  if (list.length > most)
    throw invalidInput(`${field} has ${list.length} entries: at most ${most} can be judged`);
}

function unknown(field: string, value: unknown, known: readonly string[]) {
  return invalidInput(`${field} is none of ${known.join(', ')}: ${show(value)}`);
}
