import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState, NOW, promisedState, type FactChanges } from '../../fixtures.ts';

/** 500.00 is overdue; the tolerance of cn-retail is two days and 1.00. */
const offer = (amountMinor: number, dueOn = '2026-11-10'): CaseEvent => ({
  ...{ type: 'settlement', id: 'settle-1', by: 'collector-1', amountMinor, dueOn, why: 'sold the car' },
});
const answer = (taskId: string, approved = true, by = 'sup-1'): CaseEvent => ({
  ...{ type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why: 'looked at' },
});

function decided(
  state: CaseState | null,
  events: CaseEvent[],
  { now = NOW, ...facts }: FactChanges & { now?: number } = {},
) {
  const decision = decide({
    ...{ state, events, now, strategy: cnRetail, scorer: expertScorer },
    facts: caseFacts(facts),
  });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state, types: decision.entries.map(({ type }) => type) };
}

/** The case in which 400.00 by the 10th settles it, approved a minute after it was offered. */
function standing(state = caseState(), amountMinor = 40_000) {
  const asked = decided(state, [offer(amountMinor)]);
  return decided(asked.state, [answer(asked.tasksOpened[0]?.taskId ?? '')], { now: NOW + 60_000 });
}

const paid = (amountMinor: number, date: string, time = '12:00') => ({
  paidMinor: amountMinor,
  payments: [{ paidAtMs: beijing(date, time), amountMinor }],
  delinquency: { arrearsMinor: 50_000 - amountMinor },
});

describe('an offer is approved', () => {
  it.each([
    [35_000, 1, 'CNY 150.00'],
    [34_999, 2, 'CNY 150.01'],
    [1, 2, 'CNY 499.99'],
    [49_999, 1, 'CNY 0.01'],
  ])('of %i minor units by %i', (amountMinor, persons, forgiven) => {
    const { state, tasksOpened, types } = decided(caseState(), [offer(amountMinor)]);
    expect(types).toEqual(['settlement']);
    expect(state.asks).toMatchObject([{ kind: 'settlement-approval', persons, askedBy: 'collector-1' }]);
    expect(tasksOpened).toMatchObject([{ kind: 'settlement-approval', dueAtMs: NOW + 5 * DAY_MS }]);
    expect(tasksOpened[0]?.summary).toContain(`as full settlement; ${forgiven} is forgiven`);
    expect(state.holds).toEqual([]);
  });

  it('by two persons who are not the one who asks', () => {
    const asked = decided(caseState(), [offer(10_000)]);
    const task = asked.tasksOpened[0]?.taskId ?? '';
    const own = decided(asked.state, [answer(task, true, 'collector-1')]);
    expect(own.answers).toMatchObject([{ accepted: false, rejection: { rule: 'SamePerson' } }]);
    const once = decided(asked.state, [answer(task, true, 'sup-1')]);
    expect(once.state).toMatchObject({ asks: [{ approvedBy: ['sup-1'] }], holds: [] });
    const twice = decided(once.state, [answer(task, true, 'sup-2')]);
    expect(twice.state).toMatchObject({ holds: [{ kind: 'settlement', owner: 'sup-2' }] });
    expect(twice.tasksClosed).toEqual([task]);
  });

  it('not after its own day', () => {
    const asked = decided(caseState(), [offer(40_000, '2026-11-02')]);
    expect(asked.tasksOpened[0]?.dueAtMs).toBe(beijing('2026-11-05', '00:00'));
  });

  it('or not: rejected, or nobody answers, nothing has changed', () => {
    const asked = decided(caseState({ rung: 7 }), [offer(40_000)]);
    const task = asked.tasksOpened[0]?.taskId ?? '';
    for (const { state } of [
      decided(asked.state, [answer(task, false)]),
      decided(asked.state, [], { now: NOW + 5 * DAY_MS }),
    ]) {
      expect(state).not.toHaveProperty('settlement');
      expect(state).not.toHaveProperty('asks');
      expect(state.holds).toEqual([]);
    }
  });

  it('and refused too far ahead, by the strategy', () => {
    const { answers } = decided(caseState(), [offer(40_000, addDays('2026-11-01', 61))]);
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'SettlementTooLate' } }]);
    expect(decided(caseState(), [offer(40_000, addDays('2026-11-01', 60))]).answers[0]?.accepted).toBe(true);
  });
});

describe('while it stands', () => {
  it('contacts rest until its day and the tolerance are over', () => {
    const { state, instruction, types } = standing();
    expect(types).toEqual(['approval', 'settlement-approved']);
    const untilMs = beijing('2026-11-13', '00:00');
    expect(state.holds).toEqual([{ kind: 'settlement', sinceMs: NOW + 60_000, untilMs, owner: 'sup-1' }]);
    expect(instruction).toMatchObject({
      kind: 'wait',
      untilMs,
      step: 'end of the time to pay the settlement',
    });
  });

  it('a promise that was open does not: it has another amount', () => {
    const before = promisedState([{ dueOn: '2026-11-08', amountMinor: 50_000 }]);
    const { state, entries } = standing(before);
    expect(state).not.toHaveProperty('promise');
    expect(state.holds.map(({ kind }) => kind)).toEqual(['settlement']);
    expect(entries.at(-1)?.data).toMatchObject({ replaced: { promiseId: 'promise-1' } });
  });
});

describe('paid', () => {
  it.each<[string, FactChanges, number, string]>([
    ['in time', paid(40_000, '2026-11-09'), beijing('2026-11-09', '13:00'), 'settled'],
    [
      'but for what the tolerance lets go',
      paid(39_900, '2026-11-09'),
      beijing('2026-11-09', '13:00'),
      'settled',
    ],
    ['in the tolerance', paid(40_000, '2026-11-12', '23:59'), beijing('2026-11-12', '23:59'), 'settled'],
    ['in time and booked late', paid(40_000, '2026-11-12'), beijing('2026-11-13', '09:00'), 'settled'],
    ['all of the arrears', paid(50_000, '2026-11-09'), beijing('2026-11-09', '13:00'), 'cured'],
    ['a part', paid(39_899, '2026-11-09'), beijing('2026-11-09', '13:00'), 'open'],
    ['before it was offered', paid(40_000, '2026-11-01', '11:59'), beijing('2026-11-09', '13:00'), 'open'],
    ['too late', paid(40_000, '2026-11-13', '00:00'), beijing('2026-11-13', '01:00'), 'lapsed'],
    ['not at all', {}, beijing('2026-11-13', '00:00'), 'lapsed'],
  ])('%s', (_name, facts, now, outcome) => {
    const delinquency = {
      oldestDueOn: '2026-10-30',
      daysPastDue: 14,
      arrearsMinor: 50_000,
      ...facts.delinquency,
    };
    const nothing = delinquency.arrearsMinor === 0 && { oldestDueOn: null, daysPastDue: 0 };
    const { state, types } = decided(standing().state, [], {
      ...facts,
      delinquency: { ...delinquency, ...nothing },
      now,
    });
    expect(state.closed?.reason ?? (state.settlement ? 'open' : 'lapsed')).toBe(outcome);
    expect(types.includes('settlement-lapsed')).toBe(outcome === 'lapsed');
  });

  it('the rest is forgiven: on the timeline, and in the figures', () => {
    const { state, entries, tasksClosed, contact } = decided(standing().state, [], {
      ...paid(40_000, '2026-11-09'),
      now: beijing('2026-11-09', '13:00'),
    });
    expect(state.closed).toMatchObject({ reason: 'settled', forgivenMinor: 10_000 });
    expect(entries.find(({ type }) => type === 'settled')).toMatchObject({
      data: { paidMinor: 40_000, forgivenMinor: 10_000 },
      why: 'CNY 400.00 was paid as full settlement; CNY 100.00 is forgiven',
    });
    expect(tasksClosed).toBe('all');
    // The customer is told, once.
    expect(contact).toMatchObject({ purpose: 'acknowledge', script: 'settled', channel: 'sms' });
    expect(state.thanksDue).toBeUndefined();
  });

  it('and taken back the case goes on in a new one, with its record', () => {
    const { state: previous } = decided(standing().state, [], {
      ...paid(40_000, '2026-11-09'),
      now: beijing('2026-11-09', '13:00'),
    });
    const because = {
      ...{ paymentId: 'P1', amountMinor: 40_000, paidAtMs: beijing('2026-11-09', '12:00') },
      ...{ reversedAtMs: beijing('2026-11-12', '09:00'), reason: 'AM04' },
    };
    const bounced: CaseEvent = { type: 'overdue', id: 'o-2', by: 'core', because };
    const { state } = decided(null, [bounced], {
      previous,
      casesSoFar: 1,
      now: beijing('2026-11-12', '09:00'),
    });
    expect(state).toMatchObject({ caseId: 'L000001-2', reopens: 'L000001-1', previousCaseId: 'L000001-1' });
  });

  it('lapsed the ladder goes on where it stood', () => {
    const { state } = decided(standing().state, [], { now: beijing('2026-11-13', '00:00') });
    expect(state).toMatchObject({ rung: 0, holds: [], shiftDays: 12 });
    expect(state).not.toHaveProperty('frozenSinceMs');
  });
});

it('ends as settled if, and only if, what was agreed is paid in time; nothing is sent meanwhile', () => {
  const lives = fc.record({
    amountMinor: fc.integer({ min: 1, max: 49_999 }),
    payments: fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 20 }), amountMinor: fc.integer({ min: 1, max: 30_000 }) }),
      { maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(lives, ({ amountMinor, payments }) => {
      const asked = decided(caseState(), [offer(amountMinor)]);
      const task = asked.tasksOpened[0]?.taskId ?? '';
      const approvals = [answer(task, true, 'sup-1'), answer(task, true, 'sup-2')];
      let { state, instruction } = decided(asked.state, approvals.slice(0, asked.state.asks?.[0]?.persons));
      for (let day = 0; day <= 12; day += 1) {
        const now = NOW + day * DAY_MS;
        const soFar = payments.filter((payment) => payment.day <= day);
        const paidMinor = soFar.reduce((sum, payment) => sum + payment.amountMinor, 0);
        if (paidMinor >= 50_000) return;
        ({ state, instruction } = decided(state, [], {
          ...{ now, paidMinor, delinquency: { arrearsMinor: 50_000 - paidMinor } },
          payments: soFar.map((payment) => ({
            paidAtMs: NOW + payment.day * DAY_MS,
            amountMinor: payment.amountMinor,
          })),
        }));
        const settled = day <= 11 && paidMinor + 100 >= amountMinor;
        if (day <= 11) expect(state.closed?.reason).toBe(settled ? 'settled' : undefined);
        if (state.closed) return;
        if (day <= 11) expect(instruction.kind).toBe('wait');
      }
      expect(state).not.toHaveProperty('settlement');
      expect(state.closed).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
