import type { CallOutcome } from '../case/call-outcomes.ts';
import type { CloseReason } from '../case/state.ts';
import type { LegalOutcome, WorkStep } from '../legal/steps.ts';
import type { Happening, Intent } from './intents.ts';
import type { StaffTask } from './staff-task.ts';

/** A life that goes a way of its own: what a customer does, and what others make of it, chapter by chapter. */
export interface Story {
  chapters: readonly Chapter[];
  /** how staff answer tasks of a kind, one after the other; the last one again; absent: as usual */
  answers?: Readonly<Partial<Record<StaffTask, readonly Answer[]>>>;
  /** how calls end before anybody gets to speak, one after the other */
  calls?: readonly CallOutcome[];
  /** what becomes of formal letters, one after the other; the last one again */
  letters?: readonly ('served' | 'returned')[];
  /** how the steps of a legal action go, one after the other; the last one again */
  court?: Readonly<Partial<Record<WorkStep, readonly CourtMove[]>>>;
  /** what is done when a legal action has ended and the case has not */
  afterCourt?: readonly Intent[];
  /** how the case ends when it comes to its review */
  end?: readonly [Exclude<CloseReason, 'cured'>, string];
}

/** What is done, once, when it is the turn of the chapter and its cue comes. */
export interface Chapter {
  on: Cue;
  then: readonly Intent[];
}

/** `reached`: by any contact; `called`: by telephone; `talked`: by telephone or letter. */
export type Cue = 'opened' | 'reopened' | 'reached' | 'called' | 'talked' | 'letter' | { decided: StaffTask };

/** `leave`: nobody answers in time; `partly`, `give-back` and `forget` are of disputes and complaints, tasks and calls. */
export type Answer = 'approve' | 'reject' | 'leave' | 'partly' | 'give-back' | 'forget';

/** What happens at a step of a legal action: its outcome, or that it is given up there. */
export type CourtMove = LegalOutcome | 'settle' | 'withdraw' | 'pay';

/** @returns whether the happening is what the chapter waits for */
export function isCue(on: Cue, happening: Happening): boolean {
  if (typeof on === 'object') return happening.kind === 'decided' && happening.task === on.decided;
  switch (on) {
    case 'opened':
    case 'reopened':
      return happening.kind === on;
    case 'reached':
      return happening.kind === 'contact';
    case 'called':
      return happening.kind === 'contact' && happening.channel === 'voice';
    case 'talked':
      return happening.kind === 'contact' && ['voice', 'letter'].includes(happening.channel);
    case 'letter':
      return happening.kind === 'contact' && happening.channel === 'letter';
  }
}

/** @returns the entry for the n-th time, from 0: the last one is for all that come after it */
export function nth<T>(list: readonly T[] | undefined, n: number): T | undefined {
  return list?.[Math.min(n, list.length - 1)];
}
