import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { gatePolicy, GATE_UNANSWERED } from '../../../domain/contact/gate-policy.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState, NOW, promisedState } from '../fixtures.ts';
import { noSmsOnSundays } from '../contact/policy-fixtures.ts';

const year = (of: number) => ({
  ...{ place: 'CN', year: of, publicHolidays: [`${of}-10-01`], makeUpWorkDays: [] },
});
const rule = noSmsOnSundays({ channels: ['sms', 'email', 'voice', 'push', 'letter'] });
const policyOf = (...years: number[]) =>
  gatePolicy('CN', 'prudent', { switchedOn: [], house: [rule], calendars: years.map(year) });

/** On a Sunday of which no calendar is known, unless it is told. */
const decideOn = (state: CaseState, events: CaseEvent[] = [], { now = NOW, years = [2025] } = {}) =>
  decide({
    ...{ state, events, strategy: cnRetail, scorer: expertScorer, now },
    facts: { ...caseFacts(), policy: policyOf(...years) },
  });
const due = (changes: Partial<CaseState> = {}) =>
  caseState({ notBefore: { atMs: NOW - 1, why: 'w' }, ...changes });
const onSunday = beijing('2026-11-01', '12:00');
const HOUR_MS = 3_600_000;

/** A case whose first reminder the gate has no answer to. */
function waiting(): CaseState {
  const { state } = decideOn(due({ shiftDays: -1 }));
  if (!state) throw new Error('there is no case');
  return state;
}

describe('a contact that the gate has no answer to', () => {
  it('is not made: somebody is told once, and it is asked again some hours later', () => {
    const { state, contact, instruction, tasksOpened, entries } = decideOn(due({ shiftDays: -1 }));
    expect(contact).toBeUndefined();
    expect(instruction).toMatchObject({ kind: 'wait', reason: { kind: 'gate', rules: [GATE_UNANSWERED] } });
    const untilMs = instruction.kind === 'wait' ? instruction.untilMs : 0;
    expect(untilMs).toBeGreaterThanOrEqual(onSunday + 4 * HOUR_MS);
    expect(untilMs).toBeLessThanOrEqual(onSunday + 5 * HOUR_MS);
    expect(tasksOpened).toMatchObject([
      { kind: 'gate-unanswered', summary: expect.stringMatching(/2026-11-01/) as unknown },
    ]);
    expect(entries.at(-1)).toMatchObject({
      type: 'gate-unanswered',
      why: expect.stringMatching(/load the official/) as unknown,
    });
    const again = decideOn(state as CaseState, [], { now: untilMs });
    expect(again.contact).toBeUndefined();
    expect(again.tasksOpened).toEqual([]);
    expect(again.state?.errands).toEqual(state?.errands);
  });

  it('is made when the gate has one again, and the task is closed by that', () => {
    const before = waiting();
    const now = beijing('2026-11-02', '10:00');
    const { state, contact, tasksClosed } = decideOn(before, [], { now, years: [2026] });
    expect(contact).toMatchObject({ channel: 'sms' });
    expect(tasksClosed).toEqual([before.errands?.[0]?.taskId]);
    expect(state?.errands).toBeUndefined();
  });

  it('is asked about at once when somebody says that what was missing is there', () => {
    const before = waiting();
    const taskId = before.errands?.[0]?.taskId as string;
    const done: CaseEvent = {
      type: 'task',
      id: 't',
      by: 'officer-1',
      taskId,
      action: 'complete',
      why: 'loaded',
    };
    const { state, instruction } = decideOn(before, [done], { now: onSunday + 1, years: [2026] });
    expect(state?.errands).toBeUndefined();
    expect(instruction).toMatchObject({
      kind: 'wait',
      reason: { rules: expect.arrayContaining([rule.id]) as unknown },
    });
    const stillMissing = decideOn(before, [done], { now: onSunday + 1 });
    expect(stillMissing.state?.errands).toHaveLength(1);
    expect(stillMissing.tasksClosed).toEqual([taskId]);
    expect(stillMissing.tasksOpened[0]?.taskId).not.toBe(taskId);
  });

  it('leaves the task of a case that ends to no one', () => {
    const paid: CaseEvent = { type: 'payment', id: 'p', by: 'core', amountMinor: 50_000, paidAtMs: NOW };
    const nothing = { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 };
    const books = caseFacts({ paidMinor: 50_000, delinquency: nothing });
    const facts = { ...books, policy: policyOf(2025) };
    const state = waiting();
    const cured = decide({
      ...{ state, events: [paid], facts, strategy: cnRetail, scorer: expertScorer, now: onSunday + 1 },
    });
    expect(cured.state?.closed).toMatchObject({ reason: 'cured' });
    expect(cured.tasksClosed).toBe('all');
    expect(cured.tasksOpened).toEqual([]);
  });
});

it('a reminder of a promise waits by itself, and the promise is judged all the same', () => {
  const promised = promisedState([{ dueOn: '2026-11-09', amountMinor: 50_000 }]);
  // A Sunday, too.
  const now = beijing('2026-11-08', '12:00');
  const { state, contact, instruction } = decideOn(promised, [], { now });
  expect(contact).toBeUndefined();
  expect(state?.remindFromMs).toBeGreaterThanOrEqual(now + 4 * HOUR_MS);
  expect(state?.notBefore).toEqual(promised.notBefore);
  expect(instruction).toMatchObject({ kind: 'wait', untilMs: state?.remindFromMs });
  const late = decideOn(state as CaseState, [], { now: beijing('2026-11-20', '12:00') });
  expect(late.state?.promise).toBeUndefined();
});

it.each<[string, CaseEvent, string]>([
  ['call', { type: 'call', id: 'c', by: 'collector-1' }, 'CallNotPermitted'],
  [
    'message',
    { type: 'message', id: 'm', by: 'collector-1', channel: 'sms', messageId: 'm1' },
    'MessageNotPermitted',
  ],
])('a %s of a collector is refused, saying what is missing', (_name, event, rejection) => {
  const { answers, state } = decideOn(caseState(), [event]);
  expect(answers).toMatchObject([
    {
      accepted: false,
      rejection: {
        rule: rejection,
        message: expect.stringMatching(
          /the gate has no answer: no holiday calendar covers 2026-11-01/,
        ) as unknown,
        gate: { rules: [GATE_UNANSWERED] },
      },
    },
  ]);
  expect(state?.pending).toBeUndefined();
});
