import { amortise, type MonthlyAmount } from './amortise.ts';
import { candidatesOf } from './candidates.ts';
import { capacityMinor, type Means } from './means.ts';
import * as plans from './plan.ts';
import type { Plan, PlanKind } from './plan.ts';
import type { PlanPolicy } from './policy.ts';

/** What plans are worked out from. Minor units, months. */
export interface PlanQuestion {
  /** overdue, and not disputed, > 0 */
  arrearsMinor: number;
  /** not due yet */
  principalMinor: number;
  /** 0.18 is 18 % a year */
  annualRate: number;
  /** months that the loan has left to run; 0 when all of it has fallen due */
  termMonths: number;
  /** what falls due by contract between each date of a plan and the one before; absent: level instalments */
  running?: readonly MonthlyAmount[];
  firstDueOn: string;
  means: Means;
  policy: PlanPolicy;
}

/** One way to go on, with what it costs. */
export interface PlanProposal {
  plan: Plan;
  months: number;
  instalments: plans.PlanInstalment[];
  /** everything still to be paid until the loan is paid off, beside what it would be if nothing were changed */
  cost: { totalMinor: number; unchangedMinor: number; extraMinor: number };
  affordable: boolean;
  /** what the largest instalment asks for above what the customer can pay a month; 0 when affordable */
  shortfallMinor: number;
  /** after the interest-only months: from when on, how much at most, and how much of it is out of reach today */
  later?: { fromOn: string; amountMinor: number; shortfallMinor: number };
}

/** Every kind of plan that policy allows, each at its shortest that the customer can afford. */
export interface PlanAnswer {
  /** what the customer can pay a month */
  capacityMinor: number;
  proposals: PlanProposal[];
}

/**
 * The affordable-plan calculator. Of each kind the shortest plan within the means is proposed, since it costs least;
 * where none is, the one that comes nearest to them, with what is missing.
 *
 * @returns no proposal of a kind that policy or the loan does not allow
 * @example arrears of 600.00, nothing else due, 100.00 a month: spread over 6 months, affordable
 */
export function proposePlans(question: PlanQuestion): PlanAnswer {
  const proposals = plans.PLAN_KINDS.flatMap((kind) => proposePlan(question, kind) ?? []);
  return { capacityMinor: capacityMinor(question.means, question.policy), proposals };
}

/**
 * @param months of that kind of plan: over which the arrears are spread, of the new term, of interest only; absent: as
 *   {@link proposePlans} finds best. What is asked for is worked out even where policy does not allow it.
 * @returns undefined when there is no such plan for this loan
 */
export function proposePlan(
  question: PlanQuestion,
  kind: PlanKind,
  months?: number,
): PlanProposal | undefined {
  const asked = months === undefined ? candidatesOf(question, kind) : [months];
  let best: PlanProposal | undefined;
  for (const candidate of asked) {
    const proposal = proposalOf(question, kind, candidate);
    if (proposal?.affordable) return proposal;
    if (proposal && (!best || proposal.shortfallMinor < best.shortfallMinor)) best = proposal;
  }
  return best;
}

/** @returns what falls due by contract, month by month */
export function runningOf({ running, principalMinor, annualRate, termMonths }: PlanQuestion) {
  if (running) return running;
  return termMonths > 0 ? amortise({ principalMinor, annualRate, months: termMonths }) : [];
}

function proposalOf(question: PlanQuestion, kind: PlanKind, months: number): PlanProposal | undefined {
  const { arrearsMinor, firstDueOn } = question;
  const schedule = scheduleOf(question, kind, months);
  if (schedule.length === 0) return undefined;
  const amountsMinor = schedule.map((month) => month.amountMinor);
  const interestMinor = schedule.reduce((sum, month) => sum + month.interestMinor, 0);
  const plan: Plan = { kind, firstDueOn, pieces: plans.piecesOf(amountsMinor), arrearsMinor, interestMinor };
  const unchangedMinor = arrearsMinor + sumOf(runningOf(question));
  const totalMinor = kind === 'spread' ? unchangedMinor : plans.totalOf(plan);
  const canPayMinor = capacityMinor(question.means, question.policy);
  const relief = kind === 'interest-only' ? months : amountsMinor.length;
  const shortfallMinor = above(canPayMinor, amountsMinor.slice(0, relief));
  const after = amountsMinor.slice(relief);
  return {
    plan,
    months: amountsMinor.length,
    instalments: plans.instalmentsOf(plan),
    cost: { totalMinor, unchangedMinor, extraMinor: totalMinor - unchangedMinor },
    affordable: shortfallMinor === 0,
    shortfallMinor,
    ...(after.length > 0 && {
      later: {
        fromOn: plans.dueOnOf(plan, relief),
        amountMinor: Math.max(...after),
        shortfallMinor: above(canPayMinor, after),
      },
    }),
  };
}

function scheduleOf(question: PlanQuestion, kind: PlanKind, months: number): readonly MonthlyAmount[] {
  const { arrearsMinor, principalMinor, annualRate, termMonths } = question;
  if (kind === 'spread') return spread(arrearsMinor, months, runningOf(question));
  if (principalMinor === 0 && kind === 'interest-only') return [];
  const owed = { principalMinor: arrearsMinor + principalMinor, annualRate };
  if (kind === 're-term') return amortise({ ...owed, months });
  const schedule = amortise({ ...owed, months: Math.max(1, termMonths), interestOnlyMonths: months });
  // Without interest it would be months of nothing, which is what grace is for.
  return schedule.some(({ amountMinor }) => amountMinor === 0) ? [] : schedule;
}

/** The arrears in equal parts, the last of which takes the rounding, on top of what falls due anyway. */
function spread(arrearsMinor: number, months: number, running: readonly MonthlyAmount[]): MonthlyAmount[] {
  const part = Math.floor(arrearsMinor / months);
  return Array.from({ length: months }, (_, index) => {
    const due = running[index] ?? { amountMinor: 0, interestMinor: 0 };
    const share = index === months - 1 ? arrearsMinor - part * (months - 1) : part;
    return { amountMinor: due.amountMinor + share, interestMinor: due.interestMinor };
  });
}

const above = (canPayMinor: number, amountsMinor: readonly number[]) =>
  Math.max(0, ...amountsMinor.map((amountMinor) => amountMinor - canPayMinor));

const sumOf = (months: readonly MonthlyAmount[]) => months.reduce((sum, month) => sum + month.amountMinor, 0);
