import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide, type DecideInput } from '../../../../domain/case/decide.ts';
import type { Decision } from '../../../../domain/case/decision.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { CallResult } from '../../../../domain/case/events/calls.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState, type FactChanges } from '../../fixtures.ts';

/** 25 days late at eleven in the morning: the first call is due. */
const MORNING = beijing('2026-11-24', '11:00');
const HOUR = 3_600_000;
const LATE = { delinquency: { daysPastDue: 25 } };

type Made = Decision & { state: CaseState };

function decided(
  state: CaseState,
  events: CaseEvent[] = [],
  { now = MORNING, ...facts }: FactChanges & { now?: number } = {},
  strategy: DecideInput['strategy'] = cnRetail,
): Made {
  const known = caseFacts({ ...LATE, ...facts });
  const decision = decide({ state, events, facts: known, strategy, scorer: expertScorer, now });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const dueCall = (changes: Partial<CaseState> = {}) =>
  caseState({ rung: 3, stage: 'call', notBefore: { atMs: MORNING - 1, why: 'w' }, ...changes });
const withTask = decided(dueCall()).state;
const taskId = withTask.callWork?.task?.taskId ?? '';
const begin = (id = 'begin'): CaseEvent => ({ type: 'call', id, by: 'collector-1', taskId });
const calling = decided(withTask, [begin()], { now: MORNING + HOUR }).state;
const callId = calling.openCall?.callId ?? '';
const outcome = (said: CallResult, id = 'outcome'): CaseEvent => ({
  ...{ type: 'call-outcome', id, by: 'collector-1', callId, outcome: said },
});
const after = (said: CallResult, facts: FactChanges = {}, state = calling) =>
  decided(state, [outcome(said)], { now: MORNING + HOUR + 60_000, ...facts });
const types = ({ entries }: Decision) => entries.map(({ type }) => type);

describe('a call of the ladder', () => {
  it('is a task with what a collector needs, and nothing of the customer', () => {
    const { tasksOpened, contact, instruction } = decided(dueCall());
    expect(contact).toBeUndefined();
    expect(tasksOpened).toEqual([
      {
        taskId,
        kind: 'call',
        dueAtMs: MORNING + 2 * DAY_MS,
        summary: 'Call 1, D+25: CNY 500.00 overdue, attempt 1 of 3',
        work: {
          ...{ amountMinor: 50_000, currency: 'CNY', script: 'call-offer', attempt: 1 },
          why: 'Call 1, D+25 of strategy cn-retail@1, attempt 1 of 3',
        },
      },
    ]);
    expect(instruction).toMatchObject({ kind: 'wait', untilMs: MORNING + 2 * DAY_MS });
  });

  it('that the customer has not allowed goes by another channel, with its own words', () => {
    const { contact, tasksOpened } = decided(dueCall(), [], { customer: { consents: ['sms'] } });
    expect(contact).toMatchObject({ channel: 'sms', script: 'reminder-firm' });
    expect(tasksOpened).toEqual([]);
  });

  it('at night waits for the morning, as any contact does', () => {
    const { tasksOpened, instruction } = decided(dueCall(), [], { now: beijing('2026-11-24', '22:30') });
    expect(tasksOpened).toEqual([]);
    expect(instruction).toMatchObject({ why: expect.stringContaining('deferred by') as string });
  });

  it('that nobody makes in time is escalated, and the ladder goes on', () => {
    const missed = decided(withTask, [], { now: MORNING + 2 * DAY_MS });
    expect(types(missed)).toEqual(['call-missed']);
    expect(missed.tasksClosed).toEqual([taskId]);
    expect(missed.tasksOpened).toMatchObject([{ kind: 'call-escalation' }]);
    expect(missed.state).toMatchObject({ rung: 4, errands: [{ kind: 'call-escalation' }] });
    expect(missed.state.callWork).toBeUndefined();
  });

  it('missed again, one escalation is enough while it is open', () => {
    const missed = decided(withTask, [], { now: MORNING + 2 * DAY_MS });
    const next = decided(missed.state, [], { now: MORNING + 12 * DAY_MS });
    expect(next.tasksOpened).toMatchObject([{ kind: 'call' }]);
    expect(decided(next.state, [], { now: MORNING + 14 * DAY_MS }).tasksOpened).toEqual([]);
  });

  it.each<[string, CaseEvent, FactChanges]>([
    [
      'a promise',
      {
        ...{ type: 'promise', id: 'p', by: 'c' },
        instalments: [{ dueOn: '2026-11-30', amountMinor: 50_000 }],
      },
      {},
    ],
    ['a dispute', { type: 'dispute', id: 'd', by: 'c', subject: 'not mine' }, {}],
    [
      'a payment of a part',
      { type: 'payment', id: 'pay', by: 'core', amountMinor: 20_000, paidAtMs: MORNING },
      { paidMinor: 20_000, delinquency: { arrearsMinor: 30_000, daysPastDue: 25 } },
    ],
  ])('is taken back when %s comes first', (_name, event, facts) => {
    const { state, tasksClosed, entries } = decided(withTask, [event], { now: MORNING + HOUR, ...facts });
    expect(tasksClosed).toContain(taskId);
    expect(entries.map(({ type }) => type)).toContain('call-task-withdrawn');
    expect(state.callWork?.task).toBeUndefined();
    expect(state.rung).toBe(3);
  });
});

describe('a collector who is about to call', () => {
  it('is in the ledger before the phone rings', () => {
    const { calls, state, answers } = decided(withTask, [begin()], { now: MORNING + HOUR });
    expect(answers).toEqual([{ id: 'begin', accepted: true }]);
    expect(calls).toMatchObject([
      {
        callId: 'L000001-1.c1',
        reservedAtMs: MORNING + HOUR,
        begun: { by: 'collector-1', script: 'call-offer', rung: 3 },
      },
    ]);
    expect(calls?.[0]?.begun?.rules).toContain('CN-GBT45251-HOURS');
    expect(state.openCall).toMatchObject({ callId: 'L000001-1.c1', taskId, untilMs: MORNING + 3 * HOUR });
  });

  it('at night hears by which rules not, and when', () => {
    const { answers, calls } = decided(withTask, [begin()], { now: beijing('2026-11-24', '22:30') });
    expect(calls).toBeUndefined();
    expect(answers).toMatchObject([
      {
        accepted: false,
        rejection: {
          rule: 'CallNotPermitted',
          message:
            'No call is permitted now (CN-GBT45251-HOURS, CN-CBA2026-HOURS); it will be from 2026-11-25 08:00 Asia/Shanghai.',
          gate: {
            rules: ['CN-GBT45251-HOURS', 'CN-CBA2026-HOURS'],
            untilMs: beijing('2026-11-25', '08:00'),
          },
        },
      },
    ]);
  });

  it('without a consent hears that waiting does not help', () => {
    const { answers } = decided(dueCall({ rung: 1 }), [{ type: 'call', id: 'b', by: 'c' }], {
      customer: { consents: ['sms'] },
    });
    expect(answers).toMatchObject([
      {
        rejection: {
          message: expect.stringContaining('waiting alone') as string,
          gate: { rules: ['BASIC-NO-CONSENT'] },
        },
      },
    ]);
  });

  it('is refused while another call is open', () => {
    const { answers } = decided(calling, [begin('b2')], { now: MORNING + HOUR });
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'CallAlreadyOpen' } }]);
  });

  it('for a task that is gone is refused', () => {
    const event: CaseEvent = { type: 'call', id: 'b', by: 'c', taskId: 'L000001-1.9.30' };
    expect(decided(withTask, [event]).answers).toMatchObject([{ rejection: { rule: 'TaskNotOpen' } }]);
  });

  it('keeps everything else from going out until the outcome is known', () => {
    const onThePhone = decided(dueCall({ rung: 2 }), [{ type: 'call', id: 'b', by: 'c' }]);
    expect(onThePhone.contact).toBeUndefined();
    expect(onThePhone.instruction).toMatchObject({ untilMs: MORNING + 2 * HOUR });
  });

  it('and says nothing afterwards: it counts as made, and as an attempt', () => {
    const lost = decided(calling, [], { now: MORNING + 3 * HOUR });
    expect(types(lost)).toEqual(['call-outcome-unknown']);
    expect(lost.calls).toEqual([{ callId, reservedAtMs: MORNING + HOUR, ended: { status: 'unknown' } }]);
    expect(lost.state).toMatchObject({ callWork: { rung: 3, attempts: 1 } });
    expect(lost.state.openCall).toBeUndefined();
  });
});

describe('the outcome of a call', () => {
  it.each(['no-answer', 'third-party', 'hung-up'] as const)('%s: another attempt, not at once', (result) => {
    const { state, tasksClosed, calls, instruction } = after({ result });
    expect(calls).toEqual([
      { callId, reservedAtMs: MORNING + HOUR, ended: { status: 'called', outcome: result } },
    ]);
    expect(tasksClosed).toEqual([taskId]);
    expect(state).toMatchObject({ rung: 3, callWork: { rung: 3, attempts: 1 } });
    expect(instruction).toMatchObject({ untilMs: MORNING + 5 * HOUR + 60_000 });
  });

  it('the last attempt without an answer: another channel', () => {
    const last = { ...calling, callWork: { ...calling.callWork!, attempts: 2 } };
    const { contact, state } = after({ result: 'no-answer' }, {}, last);
    expect(contact).toMatchObject({ channel: 'sms', rung: 3, script: 'reminder-firm' });
    expect(state.callWork).toBeUndefined();
  });

  it('wrong number: it is given up, and not written to in the same moment either', () => {
    const { addresses, contact, state } = after({ result: 'wrong-number' });
    expect(addresses).toEqual([{ kind: 'phone', usable: false }]);
    expect(contact).toBeUndefined();
    // The message in place of the call has no number to go to: the step is over.
    expect(state.rung).toBe(4);
  });

  it('wrong number, and another one is known: it is tried at once', () => {
    const { tasksOpened, state } = after({ result: 'wrong-number' }, { customer: { otherPhones: 1 } });
    expect(tasksOpened).toMatchObject([{ kind: 'call' }]);
    expect(state.callWork).toMatchObject({ rung: 3, attempts: 0 });
  });

  it('refuses: the ladder goes on, not at once', () => {
    const { state, instruction } = after({ result: 'refuses' });
    expect(state).toMatchObject({ rung: 4, holds: [] });
    expect(instruction).toMatchObject({ step: 'call 2, D+35' });
  });

  it('promise: taken as any promise, and the step is done', () => {
    const instalments = [{ dueOn: '2026-11-30', amountMinor: 50_000 }];
    const made = after({ result: 'promise', instalments });
    expect(types(made)).toEqual(['call-outcome', 'promise']);
    expect(made.state).toMatchObject({ rung: 4, promise: { instalments }, holds: [{ kind: 'promise' }] });
  });

  it('promise that the policy refuses: refused, and the call stays open', () => {
    const instalments = [{ dueOn: '2027-11-30', amountMinor: 50_000 }];
    const { answers, state, calls } = after({ result: 'promise', instalments });
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'PromiseTooLate' } }]);
    expect(state.openCall?.callId).toBe(callId);
    expect(calls).toBeUndefined();
  });

  it('hardship: a supervisor decides', () => {
    const { state, tasksOpened } = after({ result: 'hardship', reason: 'illness', days: 10 });
    expect(state.holds).toMatchObject([{ kind: 'hardship-review' }]);
    expect(tasksOpened).toMatchObject([{ kind: 'grace-review' }]);
  });

  it('dispute: left out of what is asked for', () => {
    const { state, tasksOpened } = after({ result: 'dispute', subject: 'a fee', amountMinor: 20_000 });
    expect(state).toMatchObject({ disputedMinor: 20_000, holds: [{ kind: 'dispute' }] });
    expect(tasksOpened).toMatchObject([{ kind: 'dispute-resolution' }]);
  });

  it('of a call that is not open is refused', () => {
    const gone = decided(withTask, [outcome({ result: 'refuses' })]);
    expect(gone.answers).toMatchObject([{ rejection: { rule: 'CallNotOpen' } }]);
  });

  it('of a call that no step asked for leaves the ladder where it is, with some peace', () => {
    const own = decided(dueCall({ rung: 0, notBefore: { atMs: MORNING + DAY_MS, why: 'w' } }), [
      { type: 'call', id: 'b', by: 'collector-1' },
    ]).state;
    const { state } = decided(own, [
      { ...outcome({ result: 'refuses' }), callId: 'L000001-1.c1' } as CaseEvent,
    ]);
    expect(state.rung).toBe(0);
    expect(state.notBefore.why).toBe('at least 2 days after a conversation');
  });

  it('after the case was cured meanwhile is recorded, and that is all', () => {
    const cured = decided(calling, [], {
      now: MORNING + HOUR + 1,
      paidMinor: 50_000,
      delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 },
    });
    expect(cured.state.closed?.reason).toBe('cured');
    const nothing = {
      paidMinor: 50_000,
      delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 },
    };
    const sent = {
      type: 'delivered',
      id: cured.contact?.contactId ?? '',
      by: 'system',
      outcome: 'sent',
    } as const;
    const thanked = decided(cured.state, [sent], nothing);
    expect(thanked.instruction).toMatchObject({ kind: 'wait', untilMs: MORNING + 3 * HOUR });
    const said = after({ result: 'no-answer' }, nothing, thanked.state);
    expect(said.calls).toMatchObject([{ ended: { status: 'called' } }]);
    expect(said.instruction).toMatchObject({ kind: 'close', reason: 'cured' });
  });
});

describe('a task', () => {
  const task = (action: 'complete' | 'decline', id = taskId): CaseEvent => ({
    ...{
      type: 'task',
      id: 't',
      by: 'collector-1',
      taskId: id,
      action,
      why: 'the customer came to the branch',
    },
  });

  it('that is done otherwise takes the step', () => {
    const { state, tasksClosed } = decided(withTask, [task('complete')]);
    expect(state.rung).toBe(4);
    expect(tasksClosed).toEqual([taskId]);
  });

  it('that is given back goes to somebody else', () => {
    const { state, tasksDeclined, tasksClosed } = decided(withTask, [task('decline')]);
    expect(tasksDeclined).toEqual([{ taskId, by: 'collector-1' }]);
    expect(tasksClosed).toEqual([]);
    expect(state.callWork).toEqual(withTask.callWork);
  });

  it.each<[string, CaseState, string, string]>([
    ['of another case', withTask, 'L000002-1.4.30', 'TaskNotOpen'],
    ['that asks how the case is to end', withTask, 'L000001-1.0.3', 'TaskNeedsDecision'],
    ['whose call is under way', calling, taskId, 'CallAlreadyOpen'],
    [
      'that asks for a decision',
      decided(withTask, [{ type: 'dispute', id: 'd', by: 'c', subject: 'not mine' }]).state,
      'L000001-1.2.2',
      'TaskNeedsDecision',
    ],
    ['of a closed case', { ...withTask, closed: { reason: 'sold', atMs: 1 } }, taskId, 'CaseClosed'],
  ])('%s is not simply done', (_name, state, id, rule) => {
    expect(decided(state, [task('complete', id)]).answers).toMatchObject([{ rejection: { rule } }]);
  });

  it('that a supervisor was given is forgotten when it is done', () => {
    const missed = decided(withTask, [], { now: MORNING + 2 * DAY_MS }).state;
    const errand = missed.errands?.[0]?.taskId ?? '';
    const { state, tasksClosed } = decided(missed, [task('complete', errand)], { now: MORNING + 2 * DAY_MS });
    expect(state.errands).toBeUndefined();
    expect(tasksClosed).toEqual([errand]);
  });
});
