import { describe, expect, it } from 'vitest';
import { checkGrace } from '../../../../domain/case/checks/grace.ts';
import { checkPlanPolicy } from '../../../../domain/case/checks/plan-policy.ts';
import { checkPlanProposal } from '../../../../domain/case/checks/plan-proposal.ts';
import type { Hold } from '../../../../domain/case/hold.ts';
import type { CaseState, OpenAsk } from '../../../../domain/case/state.ts';
import type { TaskId } from '../../../../domain/ids.ts';
import { piecesOf, type Plan } from '../../../../domain/plan/plan.ts';
import { planPolicySchema, type PlanPolicy } from '../../../../domain/plan/policy.ts';
import { caseState, NOW } from '../../fixtures.ts';

const plan: Plan = {
  kind: 'spread',
  firstDueOn: '2026-11-20',
  pieces: [{ count: 5, amountMinor: 10_000 }],
  arrearsMinor: 50_000,
  interestMinor: 0,
};
const hold = (kind: Hold['kind']): Hold => ({ kind, sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor' });
const asked: OpenAsk = {
  taskId: 'T-1' as TaskId,
  kind: 'plan-approval',
  dueAtMs: NOW + 1,
  persons: 1,
  askedBy: 'collector-1',
  approvedBy: [],
  about: { kind: 'plan-approval', planId: 'plan-1', plan },
};
const ruleOf = (rejection: { rule: string; message: string } | undefined) => {
  expect(rejection?.message ?? 'a sentence.').toMatch(/\.$/);
  return rejection?.rule;
};

describe('checkPlanProposal', () => {
  it.each<[string, Partial<CaseState>, number, string | undefined]>([
    ['of what is overdue', {}, 50_000, undefined],
    ['while something else is asked', { asks: [] }, 50_000, undefined],
    ['in grace', { holds: [hold('grace')] }, 50_000, undefined],
    ['of what is not disputed', { disputedMinor: 20_000 }, 30_000, undefined],
    ['worked out before a payment', {}, 60_000, 'PlanOutdated'],
    ['worked out before more fell due', {}, 40_000, 'PlanOutdated'],
    ['nothing overdue', { arrearsMinor: 0 }, 50_000, 'NothingOwed'],
    ['all of it disputed', { disputedMinor: 50_000 }, 50_000, 'NothingOwed'],
    ['while one is decided', { asks: [asked], holds: [hold('hardship-review')] }, 50_000, 'PlanUnderReview'],
    ['while grace is decided', { holds: [hold('hardship-review')] }, 50_000, 'AlreadyInGrace'],
    ['in bankruptcy', { holds: [hold('bankruptcy')] }, 50_000, 'NoPlansNow'],
    ['in a moratorium', { holds: [hold('moratorium')] }, 50_000, 'NoPlansNow'],
    ['while a settlement stands', { holds: [hold('settlement')] }, 50_000, 'NoPlansNow'],
    ['after a death', { holds: [hold('deceased-review')] }, 50_000, 'NoPlansNow'],
    ['closed', { closed: { reason: 'settled', atMs: NOW }, stage: 'closed' }, 50_000, 'CaseClosed'],
  ])('%s', (_name, changes, collectableMinor, rule) => {
    expect(ruleOf(checkPlanProposal(caseState(changes), { collectableMinor }))).toBe(rule);
  });
});

describe('checkPlanPolicy', () => {
  const interestOnly: Plan = {
    kind: 'interest-only',
    firstDueOn: '2026-11-20',
    pieces: [
      { count: 6, amountMinor: 1_000 },
      { count: 12, amountMinor: 90_000 },
    ],
    arrearsMinor: 50_000,
    interestMinor: 36_000,
  };
  const level = (count: number, amountMinor: number): Partial<Plan> => ({ pieces: [{ count, amountMinor }] });

  it.each<[string, Partial<Plan>, Partial<PlanPolicy>, number, string | undefined]>([
    ['as proposed', {}, {}, 10_000, undefined],
    ['on the first day after the time to approve', { firstDueOn: '2026-11-07' }, {}, 10_000, undefined],
    ['a day sooner', { firstDueOn: '2026-11-06' }, {}, 10_000, 'PlanStart'],
    ['on the last day', { firstDueOn: '2027-01-02' }, {}, 10_000, undefined],
    ['a day later', { firstDueOn: '2027-01-03' }, {}, 10_000, 'PlanStart'],
    ['as long as may be', level(10, 5_000), {}, 10_000, undefined],
    ['longer', level(12, 5_000), { longestSpreadMonths: 11 }, 10_000, 'PlanTooLong'],
    ['parts too small', level(11, 5_000), {}, 10_000, 'PlanTooSmall'],
    ['a minor unit more than can be paid', {}, {}, 9_999, 'PlanUnaffordable'],
    ['less than what it is for', level(5, 9_999), {}, 10_000, 'PlanTooSmall'],
    ['a term as long as may be', { kind: 're-term', ...level(60, 5_000) }, {}, 5_000, undefined],
    ['a longer term', { kind: 're-term', ...level(61, 5_000) }, {}, 5_000, 'PlanTooLong'],
    ['a term of small instalments', { kind: 're-term', ...level(60, 4_999) }, {}, 5_000, 'PlanTooSmall'],
    ['interest only, which is all that can be paid', interestOnly, {}, 1_000, undefined],
    ['interest only, and not even that', interestOnly, {}, 999, 'PlanUnaffordable'],
    ['interest only for too long', interestOnly, { interestOnlyMonths: 5 }, 1_000, 'PlanTooLong'],
    ['interest only, not offered', interestOnly, { interestOnlyMonths: 0 }, 1_000, 'PlanNotOffered'],
  ])('%s', (_name, changes, policy, capacityMinor, rule) => {
    const limits = { plan: planPolicySchema.parse(policy), authority: { answerDays: 5 } };
    const offer = { plan: { ...plan, ...changes }, capacityMinor };
    expect(ruleOf(checkPlanPolicy(caseState(), offer, limits, NOW))).toBe(rule);
  });

  it('takes no further plan of somebody who broke too many', () => {
    const limits = { plan: planPolicySchema.parse({}), authority: { answerDays: 5 } };
    const offer = { plan, capacityMinor: 10_000 };
    expect(ruleOf(checkPlanPolicy(caseState({ brokenPlans: 1 }), offer, limits, NOW))).toBeUndefined();
    const twice = caseState({ brokenPlans: 2 });
    expect(ruleOf(checkPlanPolicy(twice, offer, limits, NOW))).toBe('TooManyBrokenPlans');
  });

  it('one payment of a debt that is smaller than any instalment is a plan', () => {
    const limits = { plan: planPolicySchema.parse({}), authority: { answerDays: 5 } };
    const small = { ...plan, arrearsMinor: 400, pieces: piecesOf([400]) };
    expect(checkPlanPolicy(caseState(), { plan: small, capacityMinor: 400 }, limits, NOW)).toBeUndefined();
  });
});

it('grace is refused while a plan stands', () => {
  const standing = { id: 'p', paidBeforeMinor: 0, outcomes: '', missed: 0, reminded: 0, ladderDays: 2 };
  const state = caseState({ plan: { ...plan, ...standing }, holds: [hold('plan')] });
  expect(ruleOf(checkGrace(state, { days: 5 }))).toBe('GraceDuringPlan');
});
