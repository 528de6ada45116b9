import { describe, expect, it } from 'vitest';
import { checkApproval } from '../../../domain/case/checks/approval.ts';
import { checkClose } from '../../../domain/case/checks/close.ts';
import { checkDispute } from '../../../domain/case/checks/dispute.ts';
import { checkGrace } from '../../../domain/case/checks/grace.ts';
import { checkPromise } from '../../../domain/case/checks/promise.ts';
import type { Hold } from '../../../domain/case/hold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { TaskId } from '../../../domain/ids.ts';
import { beijing, caseState, NOW, promisedState } from '../fixtures.ts';

const promise = (dueOn: string, amountMinor = 50_000) => ({ instalments: [{ dueOn, amountMinor }] });
const ruleOf = (rejection: { rule: string; message: string } | undefined) => {
  expect(rejection?.message ?? 'a sentence.').toMatch(/\.$/);
  return rejection?.rule;
};
const closed: Partial<CaseState> = { closed: { reason: 'settled', atMs: NOW }, stage: 'closed' };
const hold = (kind: Hold['kind'], taskId?: string): Hold => ({
  kind,
  sinceMs: NOW,
  untilMs: NOW + 1,
  owner: 'supervisor',
  ...(taskId && { taskId: taskId as TaskId }),
});

describe('checkPromise', () => {
  it.each<[string, string, number, Partial<CaseState>, string | undefined]>([
    ['today', '2026-11-01', 50_000, {}, undefined],
    ['yesterday', '2026-10-31', 50_000, {}, 'PromiseInThePast'],
    ['on the last day', '2026-12-01', 50_000, {}, undefined],
    ['a day too late', '2026-12-02', 50_000, {}, 'PromiseTooLate'],
    ['the least share', '2026-11-10', 10_000, {}, undefined],
    ['a minor unit less', '2026-11-10', 9_999, {}, 'PromiseTooSmall'],
    ['the least share of what is not disputed', '2026-11-10', 2_000, { disputedMinor: 40_000 }, undefined],
    ['all of it disputed', '2026-11-10', 50_000, { disputedMinor: 50_000 }, 'NothingOwed'],
    ['nothing overdue', '2026-11-10', 50_000, { arrearsMinor: 0 }, 'NothingOwed'],
    ['two were broken', '2026-11-10', 50_000, { brokenPromises: 2 }, undefined],
    ['three were broken', '2026-11-10', 50_000, { brokenPromises: 3 }, 'TooManyBrokenPromises'],
    ['closed', '2026-11-10', 50_000, closed, 'CaseClosed'],
  ])('%s', (_name, dueOn, amount, changes, rule) => {
    expect(ruleOf(checkPromise(caseState(changes), promise(dueOn, amount), NOW))).toBe(rule);
  });

  it('refuses a second one', () => {
    const state = promisedState(promise('2026-11-10').instalments);
    expect(ruleOf(checkPromise(state, promise('2026-11-12'), NOW))).toBe('PromiseAlreadyOpen');
  });

  it('adds instalments up and looks at each date', () => {
    const of = (...dates: string[]) => ({
      instalments: dates.map((dueOn) => ({ dueOn, amountMinor: 5_000 })),
    });
    expect(ruleOf(checkPromise(caseState(), of('2026-11-05', '2026-11-06'), NOW))).toBeUndefined();
    expect(ruleOf(checkPromise(caseState(), of('2026-11-05', '2026-12-06'), NOW))).toBe('PromiseTooLate');
    expect(ruleOf(checkPromise(caseState(), of('2026-11-05', '2026-10-06'), NOW))).toBe('PromiseInThePast');
  });

  it('today is today in the loan’s zone', () => {
    const atNight = beijing('2026-11-02', '00:30');
    expect(ruleOf(checkPromise(caseState(), promise('2026-11-01'), atNight))).toBe('PromiseInThePast');
    const inNewYork = caseState({ zone: 'America/New_York' });
    expect(ruleOf(checkPromise(inNewYork, promise('2026-11-01'), atNight))).toBeUndefined();
  });
});

describe('checkGrace', () => {
  it.each<[string, number, Partial<CaseState>, string | undefined]>([
    ['as long as may be', 30, {}, undefined],
    ['longer', 31, {}, 'GraceTooLong'],
    ['in grace', 5, { holds: [hold('grace')] }, 'AlreadyInGrace'],
    ['while one is being decided', 5, { holds: [hold('hardship-review')] }, 'AlreadyInGrace'],
    ['during a dispute', 5, { holds: [hold('dispute')] }, undefined],
    ['closed', 5, closed, 'CaseClosed'],
  ])('%s', (_name, days, changes, rule) => {
    expect(ruleOf(checkGrace(caseState(changes), { days }))).toBe(rule);
  });
});

describe('checkDispute', () => {
  it.each<[string, number | undefined, Partial<CaseState>, string | undefined]>([
    ['all of it', undefined, {}, undefined],
    ['the whole amount', 50_000, {}, undefined],
    ['more than is overdue', 50_001, {}, 'DisputeExceedsArrears'],
    ['closed', 1, closed, 'CaseClosed'],
  ])('%s', (_name, amountMinor, changes, rule) => {
    const event = amountMinor === undefined ? {} : { amountMinor };
    expect(ruleOf(checkDispute(caseState(changes), event))).toBe(rule);
  });
});

describe('checkApproval and checkClose', () => {
  it.each<[string, string, Partial<CaseState>, string | undefined]>([
    ['a task of a hold', 'T-1', { holds: [hold('dispute', 'T-1')] }, undefined],
    ['another task', 'T-2', { holds: [hold('dispute', 'T-1')] }, 'TaskNotOpen'],
    ['no task', 'T-1', {}, 'TaskNotOpen'],
    ['closed', 'T-1', { ...closed, holds: [hold('dispute', 'T-1')] }, 'CaseClosed'],
  ])('%s', (_name, taskId, changes, rule) => {
    expect(ruleOf(checkApproval(caseState(changes), { taskId, approved: true, by: 'sup-1' }))).toBe(rule);
  });

  it('closes once', () => {
    expect(ruleOf(checkClose(caseState(), { reason: 'settled' }))).toBeUndefined();
    expect(ruleOf(checkClose(caseState(closed), { reason: 'settled' }))).toBe('CaseClosed');
  });
});
