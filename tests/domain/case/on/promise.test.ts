import { describe, expect, it } from 'vitest';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { placeHold, liftHold } from '../../../../domain/case/holds.ts';
import { nextStep } from '../../../../domain/case/next-step.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseContext, caseState, NOW, promisedState } from '../../fixtures.ts';

const by = 'collector-1';
type Part = [dueOn: string, amountMinor: number];
const promise = (id: string, parts: Part[], replaces?: string): CaseEvent => ({
  ...{ type: 'promise', id, by },
  instalments: parts.map(([dueOn, amountMinor]) => ({ dueOn, amountMinor })),
  ...(replaces !== undefined && { replaces }),
});

function accept(state: CaseState, event: CaseEvent, now = NOW) {
  const result = transition(state, event, caseContext({ now }));
  if ('rejection' in result) throw new Error(result.rejection.rule);
  return { ...result.effects, state: result.state };
}

describe('a promise', () => {
  it('opens with a hold until the end of the date and the tolerance; nothing counts towards it yet', () => {
    const { state } = accept(caseState({ paidMinor: 700 }), promise('promise-1', [['2026-11-10', 50_000]]));
    expect(state.promise).toEqual({
      id: 'promise-1',
      instalments: [{ dueOn: '2026-11-10', amountMinor: 50_000 }],
      madeAtMs: NOW,
      paidMinor: 0,
      reminded: 0,
    });
    expect(state.holds).toEqual([
      { kind: 'promise', sinceMs: NOW, untilMs: beijing('2026-11-13', '00:00'), owner: by },
    ]);
  });

  it('keeps instalments in order of their dates, one for each', () => {
    const parts: Part[] = [
      ['2026-11-20', 10_000],
      ['2026-11-06', 4_000],
      ['2026-11-20', 5_000],
    ];
    expect(accept(caseState(), promise('x', parts)).state.promise?.instalments).toEqual([
      { dueOn: '2026-11-06', amountMinor: 4_000 },
      { dueOn: '2026-11-20', amountMinor: 15_000 },
    ]);
  });

  it('is refused while one is open', () => {
    const state = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
    const result = transition(state, promise('x', [['2026-11-12', 50_000]]), caseContext());
    expect(result).toMatchObject({ rejection: { rule: 'PromiseAlreadyOpen' } });
  });
});

describe('a renegotiation', () => {
  const open = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], { paidMinor: 20_000 });
  const at = beijing('2026-11-08', '09:00');
  const { state, entries } = accept(open, promise('p-2', [['2026-11-20', 30_000]], 'promise-1'), at);

  it('takes the place of the open promise; what was paid before it does not count towards it', () => {
    expect(state.promise).toMatchObject({ id: 'p-2', madeAtMs: at, paidMinor: 0, reminded: 0 });
    expect(state.holds).toMatchObject([{ kind: 'promise', untilMs: beijing('2026-11-23', '00:00') }]);
  });

  it('is counted, and the one it replaces is neither kept nor broken', () => {
    expect(state).toMatchObject({ renegotiatedPromises: 1, keptPromises: 0, brokenPromises: 0 });
    expect(state.lastPromise).toBeUndefined();
    expect(entries).toMatchObject([
      { type: 'promise-renegotiated', data: { promiseId: 'promise-1', paidMinor: 20_000 } },
      { type: 'promise', data: { replaces: 'promise-1' } },
    ]);
  });
});

describe('grace during a promise', () => {
  const open = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], {
    notBefore: { atMs: 0, why: '' },
  });
  const from = beijing('2026-11-05', '12:00');
  const end = beijing('2026-11-25', '12:00');
  const grace = { kind: 'grace' as const, sinceMs: from, untilMs: end, owner: 'policy' };
  const held = placeHold(open, grace, from);

  it('stops its dates: it is not judged, nor reminded of, before the grace ends', () => {
    expect(nextStep(held, cnRetail, from)).toMatchObject({
      atMs: end,
      step: { kind: 'hold-end', hold: 'grace' },
    });
    expect(held.holds.find((hold) => hold.kind === 'promise')?.untilMs).toBe(end);
  });

  it('moves its dates by the days of grace', () => {
    const lifted = liftHold(held, 'grace', end);
    expect(lifted.promise?.instalments).toEqual([{ dueOn: '2026-11-30', amountMinor: 50_000 }]);
    expect(lifted.holds).toMatchObject([{ kind: 'promise', untilMs: beijing('2026-12-03', '00:00') }]);
    const spreadless = { ...cnRetail, spreadMinutes: 0 };
    expect(nextStep(lifted, spreadless, end)).toMatchObject({
      atMs: beijing('2026-11-29', '10:00'),
      step: { kind: 'promise-reminder' },
    });
  });
});

it('a reminder that waits for its hours does not cut short what the ladder waits for', () => {
  const notBefore = { atMs: beijing('2026-11-30', '10:00'), why: '15 days to answer the formal letter' };
  const state = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], { notBefore });
  const now = beijing('2026-11-09', '23:00');
  const { strategy, scorer, facts } = caseContext();
  const decision = decide({ state, events: [], facts, strategy, scorer, now });
  expect(decision.entries).toMatchObject([{ type: 'contact-deferred' }]);
  expect(decision.state?.notBefore).toEqual(notBefore);
  const untilMs = decision.instruction.kind === 'wait' ? decision.instruction.untilMs : 0;
  expect(untilMs).toBeGreaterThanOrEqual(beijing('2026-11-10', '08:00'));
  expect(untilMs).toBeLessThan(beijing('2026-11-10', '09:00'));
});
