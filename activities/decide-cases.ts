import { decide, decideOrAsk, type DecideInput } from '../domain/case/decide.ts';
import type { Decision, DecisionResult } from '../domain/case/decision.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import { watchedSince } from '../domain/case/promise.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { Clock } from '../domain/clock.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { chosenFor, type StrategyChoice } from '../domain/strategy/experiment.ts';
import { strategyVersion, type Strategy } from '../domain/strategy/schema.ts';
import type { Transaction } from '../db/transaction.ts';
import { lockCustomers, readBeforeDecisions, type BeforeDecision } from '../db/case-facts.ts';
import { resultOf, writeDecisions, type MadeDecision } from '../db/decision-repository.ts';
import { hoursFor } from './hours-for.ts';
import type { HoursReader } from '../db/hours-reader.ts';
import type { PolicyReader } from '../db/policy-reader.ts';
import { readRiskFacts } from '../db/risk-facts-reader.ts';
import type { RiskModelReader } from '../db/risk-model-reader.ts';
import type { StrategyRepository } from '../db/strategy-repository.ts';

/** A case as one of its decisions has left it. */
export type CaseRef = Pick<CaseState, 'caseId' | 'sequence'>;

export interface DecisionRequest {
  loanId: LoanId;
  /** null to open a case; a reference is read from the database */
  state: CaseState | CaseRef | null;
  events: readonly CaseEvent[];
  /** the decision is made for no earlier instant than this, whatever the clock here says */
  nowMs?: number;
}

export interface DecideDeps {
  strategies: StrategyRepository;
  policies: PolicyReader;
  models: RiskModelReader;
  /** absent: rungs of a strategy that plans by the best hour are at its usual time */
  hours?: Pick<HoursReader, 'ofAll'>;
  clock: Clock;
  /** told of the decisions that are being written, before they are committed */
  onMade?: (made: readonly MadeDecision[]) => void;
}

/**
 * Decides cases inside a transaction: locks their customers, reads the books, runs the core, writes everything
 * the decisions leave behind. A decision that was made before, and whose answer was lost, is given back as it
 * was. One loan may be asked for only once in a call.
 *
 * @returns the results in the order of the requests
 * @throws NotFound for a loan that does not exist
 */
export async function decideCases(
  tx: Transaction,
  requests: readonly DecisionRequest[],
  { strategies, policies, models, hours, clock, onMade }: DecideDeps,
): Promise<DecisionResult[]> {
  await lockCustomers(
    tx,
    requests.map((request) => request.loanId),
  );
  const now = Math.max(clock.now(), ...requests.map((request) => request.nowMs ?? 0));
  const keys = requests.map(({ loanId, state, events }) => ({
    loanId,
    caseId: state?.caseId ?? null,
    sequence: state?.sequence ?? 0,
    withState: state !== null && !isWhole(state),
    watchedSinceMs: state !== null && isWhole(state) ? watchedSince(state) : null,
    eventIds: events.map((event) => event.id),
  }));
  const before = await readBeforeDecisions(tx, keys, now);
  // What new cases may go by is read once for each jurisdiction of a batch.
  const choices = new Map<string, StrategyChoice>();
  async function strategyOf(state: CaseState | null, { facts }: BeforeDecision): Promise<Strategy> {
    if (state) return strategies.pinnedAs(state.strategy, tx);
    const { jurisdiction, loanId } = facts.loan;
    const choice = choices.get(jurisdiction) ?? (await strategies.choiceFor(jurisdiction, tx));
    choices.set(jurisdiction, choice);
    return chosenFor(choice, loanId);
  }
  async function namedBy(events: readonly CaseEvent[]): Promise<Record<string, Strategy>> {
    const names = events.flatMap((event) => (event.type === 'change-strategy' ? event.strategy : []));
    const found = await Promise.all(names.map((name) => strategies.findPublished(name, tx)));
    return Object.fromEntries(
      found.flatMap((strategy) => (strategy ? [[strategyVersion(strategy), strategy]] : [])),
    );
  }
  const scorer = await models.scorer(tx);
  const asked: Omit<DecideInput, 'scorer' | 'now'>[] = [];
  for (const request of requests) {
    const known = before.get(request.loanId);
    if (!known) throw notFound(`loan ${request.loanId} is not known; import it first`);
    if (known.made) continue;
    const state = stateOf(request, known);
    const chosen = { strategy: await strategyOf(state, known), published: await namedBy(request.events) };
    const policy = await policies.of(known.facts.loan.jurisdiction, tx);
    asked.push({ state, events: newEvents(request, known), facts: { ...known.facts, policy }, ...chosen });
  }
  const seen = await hoursFor(hours, asked, { now, tx });
  const inputs = new Map(
    asked.map(({ facts, ...rest }): [LoanId, DecideInput] => [
      facts.loan.loanId,
      { ...rest, facts: { ...facts, ...seen(facts) }, scorer, now },
    ]),
  );
  const decisions = await decideAll(tx, inputs, now);
  const made: MadeDecision[] = [];
  const results = requests.flatMap(({ loanId }): DecisionResult[] => {
    const decision = decisions.get(loanId);
    const known = before.get(loanId);
    if (!decision) return known?.made ? [known.made] : [];
    if (decision.state) made.push({ state: decision.state, decision });
    const repeats = [...(known?.handled ?? [])].map((id) => ({ id, accepted: true as const }));
    const result = resultOf(decision);
    return [{ ...result, answers: [...result.answers, ...repeats] }];
  });
  await writeDecisions(tx, made, now);
  onMade?.(made);
  return results;
}

/**
 * Decides. What bears on the risk of a loan is read for those that are scored, which is seldom, and for all of them at
 * once; a case that is opened is one of them. They are then decided anew: of the first time nothing was written.
 */
async function decideAll(
  tx: Transaction,
  inputs: ReadonlyMap<LoanId, DecideInput>,
  now: number,
): Promise<Map<LoanId, Decision>> {
  const decisions = new Map<LoanId, Decision>();
  const scored: [LoanId, DecideInput][] = [];
  for (const [loanId, input] of inputs) {
    const decision = decideOrAsk(input);
    if ('wants' in decision) scored.push([loanId, input]);
    else decisions.set(loanId, decision);
  }
  if (scored.length === 0) return decisions;
  const ids = scored.map(([loanId]) => loanId);
  const risks = await readRiskFacts(tx, ids, now);
  for (const [loanId, input] of scored) {
    const risk = risks.get(loanId);
    if (!risk) throw notFound(`loan ${loanId} is not known; import it first`);
    decisions.set(loanId, decide({ ...input, facts: { ...input.facts, risk } }));
  }
  return decisions;
}

function isWhole(state: CaseState | CaseRef): state is CaseState {
  return 'stage' in state;
}

function stateOf({ state }: DecisionRequest, known: BeforeDecision): CaseState | null {
  if (state === null || isWhole(state)) return state;
  if (!known.state)
    throw notFound(`decision ${state.sequence} of case ${state.caseId} is not in the database`);
  return known.state;
}

/** A signal that was repeated before the first was dealt with comes twice in one request. */
function newEvents({ events }: DecisionRequest, { handled }: BeforeDecision): CaseEvent[] {
  return events.filter(
    ({ id }, at) => !handled.has(id) && events.findIndex((event) => event.id === id) === at,
  );
}
