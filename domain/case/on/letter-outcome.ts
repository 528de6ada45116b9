import { caseWith } from '../case-with.ts';
import { DAY_MS } from '../../calendar.ts';
import { atLocalTime } from '../../local-time.ts';
import { ladderOf } from '../../strategy/ladder.ts';
import { checkLetterOutcome } from '../checks/letter-outcome.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { awaitAnswer, awaitsAnswer } from '../letter.ts';
import type { CaseState } from '../state.ts';

/** The letter was served, and the time to answer begins; or it came back, and somebody looks for an address. */
export function onLetterOutcome(
  state: CaseState,
  event: CaseEventOf<'letter-outcome'>,
  context: CaseContext,
): Transition {
  const rejection = checkLetterOutcome(state, event, context.now);
  if (rejection) return { rejection };
  return event.outcome === 'served' ? served(state, event, context) : returned(state, event, context);
}

function served(state: CaseState, event: CaseEventOf<'letter-outcome'>, context: CaseContext): Transition {
  const { now } = context;
  const { letter, zone } = state;
  if (!letter) return accepted(state, []);
  const { servedOn } = event;
  // On the day of posting the clock of the postman is not known: it was after that.
  const servedAtMs =
    servedOn === undefined
      ? now
      : Math.min(now, Math.max(letter.postedAtMs, atLocalTime(servedOn, '12:00', zone)));
  const known = caseWith(state, { letter: { ...letter, servedAtMs } });
  const after = awaitsAnswer(state) ? awaitAnswer(known, context) : known;
  const why = awaitsAnswer(state) ? after.notBefore.why : 'recorded; the time to answer was counted before';
  return accepted(after, entryOf(event, { contactId: letter.contactId, outcome: 'served', servedAtMs }, why));
}

function returned(before: CaseState, event: CaseEventOf<'letter-outcome'>, context: CaseContext): Transition {
  const state = caseWith(before, { letter: undefined });
  const { now, sequence, strategy } = context;
  const dueAtMs = now + strategy.letters.addressDays * DAY_MS;
  const errand = { taskId: taskOf(state, 'find-address', sequence), kind: 'find-address' as const };
  const others = (state.errands ?? []).filter(({ kind }) => kind !== 'find-address');
  const known: CaseState = caseWith(state, { errands: [...others, errand] });
  const summary = 'The formal letter came back: find the address where the customer lives';
  const rung = ladderOf(strategy, state.tier).findIndex((candidate) => candidate.do === 'letter');
  // Once in court it is for the court to find the customer.
  const goesBack = state.stage !== 'legal' && rung !== -1 && rung < state.rung;
  const sought = 'an address for the formal letter is looked for';
  const wait = { atMs: dueAtMs, why: sought, reason: { kind: 'address-sought' as const } };
  const after = goesBack ? { ...known, rung, fallback: 0, notBefore: wait } : known;
  const why = goesBack
    ? `it is sent anew once there is an address, at the latest in ${strategy.letters.addressDays} days passed over`
    : 'somebody looks for an address';
  const data = { contactId: event.contactId, outcome: 'returned', taskId: errand.taskId };
  const superseded = (state.errands ?? []).filter(({ kind }) => kind === 'find-address');
  return accepted(after, entryOf(event, data, why), {
    addresses: [{ kind: 'post', usable: false }],
    tasksOpened: [{ ...errand, dueAtMs, summary }],
    tasksClosed: superseded.map(({ taskId }) => taskId),
  });
}
