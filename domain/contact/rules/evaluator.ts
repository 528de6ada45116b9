import type { ContactFacts, PastContact } from '../facts.ts';
import type { ZoneClock } from '../zone-clock.ts';

/** The opening of what is never permitted. */
export const NEVER = Infinity;

/** One rule made ready: whether it has a say, and when it opens. Deciding and deferring both ask only this. */
export interface Evaluator {
  /** @returns whether the rule has a say in a contact with these facts */
  concerns(facts: ContactFacts): boolean;
  /**
   * @returns `atMs` when the rule permits the contact then; else a later instant before which it does not, whole
   *   seconds; `NEVER` when no instant is known
   */
  opensAt(facts: ContactFacts, clock: ZoneClock, atMs: number): number;
}

/** @returns milliseconds of the day of HH:MM; of 24:00 the whole day */
export function timeOfDay(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}

/** @returns whether the past contact was about the debt; one that named no debt counts for every one */
export function isAbout(past: PastContact, debtId: string): boolean {
  return past.debtIds.length === 0 || past.debtIds.includes(debtId);
}
