import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent, CaseEventOf } from '../../../../domain/case/events.ts';
import { collectableMinor, suspendingHolds, type CaseState } from '../../../../domain/case/state.ts';
import { caseState, NOW } from '../../fixtures.ts';
import { accept, by, dueCase, HeldCustomer, refusal } from '../legal-cases.ts';

const dispute = (amountMinor?: number, more: Partial<CaseEventOf<'dispute'>> = {}): CaseEvent => ({
  ...{ type: 'dispute', id: 'd', by, subject: 'a fee' },
  ...(amountMinor !== undefined && { amountMinor }),
  ...more,
});
const resolve = (
  outcome: CaseEventOf<'resolve-dispute'>['outcome'],
  amountMinor?: number,
): CaseEventOf<'resolve-dispute'> => ({
  ...{ type: 'resolve-dispute', id: 'r', by: 'sup-1', outcome, why: 'looked into it' },
  ...(amountMinor !== undefined && { amountMinor }),
});
const timely = { written: true, inValidationPeriod: true };
const books = (arrearsMinor: number, paidMinor = 0, oldestDueOn: string | null = '2026-10-27') => ({
  ...{ delinquency: { arrearsMinor, oldestDueOn, daysPastDue: 5 }, paidMinor },
});

describe('what a dispute stops', () => {
  it.each<[string, string, CaseEvent, number, boolean]>([
    ['a part: the rest goes on', 'CN', dispute(20_000), 30_000, false],
    ['all of it: nothing goes on', 'CN', dispute(), 0, true],
    ['a part in writing, in time, in the US: nothing goes on', 'US', dispute(20_000, timely), 30_000, true],
    ['the same in a state', 'US-MA', dispute(20_000, timely), 30_000, true],
    ['a part by word of mouth in the US', 'US', dispute(20_000, { inValidationPeriod: true }), 30_000, false],
    ['a part in writing, too late, in the US', 'US', dispute(20_000, { written: true }), 30_000, false],
    ['a part in the UK, where the rule is not verified', 'UK', dispute(20_000, timely), 30_000, false],
  ])('%s', (_name, jurisdiction, event, collectable, stops) => {
    const { state, tasksOpened } = accept(caseState(), event, NOW, jurisdiction);
    expect(collectableMinor(state)).toBe(collectable);
    expect(suspendingHolds(state)).toHaveLength(stops ? 1 : 0);
    expect(tasksOpened).toMatchObject([{ kind: 'dispute-resolution', dueAtMs: NOW + 30 * DAY_MS }]);
  });

  it('verified, collection of the rest goes on', () => {
    const customer = new HeldCustomer('US');
    const held = customer.decide(dueCase(), [dispute(20_000, timely)]);
    expect(held.contact).toBeUndefined();
    const verified = customer.decide(held.state, [resolve('rejected')], NOW + 7 * DAY_MS);
    expect(verified.state).toMatchObject({ disputedMinor: 0, holds: [], shiftDays: 7, rung: 0 });
  });
});

describe('how a dispute is resolved', () => {
  it.each<[string, CaseEvent, CaseEvent, number]>([
    ['upheld it stays out', dispute(20_000), resolve('upheld'), 20_000],
    ['rejected it is owed again', dispute(20_000), resolve('rejected'), 0],
    ['partly: so much stays out', dispute(20_000), resolve('partly', 5_000), 5_000],
    ['of all, partly', dispute(), resolve('partly', 49_999), 49_999],
  ])('%s', (_name, event, resolution, left) => {
    const { state } = accept(caseState(), event);
    const after = accept(state, resolution, NOW + DAY_MS);
    expect(after.state).toMatchObject({ disputedMinor: left, holds: [] });
    expect(after.tasksClosed).toEqual([state.holds[0]?.taskId]);
    expect(after.entries).toMatchObject([{ type: 'resolve-dispute', actor: 'sup-1', why: 'looked into it' }]);
  });

  it('what was upheld before stays out with the part', () => {
    const upheld = accept(accept(caseState(), dispute(10_000)).state, resolve('upheld')).state;
    const again = accept(upheld, dispute(20_000)).state;
    expect(accept(again, resolve('partly', 5_000)).state.disputedMinor).toBe(15_000);
    expect(accept(again, resolve('rejected')).state.disputedMinor).toBe(10_000);
  });

  it('of all, upheld, nothing is left but the review', () => {
    const { state } = accept(accept(caseState(), dispute()).state, resolve('upheld'));
    expect(state).toMatchObject({ rung: 7, notBefore: { atMs: NOW } });
  });

  const open = accept(caseState(), dispute(20_000)).state;
  it.each<[string, CaseState, CaseEvent, string]>([
    ['no dispute is open', caseState(), resolve('upheld'), 'NoOpenDispute'],
    ['partly without an amount', open, resolve('partly'), 'ResolutionAmount'],
    ['partly, of all of it', open, resolve('partly', 20_000), 'ResolutionAmount'],
    ['upheld with an amount', open, resolve('upheld', 10_000), 'ResolutionAmount'],
  ])('%s: refused', (_name, state, event, rule) => {
    expect(refusal(state, event)).toBe(rule);
  });
});

describe('a dispute while the books change', () => {
  const customer = () => new HeldCustomer();

  it('of all covers what falls due later, until it is resolved', () => {
    const one = customer();
    const { state } = one.decide(dueCase(), [dispute()]);
    const later = one.decide(state, [], NOW + 20 * DAY_MS, books(100_000));
    expect(later.state.disputedMinor).toBe(100_000);
    expect(collectableMinor(later.state)).toBe(0);
    expect(later.contact).toBeUndefined();
    expect(later.state.frozenSinceMs).toBe(NOW);
    const rejected = one.decide(later.state, [resolve('rejected')], NOW + 21 * DAY_MS, books(100_000));
    expect(collectableMinor(rejected.state)).toBe(100_000);
  });

  it('of a part does not', () => {
    const one = customer();
    const { state } = one.decide(dueCase(), [dispute(20_000)]);
    const later = one.decide({ ...state, pending: undefined } as never, [], NOW + DAY_MS, books(100_000));
    expect(later.state.disputedMinor).toBe(20_000);
    expect(collectableMinor(later.state)).toBe(80_000);
  });

  it('payments count for what is not disputed, and one that bounces brings nothing back', () => {
    const one = customer();
    const state = { ...accept(dueCase(), dispute(20_000)).state, sequence: 1 };
    const paid = one.decide(state, [], NOW + DAY_MS, books(10_000, 40_000));
    expect(collectableMinor(paid.state)).toBe(0);
    expect(paid.contact).toBeUndefined();
    const bounced = one.decide(paid.state, [], NOW + 2 * DAY_MS, books(50_000, 0));
    expect(collectableMinor(bounced.state)).toBe(30_000);
  });

  it.each<[string, number, number, number, boolean]>([
    ['by the disputed amount settles it', 30_000, 0, 0, true],
    ['by less leaves the rest in dispute', 38_000, 0, 8_000, false],
    ['by more settles it', 25_000, 0, 0, true],
    ['with a payment in between', 20_000, 10_000, 0, true],
    ['by nothing: a payment is no correction', 40_000, 10_000, 20_000, false],
  ])('a correction of the books %s', (_name, arrearsMinor, paidMinor, left, settled) => {
    const one = customer();
    const before = accept(dueCase(), dispute(20_000)).state;
    const after = one.decide({ ...before, sequence: 1 }, [], NOW + DAY_MS, books(arrearsMinor, paidMinor));
    expect(after.state.disputedMinor).toBe(left);
    expect(after.state.holds.some(({ kind }) => kind === 'dispute')).toBe(!settled);
    expect(after.entries.some(({ type }) => type === 'dispute-settled')).toBe(settled);
    expect(after.tasksClosed.length > 0).toBe(settled);
    expect(collectableMinor(after.state)).toBe(arrearsMinor - left);
  });

  it('a correction after it was upheld asks for all that is left again', () => {
    const one = customer();
    const upheld = accept(accept(dueCase(), dispute(20_000)).state, resolve('upheld')).state;
    const after = one.decide({ ...upheld, sequence: 2 }, [], NOW + DAY_MS, books(30_000));
    expect(after.state.disputedMinor).toBe(0);
    expect(after.entries).toContainEqual(expect.objectContaining({ type: 'books-corrected' }));
  });

  it('a correction takes what was upheld before what is in dispute', () => {
    const one = customer();
    const upheld = accept(accept(dueCase(), dispute(10_000)).state, resolve('upheld')).state;
    const again = accept(upheld, dispute(20_000)).state;
    const after = one.decide({ ...again, sequence: 3 }, [], NOW + DAY_MS, books(40_000));
    expect(after.state.disputedMinor).toBe(20_000);
    expect(after.state.holds).toMatchObject([{ kind: 'dispute' }]);
    expect(after.state.holds[0]).not.toHaveProperty('upheldMinor');
  });
});
