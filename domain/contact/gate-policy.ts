import { calendarOf, type CalendarYear } from '../holidays/calendar-year.ts';
import type { HolidayCalendar } from '../holidays/calendar.ts';
import { builtInCalendar } from '../holidays/index.ts';
import {
  BASIC_RULES,
  decideContact,
  hoursAreOpen,
  type ContactDecision,
  type HourFacts,
} from './decide-contact.ts';
import type { ContactFacts } from './facts.ts';
import { DomainFailure, type Rejection } from '../failures.ts';
import { placesOf, rulePackOf } from './rule-packs/index.ts';
import type { Basis, ContactRule, RulePack } from './rule.ts';

/** What the gate decides by in a place: the rules that apply there, and the calendar of its holidays. */
export interface GatePolicy {
  /** absent: no rules are known, and nobody is contacted */
  pack?: RulePack;
  /** absent: no year is known, and a rule about holidays has no answer */
  holidays?: HolidayCalendar;
}

/** What the bank has published for a place, beside what ships. */
export interface PublishedPolicy {
  /** ids of drafts and unverified rules that are switched on */
  switchedOn: readonly string[];
  /** rules of its own */
  house: readonly ContactRule[];
  calendars: readonly CalendarYear[];
}

/** @returns what the gate decides by where no bank has published anything: the shipped rules by the prudent reading */
export function shippedPolicy(jurisdiction: string): GatePolicy {
  const pack = rulePackOf(jurisdiction);
  const holidays = builtInCalendar(jurisdiction);
  return { ...(pack && { pack }), ...(holidays && { holidays }) };
}

/**
 * What the gate decides by at a bank. That its rules are stricter was looked at when they were published: here they are
 * added to the law's, and one that a later law has overtaken does no harm and stops no contact.
 */
export function gatePolicy(jurisdiction: string, basis: Basis, published: PublishedPolicy): GatePolicy {
  const { switchedOn, house, calendars } = published;
  const shipped = rulePackOf(jurisdiction, { basis, switchedOn });
  const pack = shipped && (house.length > 0 ? { ...shipped, rules: [...shipped.rules, ...house] } : shipped);
  const holidays = calendarOf(placesOf(jurisdiction), calendars);
  return { ...(pack && { pack }), ...(holidays && { holidays }) };
}

/** The gate has no answer, as when a rule needs a calendar that nobody has loaded: nobody is contacted meanwhile. */
export interface Unanswered {
  decision: 'unanswered';
  /** {@link GATE_UNANSWERED} alone */
  rules: string[];
  /** what is missing, and what to do */
  why: string;
}

export type GateAnswer = ContactDecision | Unanswered;

export const GATE_UNANSWERED = BASIC_RULES.unanswered;

/**
 * The gate of a real decision, which must come to an end whatever is missing.
 *
 * @param now epoch milliseconds
 * @returns what the gate says, or that it cannot say anything and why
 */
export function askPolicy({ pack }: GatePolicy, facts: ContactFacts, now: number): GateAnswer {
  try {
    return decideContact(pack, facts, now);
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return { decision: 'unanswered', rules: [GATE_UNANSWERED], why: error.message };
  }
}

/**
 * The last look at the clock before a message leaves, see `hoursAreOpen`.
 *
 * @param now epoch milliseconds
 * @returns false too when it cannot be said: the message stays, and the gate is asked again
 */
export function mayStillLeave({ pack, holidays }: GatePolicy, facts: HourFacts, now: number): boolean {
  try {
    return hoursAreOpen(pack, { ...facts, ...(holidays && { holidays }) }, now);
  } catch (error) {
    if (isUnanswered(error)) return false;
    throw error;
  }
}

/** @returns whether the gate has refused to guess, rather than failed */
function isUnanswered(error: unknown): error is DomainFailure {
  return error instanceof DomainFailure && error.type === 'InvalidInput';
}

/** @returns the refusal for whoever asks the gate and cannot give what is missing; undefined when the error is another one */
export function unansweredRejection(error: unknown): Rejection | undefined {
  if (!isUnanswered(error)) return undefined;
  return { rule: 'GateUnanswered', message: error.message, gate: { rules: [GATE_UNANSWERED] } };
}
