import { decideCases, type DecideDeps } from './decide-cases.ts';
import { casesToStart, loansNotToOpen, markStarted, type CaseToStart } from '../db/case-repository.ts';
import type { Pool } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import type { LoanId } from '../domain/ids.ts';
import { linkAllLegal, type LegalStarter } from './link-legal.ts';

/** Starts the workflow of a case that is opened already; safe to repeat. */
export interface CaseStarter {
  start(found: CaseToStart): Promise<void>;
  /** absent: legal actions are left alone */
  legal?: LegalStarter;
}

export interface SweepDeps extends DecideDeps {
  pool: Pool;
  caseClient: CaseStarter;
}

export interface SweepReport {
  /** loans looked at, all delinquent */
  delinquent: number;
  /** cases opened now */
  opened: number;
  /** loans whose case is open, or was ended by a decision */
  alreadyOpen: number;
  /** workflows started or found running, those of an interrupted earlier sweep included */
  started: number;
}

/** Big enough that a transaction and its round trips hardly count, small enough to be lost without regret. */
const BATCH = 200;
/** Starts under way at once: enough to keep a Temporal frontend busy. */
export const CONCURRENT_STARTS = 32;

/**
 * Opens a case for each delinquent loan that has none, in two steps that can be cut off anywhere and repeated:
 * decisions are written in batches, then the workflows of all cases that are not confirmed are started.
 *
 * @param loans delinquent loans, in any order, each once
 * @param onProgress called with the number of cases started so far
 */
export async function sweep(
  deps: SweepDeps,
  loans: AsyncIterable<{ loanId: LoanId }>,
  onProgress: (started: number) => void = () => undefined,
): Promise<SweepReport> {
  const report: SweepReport = { delinquent: 0, opened: 0, alreadyOpen: 0, started: 0 };
  const start = async (cases: readonly CaseToStart[]) => {
    await startAll(deps, cases);
    report.started += cases.length;
    onProgress(report.started);
  };
  await startPending(deps, start);
  const { legal } = deps.caseClient;
  if (legal) await linkAllLegal({ pool: deps.pool, clock: deps.clock, legal });
  // While the workflows of one batch are being started the next one is decided.
  let starting = Promise.resolve();
  for await (const batch of batches(loans, BATCH)) {
    const opened = await openBatch(deps, batch);
    report.delinquent += batch.length;
    report.opened += opened.length;
    report.alreadyOpen += batch.length - opened.length;
    await starting;
    starting = start(opened);
    // A failure is met where it is awaited, after the next batch; until then it is not an unhandled one.
    starting.catch(() => undefined);
  }
  await starting;
  return report;
}

/** @returns the cases that were opened, or found open meanwhile */
async function openBatch(deps: SweepDeps, loanIds: readonly LoanId[]): Promise<CaseToStart[]> {
  return inTransaction(deps.pool, async (tx) => {
    const settled = await loansNotToOpen(deps.pool, loanIds);
    const requests = loanIds
      .filter((loanId) => !settled.has(loanId))
      .map((loanId) => ({
        loanId,
        state: null,
        events: [{ type: 'overdue' as const, id: `sweep:${loanId}`, by: 'sweep' }],
      }));
    const results = requests.length > 0 ? await decideCases(tx, requests, deps) : [];
    return results.flatMap((decided) =>
      decided.state
        ? [
            {
              loanId: decided.state.loanId,
              caseId: decided.state.caseId,
              decided: { ...decided, state: decided.state },
            },
          ]
        : [],
    );
  });
}

/** Starts every case that an earlier run opened and did not get to confirm, a page at a time. */
async function startPending(
  deps: SweepDeps,
  start: (cases: readonly CaseToStart[]) => Promise<void>,
): Promise<void> {
  for (let after = ''; ;) {
    const page = await casesToStart(deps.pool, after, BATCH);
    const last = page.at(-1);
    if (!last) return;
    await start(page);
    after = last.caseId;
  }
}

/** Starts the workflows, then records that they run: what is cut off between the two is started again, to no effect. */
async function startAll(
  { caseClient, pool, clock }: SweepDeps,
  cases: readonly CaseToStart[],
): Promise<void> {
  const queue = cases.values();
  const lanes = Array.from({ length: CONCURRENT_STARTS }, async () => {
    for (const found of queue) await caseClient.start(found);
  });
  await Promise.all(lanes);
  const ids = cases.map((found) => found.caseId);
  if (ids.length > 0) await markStarted(pool, ids, clock.now());
}

async function* batches(
  loans: AsyncIterable<{ loanId: LoanId }>,
  size: number,
): AsyncGenerator<LoanId[], void, undefined> {
  let batch: LoanId[] = [];
  for await (const { loanId } of loans) {
    batch.push(loanId);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
