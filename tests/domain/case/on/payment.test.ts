import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { placeHold } from '../../../../domain/case/holds.ts';
import { HOLD_KINDS } from '../../../../domain/case/hold.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import {
  beijing,
  caseContext,
  caseFacts,
  caseState,
  NOW,
  promisedState,
  type FactChanges,
} from '../../fixtures.ts';

const NOTHING = { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 };
const payment = (amountMinor: number, paidAtMs = NOW, id = 'p'): CaseEvent => ({
  ...{ type: 'payment', id, by: 'core', amountMinor, paidAtMs },
});

function decided(
  state: CaseState,
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

it.each([
  ['open', caseState()],
  ['closed', caseState({ closed: { reason: 'sold', atMs: NOW }, stage: 'closed' })],
])('a payment in a case that is %s is recorded, with what is left', (_name, state) => {
  const result = transition(state, payment(100), caseContext());
  expect(result).toMatchObject({
    state,
    effects: { entries: [{ type: 'payment', why: 'CNY 500.00 is left', data: { amountMinor: 100 } }] },
  });
});

describe('the rest after a payment', () => {
  const paid = (amountMinor: number, before: Partial<CaseState> = {}) =>
    decided(caseState(before), [payment(amountMinor)], {
      paidMinor: amountMinor,
      delinquency: { arrearsMinor: 50_000 - amountMinor },
    }).state.rest;

  it.each<[string, number, Partial<CaseState>, boolean]>([
    ['a cent', 1, {}, false],
    ['a cent less than a tenth of the arrears', 4_999, {}, false],
    ['a tenth of the arrears', 5_000, {}, true],
    ['a tenth of what is not in dispute', 1_000, { disputedMinor: 40_000 }, true],
  ])('%s', (_name, amountMinor, before, rests) => {
    expect(paid(amountMinor, before) !== undefined).toBe(rests);
  });

  it('lasts until the preferred time three days on', () => {
    const rest = paid(20_000);
    expect(rest?.atMs).toBeGreaterThanOrEqual(beijing('2026-11-04', '10:00'));
    expect(rest?.atMs).toBeLessThan(beijing('2026-11-04', '11:00'));
    expect(rest?.why).toBe('rest after a payment of CNY 200.00');
  });

  it('is the same for several in one batch, and for one that nobody announced', () => {
    const facts = { paidMinor: 6_000, delinquency: { arrearsMinor: 44_000 } };
    const three = [1, 2, 3].map((n) => payment(2_000, NOW, `p-${n}`));
    const announced = decided(caseState(), three, facts).state;
    expect(announced.rest).toEqual(decided(caseState(), [], facts).state.rest);
    expect(announced.rest).toBeDefined();
  });
});

describe('a payment of everything cures', () => {
  const cured = { paidMinor: 50_000, delinquency: NOTHING };

  // A restructuring is what the books are waited for to show: then it ends as that.
  it.each(HOLD_KINDS.filter((kind) => kind !== 'promise' && kind !== 'restructuring'))(
    'while the hold %s stands',
    (kind) => {
      const hold = { kind, sinceMs: NOW, untilMs: NOW + DAY_MS, owner: 'supervisor' };
      const state = placeHold(caseState(), hold, NOW);
      expect(decided(state, [payment(50_000)], cured).state).toMatchObject({
        closed: { reason: 'cured' },
        holds: [],
      });
    },
  );

  it('more than everything, too', () => {
    const { state, types } = decided(caseState(), [payment(80_000)], { ...cured, paidMinor: 80_000 });
    expect(state.closed?.reason).toBe('cured');
    expect(types).toEqual(['payment', 'cured', 'contact-reserved']);
  });

  it('thanks once, for several in one batch', () => {
    const both = [payment(25_000), payment(25_000, NOW, 'q')];
    const { state, types, contact } = decided(caseState(), both, cured);
    expect(types).toEqual(['payment', 'payment', 'cured', 'contact-reserved']);
    expect(contact?.purpose).toBe('acknowledge');
    const sent: CaseEvent = {
      type: 'delivered',
      id: contact?.contactId ?? '',
      by: 'system',
      outcome: 'sent',
    };
    const after = decided(state, [sent], cured);
    expect(after.instruction).toMatchObject({ kind: 'close', reason: 'cured' });
    expect(decided(after.state, [payment(1, NOW, 'late')], cured).contact).toBeUndefined();
  });

  it('what is asked in the same moment is answered that the case is closed, in the order of the events', () => {
    const promise: CaseEvent = {
      ...{ type: 'promise', id: 'promise-2', by: 'collector-1' },
      instalments: [{ dueOn: '2026-11-10', amountMinor: 50_000 }],
    };
    const grace: CaseEvent = { type: 'grace', id: 'g', by: 'collector-1', reason: 'illness', days: 5 };
    const { answers, types } = decided(caseState(), [promise, payment(50_000), grace], cured);
    expect(answers).toMatchObject([
      { id: 'promise-2', accepted: false, rejection: { rule: 'CaseClosed' } },
      { id: 'p', accepted: true },
      { id: 'g', accepted: false, rejection: { rule: 'CaseClosed' } },
    ]);
    expect(types).not.toContain('promise');
  });
});

describe('towards a promise of 500.00 for the 10th, made on the 1st at noon', () => {
  const one = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
  const owed = { arrearsMinor: 30_000, oldestDueOn: '2026-10-30' };
  const deadline = beijing('2026-11-13', '00:00');
  const made = (day: string, amountMinor: number) => ({ paidAtMs: beijing(day, '15:00'), amountMinor });

  it.each([
    ['all of it, early', [made('2026-11-02', 50_000)], '2026-11-02', 'promise-kept'],
    [
      'all of it, in two',
      [made('2026-11-02', 20_000), made('2026-11-09', 30_000)],
      '2026-11-10',
      'promise-kept',
    ],
    ['more than all of it', [made('2026-11-02', 70_000)], '2026-11-02', 'promise-kept'],
    ['more than half', [made('2026-11-02', 30_000)], '2026-11-13', 'promise-partly-kept'],
    ['a cent', [made('2026-11-02', 1)], '2026-11-13', 'promise-broken'],
    [
      'all of it, made the day before and booked since',
      [made('2026-10-31', 50_000)],
      '2026-11-13',
      'promise-broken',
    ],
  ])('%s', (_name, payments, day, type) => {
    const paidMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const now = beijing(day, '23:00');
    const { types } = decided(promisedState(one), [], { payments, paidMinor, delinquency: owed, now });
    expect(types.filter((each) => each.startsWith('promise-'))).toEqual([type]);
  });

  it('one that is booked when the promise was broken, and was made in time, has it judged again', () => {
    const broken = decided(promisedState(one, { rung: 3 }), [], { delinquency: owed, now: deadline });
    expect(broken.state).toMatchObject({ brokenPromises: 1, shiftDays: -11 });
    const { state, entries } = decided(broken.state, [payment(50_000, beijing('2026-11-09', '15:00'))], {
      ...{ payments: [made('2026-11-09', 50_000)], paidMinor: 50_000, delinquency: owed },
      now: deadline + DAY_MS,
    });
    expect(state).toMatchObject({ brokenPromises: 0, keptPromises: 1, shiftDays: 0 });
    expect(entries.find(({ type }) => type === 'promise-judged-again')).toMatchObject({
      data: { promiseId: 'promise-1', was: 'broken', outcome: 'kept' },
    });
  });

  it('when nothing is owed any more, but not by what was promised, it is neither kept nor broken', () => {
    const payments = [made('2026-10-31', 20_000), made('2026-11-02', 30_000)];
    const { state, types } = decided(promisedState(one), [], {
      ...{ payments, paidMinor: 50_000, delinquency: NOTHING },
      now: beijing('2026-11-02', '16:00'),
    });
    expect(types).toContain('promise-moot');
    expect(state).toMatchObject({ closed: { reason: 'cured' }, keptPromises: 0, brokenPromises: 0 });
  });
});
