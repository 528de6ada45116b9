import { describe, expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../domain/calendar.ts';
import { decide, type DecideInput } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { Hold } from '../../../domain/case/hold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState, NOW, promisedState, type FactChanges } from '../fixtures.ts';

const decideOn = (
  state: CaseState | null,
  events: CaseEvent[] = [],
  { now = NOW, ...facts }: FactChanges & { now?: number } = {},
  strategy: DecideInput['strategy'] = cnRetail,
) => decide({ state, events, facts: caseFacts(facts), strategy, scorer: expertScorer, now });

const overdue: CaseEvent = { type: 'overdue', id: 'o', by: 'core' };
const payment = (amountMinor: number): CaseEvent => ({
  type: 'payment',
  id: 'p',
  by: 'core',
  amountMinor,
  paidAtMs: NOW,
});
const NOTHING = { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 };
const promise = (instalments: { dueOn: string; amountMinor: number }[]): CaseEvent => ({
  type: 'promise',
  id: 'promise-1',
  by: 'collector-1',
  instalments,
});
/** A case whose first rung is due. */
const due = (changes: Partial<CaseState> = {}) =>
  caseState({ notBefore: { atMs: NOW - 1, why: 'w' }, ...changes });
const onDay = (date: string) => beijing(date, '11:00');

describe('without a case', () => {
  it('an overdue event opens one, and what came with it is applied', () => {
    const { state, answers, instruction } = decideOn(null, [payment(1), overdue]);
    expect(state).toMatchObject({ sequence: 1 });
    expect(answers.map((answer) => answer.accepted)).toEqual([true, true]);
    expect(instruction.kind).toBe('wait');
  });

  it('nothing is opened when the books show nothing overdue', () => {
    const { state, instruction, answers } = decideOn(null, [overdue], { delinquency: NOTHING });
    expect(state).toBeNull();
    expect(instruction).toMatchObject({ kind: 'close', reason: 'not-delinquent' });
    expect(answers).toMatchObject([{ id: 'o', accepted: false, rejection: { rule: 'NothingOwed' } }]);
  });

  it('other events are refused as input', () => {
    expect(() => decideOn(null, [payment(1)])).toThrow(expect.objectContaining({ type: 'InvalidInput' }));
  });
});

describe('a contact', () => {
  it('is reserved under the number of its decision', () => {
    const { contact, instruction, state } = decideOn(due({ sequence: 4 }), [], { now: onDay('2026-11-02') });
    expect(contact).toMatchObject({ contactId: 'L000001-1.5', channel: 'sms', purpose: 'collect', rung: 0 });
    expect(instruction).toMatchObject({
      kind: 'deliver',
      contactId: 'L000001-1.5',
      summary: 'SMS reminder 1, D+3',
    });
    expect(state?.pending).toMatchObject({ contactId: 'L000001-1.5', rung: 0 });
  });

  it('that is reserved is delivered before anything else, whatever comes in between', () => {
    const { state, instruction } = decideOn(due(), [], { now: onDay('2026-11-02') });
    const again = decideOn(state, [payment(100)], { now: onDay('2026-11-02') + 1, paidMinor: 100 });
    expect(again.contact).toBeUndefined();
    expect(again.instruction).toEqual({ ...instruction, why: 'reserved before these events came in' });
    expect(again.state?.pending).toEqual(state?.pending);
  });

  it('at night is deferred to the opening, spread', () => {
    const now = beijing('2026-11-02', '23:00');
    const { instruction, entries } = decideOn(due(), [], { now });
    const untilMs = instruction.kind === 'wait' ? instruction.untilMs : 0;
    expect(untilMs).toBeGreaterThanOrEqual(beijing('2026-11-03', '08:00'));
    expect(untilMs).toBeLessThan(beijing('2026-11-03', '09:00'));
    expect(entries).toMatchObject([{ type: 'contact-deferred' }]);
  });

  it('in a jurisdiction without rules is denied, and the case goes on', () => {
    const { instruction, entries } = decideOn(due(), [], {
      now: onDay('2026-11-02'),
      loan: { jurisdiction: 'XX' },
    });
    expect(entries.map((entry) => entry.type)).toEqual(['contact-denied', 'contact-denied']);
    expect(instruction.kind).toBe('wait');
  });

  it('below the least arrears of its rung is skipped', () => {
    const [first, ...others] = cnRetail.ladders.low;
    const low = [{ ...first!, onlyIf: { minArrearsMinor: 50_001 } }, ...others];
    const strategy = { ...cnRetail, ladders: { ...cnRetail.ladders, low } };
    const { state, entries } = decideOn(due(), [], { now: onDay('2026-11-02') }, strategy);
    expect(entries).toMatchObject([{ type: 'rung-skipped', data: { rung: 0 } }]);
    expect(state?.rung).toBe(1);
  });
});

describe('a promise', () => {
  it('of which an instalment is paid ahead is reminded of once for the next', () => {
    const instalments = ['2026-11-05', '2026-11-15'].map((dueOn) => ({ dueOn, amountMinor: 20_000 }));
    const now = onDay('2026-11-14');
    const paid = { paidMinor: 20_000, delinquency: { arrearsMinor: 30_000 }, now };
    const first = decideOn(promisedState(instalments, { paidMinor: 20_000 }), [], paid);
    expect(first.contact?.purpose).toBe('promise-reminder');
    const id = first.contact?.contactId ?? '';
    const sent: CaseEvent = { type: 'delivered', id, by: 'system', outcome: 'sent' };
    expect(decideOn(first.state, [sent], paid).instruction).toMatchObject({
      kind: 'wait',
      step: 'judge the promise to pay',
    });
  });

  const one = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
  const deadline = { now: beijing('2026-11-13', '00:00') };

  it('broken with 1 of 500 paid is a rung faster, and court no nearer', () => {
    const before = promisedState(one, { rung: 3 });
    const paid = { ...deadline, paidMinor: 100, delinquency: { arrearsMinor: 49_900 } };
    const { state, entries } = decideOn(before, [], paid);
    expect(entries).toMatchObject([{ type: 'promise-broken' }]);
    // Day 25 is taken on day 14.
    expect(state).toMatchObject({ brokenPromises: 1, shiftDays: -11, holds: [] });
    const atCourt = decideOn(promisedState(one, { rung: 6 }), [], paid);
    expect(atCourt.instruction).toMatchObject({ kind: 'wait', step: 'legal notice, D+120' });
  });

  it('broken leaves the rest after a payment alone', () => {
    const rest = { atMs: beijing('2026-11-15', '10:00'), why: 'rest after a payment' };
    expect(decideOn(promisedState(one, { rest }), [], deadline).instruction).toMatchObject({
      kind: 'wait',
      untilMs: rest.atMs,
    });
  });

  it('partly kept goes on at its own pace', () => {
    const paid = { ...deadline, paidMinor: 30_000, delinquency: { arrearsMinor: 20_000 } };
    const { state, entries } = decideOn(promisedState(one, { rung: 3 }), [], paid);
    expect(entries).toMatchObject([{ type: 'promise-partly-kept' }]);
    expect(state).toMatchObject({ brokenPromises: 0, keptPromises: 0, shiftDays: 0 });
  });

  it('kept by curing the loan counts as kept; the customer is thanked once', () => {
    const cured = { paidMinor: 50_000, delinquency: NOTHING };
    const { state, contact, tasksClosed, entries } = decideOn(promisedState(one), [payment(50_000)], cured);
    expect(entries.map((e) => e.type)).toEqual(['payment', 'promise-kept', 'cured', 'contact-reserved']);
    expect(state).toMatchObject({ stage: 'closed', keptPromises: 1, closed: { reason: 'cured' } });
    expect(contact?.purpose).toBe('acknowledge');
    expect(tasksClosed).toBe('all');
    const id = contact?.contactId ?? '';
    const sent: CaseEvent = { type: 'delivered', id, by: 'system', outcome: 'sent' };
    expect(decideOn(state, [sent], cured).instruction).toMatchObject({ kind: 'close', reason: 'cured' });
  });

  it('of 24 instalments with long names does not make the state fat', () => {
    const instalments = Array.from({ length: 24 }, (_, i) => ({
      dueOn: addDays('2026-11-02', i),
      amountMinor: 123_456,
    }));
    const { state } = decideOn(due(), [promise(instalments)]);
    expect(state?.promise?.instalments).toHaveLength(24);
    // Months of instalments are the exception: 1.6 kB is the budget without them.
    expect(Buffer.byteLength(JSON.stringify({ ...state, promise: undefined }))).toBeLessThan(1_600);
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(2_600);
  });
});

describe('holds', () => {
  const hold = (kind: Hold['kind']): Hold => ({
    kind,
    sinceMs: NOW,
    untilMs: NOW + 5 * DAY_MS,
    owner: 'policy',
  });

  it('that run out are lifted, and the ladder moves back by the days it stood still', () => {
    const state = due({ holds: [hold('grace')], frozenSinceMs: NOW });
    const { state: after, entries } = decideOn(state, [], { now: NOW + 5 * DAY_MS });
    expect(entries).toMatchObject([{ type: 'hold-ended', data: { hold: 'grace' } }]);
    expect(after).toMatchObject({ holds: [], shiftDays: 5 });
  });

  it('a dispute nobody resolved is escalated, not collected', () => {
    const state = due({ holds: [hold('dispute')], disputedMinor: 50_000, frozenSinceMs: NOW });
    const { state: after, contact, tasksOpened } = decideOn(state, [], { now: NOW + 5 * DAY_MS });
    expect(contact).toBeUndefined();
    expect(after?.disputedMinor).toBe(50_000);
    expect(tasksOpened).toMatchObject([{ kind: 'dispute-resolution', dueAtMs: NOW + 35 * DAY_MS }]);
  });

  it('a dispute of a part becomes one of all when the rest is paid: the ladder stands still from then', () => {
    const state = due({ holds: [hold('dispute')], disputedMinor: 20_000 });
    const paid = { paidMinor: 30_000, delinquency: { arrearsMinor: 20_000 }, now: NOW + DAY_MS };
    expect(decideOn(state, [], paid).state?.frozenSinceMs).toBe(NOW + DAY_MS);
  });
});

describe('what happens in one moment', () => {
  const written: CaseEvent = { type: 'message', id: 'm', by: 'c', messageId: 'M1', channel: 'sms' };
  const disputed: CaseEvent = { type: 'dispute', id: 'd', by: 'c', subject: 'not mine' };

  it.each([
    ['before it', [disputed, written]],
    ['after it', [written, disputed]],
  ])('nothing is written to a customer against a hold that came in %s', (_when, events) => {
    const { contact, answers } = decideOn(caseState(), events);
    expect(contact).toBeUndefined();
    expect(answers.find(({ id }) => id === 'm')).toMatchObject({
      accepted: false,
      rejection: { rule: 'MessageNotPermitted' },
    });
    expect(answers.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('a dispute that is resolved and raised again has its task', () => {
    const resolved: CaseEvent = { type: 'resolve-dispute', id: 'r', by: 's', outcome: 'rejected', why: 'w' };
    const again = { ...disputed, id: 'e' };
    const { tasksOpened, tasksClosed, state } = decideOn(caseState(), [disputed, resolved, again]);
    expect(tasksOpened).toMatchObject([{ kind: 'dispute-resolution' }]);
    expect(tasksClosed).toEqual([]);
    expect(state?.holds).toMatchObject([{ kind: 'dispute', taskId: tasksOpened[0]?.taskId }]);
  });

  it('two holds that are to be looked at again are two tasks', () => {
    const hold = { sinceMs: NOW - DAY_MS, untilMs: NOW - 1, owner: 'supervisor', review: true as const };
    const holds: Hold[] = [
      { ...hold, kind: 'manual' },
      { ...hold, kind: 'restructuring' },
    ];
    const { tasksOpened, state } = decideOn(due({ holds }));
    const ids = tasksOpened.map(({ taskId }) => taskId);
    expect(new Set(ids).size).toBe(2);
    expect(state?.holds.map(({ taskId }) => taskId).toSorted()).toEqual(ids.toSorted());
  });
});
