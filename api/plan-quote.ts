import { checkPlanPolicy } from '../domain/case/checks/plan-policy.ts';
import { checkPlanProposal } from '../domain/case/checks/plan-proposal.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { CaseState } from '../domain/case/state.ts';
import { collectableMinor } from '../domain/case/state.ts';
import { DomainFailure, notFound, type Rejection } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { delinquencyOf } from '../domain/delinquency.ts';
import { planQuestionOf } from '../domain/plan/books.ts';
import { capacityMinor, type Means } from '../domain/plan/means.ts';
import type { PlanKind } from '../domain/plan/plan.ts';
import { proposePlan, proposePlans, type PlanAnswer, type PlanQuestion } from '../domain/plan/propose.ts';
import type { PlanBooks } from '../db/plan-repository.ts';
import { minorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import type { MeansBody } from './schemas/plans.ts';

export interface PlanRequest {
  means: MeansBody;
  firstDueOn?: string | undefined;
  kind?: PlanKind | undefined;
  months?: number | undefined;
}

interface Quoted {
  state: CaseState;
  question: PlanQuestion;
  answer: PlanAnswer;
}

type Deps = Pick<RouteDeps, 'plans' | 'clock'>;

/** Works out plans from the books; nothing is changed. @throws NotFound when the loan has no open case */
export async function quotePlans(deps: Deps, loanId: LoanId, asked: PlanRequest): Promise<Quoted> {
  const { state, question } = await questionOf(deps, loanId, asked);
  if (question.arrearsMinor === 0) {
    refuse({ rule: 'NothingOwed', message: 'Nothing is owed that a plan could spread.' });
  }
  const { kind, months } = asked;
  if (kind === undefined) return { state, question, answer: proposePlans(question) };
  const proposal = proposePlan(question, kind, months);
  const canPayMinor = capacityMinor(question.means, question.policy);
  return {
    state,
    question,
    answer: { capacityMinor: canPayMinor, proposals: proposal ? [proposal] : [] },
  };
}

/**
 * Works out the plan that is proposed, and refuses what the case or the strategy would, so that a refusal leaves nothing
 * in its history.
 *
 * @throws `Rejected.<Rule>`, NotFound
 */
export async function plannedEvent(
  deps: Deps,
  loanId: LoanId,
  asked: PlanRequest & { kind: PlanKind },
): Promise<Pick<CaseEventOf<'plan-proposal'>, 'plan' | 'collectableMinor' | 'means'>> {
  const { state, strategy, question, owedMinor } = await questionOf(deps, loanId, asked);
  const proposal = question.arrearsMinor > 0 && proposePlan(question, asked.kind, asked.months);
  const early = checkPlanProposal(state, { collectableMinor: collectableMinor(state) });
  if (early) refuse(early);
  if (!proposal) {
    return refuse({
      rule: 'PlanNotOffered',
      message: `For this loan there is no plan of kind '${asked.kind}'.`,
    });
  }
  const { plan } = proposal;
  const { means, policy } = question;
  const canPayMinor = capacityMinor(means, policy);
  const offer = { plan, capacityMinor: canPayMinor };
  const rejection = checkPlanPolicy(state, offer, strategy, deps.clock.now());
  if (rejection) refuse(rejection);
  return {
    plan,
    collectableMinor: owedMinor,
    means: {
      incomeMinor: means.incomeMinor,
      ...('outgoingsMinor' in means && { outgoingsMinor: means.outgoingsMinor }),
      capacityMinor: canPayMinor,
    },
  };
}

async function questionOf({ plans, clock }: Deps, loanId: LoanId, asked: PlanRequest) {
  const found = await plans.booksOf(loanId, clock.now());
  if (!found) throw notFound('no case is open for this loan');
  const { state, strategy, books } = found;
  const { firstDueOn } = asked;
  const means = meansOf(asked.means, state.currency);
  const wish = { means, firstDueOn };
  const question = planQuestionOf(books, wish, strategy.plan, strategy.authority.answerDays);
  return { state, strategy, question, owedMinor: owedOf(found) };
}

/** What is overdue by the books of now, which the case sees before it answers. */
function owedOf({ books }: PlanBooks): number {
  const due = books.instalments.map(({ dueOn, principalMinor, interestMinor, feeMinor }) => ({
    dueOn,
    amountMinor: principalMinor + interestMinor + feeMinor,
  }));
  const { arrearsMinor } = delinquencyOf(due, books.paidMinor, books.today);
  return Math.max(0, arrearsMinor - books.disputedMinor);
}

function meansOf(means: MeansBody, currency: string): Means {
  const incomeMinor = minorOf(means.income, currency, 'means.income');
  return 'share' in means
    ? { incomeMinor, share: means.share }
    : { incomeMinor, outgoingsMinor: minorOf(means.outgoings, currency, 'means.outgoings') };
}

function refuse({ rule, message }: Rejection): never {
  throw new DomainFailure(`Rejected.${rule}`, message);
}
