import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import type { CaseEvent, CaseEventOf } from '../../../domain/case/events.ts';
import type { Hold } from '../../../domain/case/hold.ts';
import type { CaseState, PendingContact } from '../../../domain/case/state.ts';
import { transition } from '../../../domain/case/transition.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { beijing, caseContext, caseState, NOW, promisedState } from '../fixtures.ts';

function accept(state: CaseState, event: CaseEvent, now = NOW) {
  const result = transition(state, event, caseContext({ now }));
  if ('rejection' in result) throw new Error(result.rejection.rule);
  return { ...result.effects, state: result.state };
}
const refusal = (state: CaseState, event: CaseEvent) => {
  const result = transition(state, event, caseContext());
  return 'rejection' in result ? result.rejection.rule : undefined;
};

const by = 'collector-1';
const overdue: CaseEvent = { type: 'overdue', id: 'o', by: 'core' };
const payment: CaseEvent = { type: 'payment', id: 'p', by: 'core', amountMinor: 100, paidAtMs: NOW };
const promise = (dueOn = '2026-11-10'): CaseEvent => ({
  type: 'promise',
  id: 'promise-1',
  by,
  instalments: [{ dueOn, amountMinor: 50_000 }],
});
const grace = (reason: 'force-majeure' | 'illness'): CaseEvent => ({
  type: 'grace',
  id: 'g',
  by,
  reason,
  days: 10,
});
const dispute = (amountMinor?: number): CaseEvent => ({
  type: 'dispute',
  id: 'd',
  by,
  subject: 'fee',
  ...(amountMinor && { amountMinor }),
});
const answer = (taskId: string, approved: boolean): CaseEvent => ({
  type: 'approval',
  id: 'a',
  by: 'supervisor-1',
  taskId,
  approved,
  why: 'looked at it',
});
const close: CaseEvent = { type: 'close', id: 'c', by: 'supervisor-1', reason: 'settled', why: 'agreed' };
const pending: PendingContact = {
  contactId: 'L000001-1.1' as ContactId,
  channel: 'sms',
  reservedAtMs: NOW,
  rung: 0,
};
const delivered = (outcome: CaseEventOf<'delivered'>['outcome'], id = 'L000001-1.1'): CaseEvent => ({
  type: 'delivered',
  id,
  by: 'system',
  outcome,
});
const closed = caseState({ closed: { reason: 'settled', atMs: NOW }, stage: 'closed' });

it.each([promise(), grace('illness'), dispute(), answer('t', true), close])(
  'a closed case refuses $type',
  (event) => {
    expect(refusal(closed, event)).toBe('CaseClosed');
  },
);

it('every event is recorded with who reported it and its id', () => {
  for (const event of [overdue, payment, promise(), grace('illness'), dispute(), close, delivered('sent')]) {
    const { entries } = accept(caseState(), event);
    expect(entries).toEqual([expect.objectContaining({ type: event.type, actor: event.by })]);
    expect(entries[0]?.data['eventId']).toBe(event.id);
  }
});

describe('grace', () => {
  it('for force majeure and a good record is granted at once', () => {
    const { state, tasksOpened } = accept(caseState(), grace('force-majeure'));
    expect(state.holds).toEqual([
      { kind: 'grace', sinceMs: NOW, untilMs: NOW + 10 * DAY_MS, owner: 'policy' },
    ]);
    expect(state.frozenSinceMs).toBe(NOW);
    expect(tasksOpened).toEqual([]);
  });

  it.each([
    ['another reason', caseState(), grace('illness')],
    ['a broken promise', caseState({ brokenPromises: 1 }), grace('force-majeure')],
    ['more than thirty days', caseState({ oldestDueOn: '2026-10-01' }), grace('force-majeure')],
  ])('with %s a supervisor decides', (_name, before, event) => {
    const { state, tasksOpened } = accept(before, event);
    const taskId = 'L000001-1.1.1';
    const untilMs = NOW + 3 * DAY_MS;
    expect(state.holds).toMatchObject([{ kind: 'hardship-review', untilMs, owner: 'supervisor', taskId }]);
    expect(tasksOpened).toMatchObject([{ taskId, kind: 'grace-review', dueAtMs: untilMs }]);
  });

  it('approved it begins at the approval, and the whole standstill counts', () => {
    const asked = accept(caseState(), grace('illness')).state;
    const { state, tasksClosed } = accept(asked, answer('L000001-1.1.1', true), NOW + DAY_MS);
    expect(state.holds).toMatchObject([{ kind: 'grace', untilMs: NOW + 11 * DAY_MS, owner: 'supervisor-1' }]);
    expect(state.shiftDays).toBe(1);
    expect(tasksClosed).toEqual(['L000001-1.1.1']);
  });

  it('declined nothing is held, and the ladder resumes where it stood', () => {
    const asked = accept(caseState(), grace('illness')).state;
    const { state } = accept(asked, answer('L000001-1.1.1', false), NOW + 2 * DAY_MS);
    expect(state).toMatchObject({ holds: [], shiftDays: 2 });
    expect(state.frozenSinceMs).toBeUndefined();
  });
});

describe('dispute', () => {
  const taskId = 'L000001-1.1.2';
  const holdOf = (state: CaseState) => state.holds.find((h) => h.kind === 'dispute') as Hold;

  it('of all freezes the ladder, of a part does not', () => {
    expect(accept(caseState(), dispute()).state).toMatchObject({ disputedMinor: 50_000, frozenSinceMs: NOW });
    const part = accept(caseState(), dispute(20_000)).state;
    expect(part.disputedMinor).toBe(20_000);
    expect(part.frozenSinceMs).toBeUndefined();
    expect(holdOf(part)).toMatchObject({ untilMs: NOW + 30 * DAY_MS, owner: 'supervisor', taskId });
  });

  it('of more joins the open one: one task, one deadline', () => {
    const first = accept(caseState(), dispute(20_000)).state;
    const { state, tasksOpened } = accept(first, dispute(10_000), NOW + DAY_MS);
    expect(state.disputedMinor).toBe(30_000);
    expect(holdOf(state)).toEqual(holdOf(first));
    expect(tasksOpened).toEqual([]);
    expect(accept(state, dispute(50_000)).state.disputedMinor).toBe(50_000);
  });

  it('rejected the amount is owed again, upheld it stays out', () => {
    const before = accept(caseState(), dispute(20_000)).state;
    expect(accept(before, answer(taskId, false)).state).toMatchObject({ disputedMinor: 0, holds: [] });
    expect(accept(before, answer(taskId, true)).state).toMatchObject({ disputedMinor: 20_000, holds: [] });
  });

  it('rejected, what was upheld before stays out', () => {
    const upheld = accept(accept(caseState(), dispute(20_000)).state, answer(taskId, true)).state;
    const again = accept(upheld, dispute(10_000)).state;
    expect(again.disputedMinor).toBe(30_000);
    expect(accept(again, answer(taskId, false)).state.disputedMinor).toBe(20_000);
  });

  it('of all upheld leaves nothing but the review', () => {
    const { state } = accept(accept(caseState(), dispute()).state, answer(taskId, true));
    expect(state).toMatchObject({ rung: 7, notBefore: { atMs: NOW } });
  });

  it('is not resolved by the answer to another task', () => {
    expect(refusal(accept(caseState(), dispute()).state, answer('L000001-1.9.2', true))).toBe('TaskNotOpen');
  });
});

describe('close', () => {
  it('takes everything with it', () => {
    const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], { pending });
    const { state, tasksClosed } = accept(before, close);
    expect(state).toMatchObject({ stage: 'closed', closed: { reason: 'settled', atMs: NOW }, holds: [] });
    expect(state.promise).toBeUndefined();
    expect(state.pending).toBeUndefined();
    expect(tasksClosed).toBe('all');
  });
});

describe('delivered', () => {
  const waiting = caseState({ pending });
  it.each(['sent', 'unknown'] as const)('%s takes the rung and keeps the gap', (outcome) => {
    const { state } = accept(waiting, delivered(outcome));
    expect(state).toMatchObject({ rung: 1, fallback: 0 });
    expect(state.pending).toBeUndefined();
    expect(state.notBefore.atMs).toBeGreaterThanOrEqual(beijing('2026-11-03', '10:00'));
  });

  it('failed tries the next channel, after the last one the rung counts as taken', () => {
    const once = accept(waiting, delivered('failed')).state;
    expect(once).toMatchObject({ rung: 0, fallback: 1 });
    expect(accept({ ...once, pending }, delivered('failed')).state).toMatchObject({ rung: 1, fallback: 0 });
  });

  it('superseded does not take the rung', () => {
    expect(accept(waiting, delivered('superseded')).state).toMatchObject({ rung: 0, fallback: 0 });
  });

  it('too late for the hours it is due again', () => {
    expect(accept(waiting, delivered('too-late')).state).toMatchObject({ rung: 0, fallback: 0 });
    const { rung: _rung, ...noRung } = pending;
    const thanking = { ...closed, pending: noRung };
    expect(accept(thanking, delivered('too-late')).state.thanksDue).toBe(true);
    const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], { pending: noRung });
    const reminded = { ...before, promise: { ...before.promise!, reminded: 1 } };
    expect(accept(reminded, delivered('too-late')).state.promise?.reminded).toBe(0);
  });

  it('failed, a message outside the ladder is due by its next channel, and after the last one no more', () => {
    const { rung: _rung, ...noRung } = pending;
    const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
    const reminded = { ...before, promise: { ...before.promise!, reminded: 1 } };
    const failed = (channel: 'sms' | 'email' | 'push') =>
      accept({ ...reminded, pending: { ...noRung, channel } }, delivered('failed')).state;
    expect(failed('sms')).toMatchObject({ promise: { reminded: 0 }, tried: { channels: 1 } });
    expect(failed('email')).toMatchObject({ promise: { reminded: 0 }, tried: { channels: 2 } });
    expect(failed('push').promise?.reminded).toBe(1);
    expect(failed('push').tried).toBeUndefined();
    const { promise: _promise, ...kept } = reminded;
    const over = accept({ ...kept, pending: noRung }, delivered('failed')).state;
    expect(over.tried).toBeUndefined();
  });

  it('failed, thanks are due by the next channel, unless the payment was taken back', () => {
    const { rung: _rung, ...noRung } = pending;
    const thanking = (changes: Partial<CaseState>) =>
      accept({ ...closed, pending: noRung, ...changes }, delivered('failed')).state.thanksDue;
    const settled = { reason: 'settled', atMs: NOW, forgivenMinor: 10_000 } as const;
    expect(thanking({ closed: settled, arrearsMinor: 10_000 })).toBe(true);
    expect(thanking({ closed: settled, arrearsMinor: 50_000 })).toBeUndefined();
    const cured = { reason: 'cured', atMs: NOW } as const;
    expect(thanking({ closed: cured, arrearsMinor: 0 })).toBe(true);
    expect(thanking({ closed: cured, arrearsMinor: 1 })).toBeUndefined();
    expect(thanking({ closed: { reason: 'restructured', atMs: NOW } })).toBe(true);
  });

  it('of another contact, or when none is waited for, changes nothing', () => {
    expect(accept(waiting, delivered('sent', 'L000001-1.9')).state).toEqual(waiting);
    expect(accept(closed, delivered('sent')).state).toEqual(closed);
  });

  it('never leads back to a rung that was passed', () => {
    expect(accept({ ...waiting, rung: 7 }, delivered('sent')).state.rung).toBe(7);
  });
});
