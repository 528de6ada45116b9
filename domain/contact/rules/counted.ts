import type { ContactChannel } from '../channel.ts';
import type { ContactFacts, PastContact } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { isAbout } from './evaluator.ts';

type Cap = RuleOf<'frequency-cap'>;
type CountPer = Cap['countPer'];

/** What a rule counts. What may have reached the customer counts: `unknown`, and `sent` where nobody wrote down more. */
const UNITS: Readonly<Record<Cap['countUnit'], (past: PastContact) => boolean>> = {
  // A call that was not connected to the dialed number is none: busy, not in service.
  'placed-call': connected,
  'communication-initiated': connected,
  'effective-call': ({ outcome }) =>
    outcome === 'conversation' || outcome === 'sent' || outcome === 'unknown',
  'unanswered-attempt': ({ outcome }) => outcome !== 'conversation' && outcome !== 'failed',
  visit: ({ outcome }) => outcome !== 'failed',
};

function connected({ outcome }: PastContact): boolean {
  return outcome !== 'busy' && outcome !== 'invalid' && outcome !== 'failed';
}

/** @returns whether past contacts count for the cap: begun by the collector, on its channels, of its unit */
export function counter(rule: Cap): (past: PastContact) => boolean {
  const channels = new Set<ContactChannel>(rule.channels);
  const unit = UNITS[rule.countUnit];
  return (past) => past.direction === 'outbound' && channels.has(past.channel) && unit(past);
}

const EVERYTHING = [undefined];

/** @returns what is counted apart: each debt, or the debtor or the contact point as one */
export function subjects(countPer: CountPer, facts: ContactFacts): readonly (string | undefined)[] {
  if (countPer === 'debt') return facts.debtIds.length > 0 ? facts.debtIds : EVERYTHING;
  return countPer === 'contact-point' ? [facts.contactPoint] : EVERYTHING;
}

/** @returns whether the past contact belongs to the subject; what is not known belongs to all */
export function belongs(countPer: CountPer, subject: string | undefined, past: PastContact): boolean {
  if (subject === undefined) return true;
  if (countPer === 'debt') return isAbout(past, subject);
  return past.contactPoint === undefined || past.contactPoint === subject;
}
