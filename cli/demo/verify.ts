import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Pool } from '../../db/client.ts';
import { messagesAfterPayment, readBookChecks } from '../../db/demo-checks-repository.ts';
import type { Figures } from '../../db/figures-repository.ts';
import { readRiskChecks } from '../../db/risk-checks-repository.ts';
import type { CaseWorkflowResult } from '../../workflows/messages.ts';
import type { LoanLife } from './loan-life.ts';

export interface VerifyInput {
  figures: Figures;
  pool: Pool;
  client: Client;
  lives: readonly LoanLife[];
}

/** Holds the figures against what else is known of the same run. @returns a sentence for each thing that does not agree */
export async function disagreements({ figures, pool, client, lives }: VerifyInput): Promise<string[]> {
  const found: string[] = [];
  const expect = (what: string, here: unknown, there: unknown) => {
    const [a, b] = [canonical(here), canonical(there)];
    if (a !== b) found.push(`${what}: ${a} in the figures, ${b} there`);
  };

  expect('cases by end, in Temporal', figures.ends, await endsInTemporal(client));
  expect('open cases, of loans that are all done', figures.stages, {});
  expect('cases, of loans', sum(Object.values(figures.ends)) - figures.reopened, lives.length);

  const books = await readBookChecks(pool);
  const sent = figures.contacts.filter(({ status }) => status === 'sent');
  expect(
    'contacts sent, in the outbox',
    Object.fromEntries(sent.map(({ channel, count }) => [channel, count])),
    books.messages,
  );
  const paid = lives.flatMap((life) => life.payments);
  expect(
    'money recovered, as customers have paid it',
    figures.recoveredMinor,
    sum(paid.filter(({ recovered }) => recovered).map(({ amountMinor }) => amountMinor)),
  );
  expect('open tasks', figures.tasks.open, 0);
  const { made, kept, partlyKept, broken } = figures.promises;
  if (kept + partlyKept + broken > made)
    found.push(`${kept + partlyKept + broken} promises judged, ${made} made`);

  const none = (what: string, ids: readonly string[]) => {
    if (ids.length > 0) found.push(`${what}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''}`);
  };
  none('contacts outside 08:00-22:00 Beijing time', books.outsideHours);
  none('messages after the end of the case', books.afterClosing);
  none('contacts without an outcome', books.unfinished);
  none(
    'messages although everything was paid',
    await messagesAfterPayment(
      pool,
      lives.flatMap((life) => life.curedBy ?? []),
    ),
  );
  const risk = await readRiskChecks(pool);
  none('cases scored by a model that was never published', risk.unpublishedScores);
  none('tasks given to somebody on leave', risk.givenOnLeave);
  none('alerts taken of which a case does not know', risk.untold);
  return found;
}

/** @returns how the case workflows ended, by their own results */
async function endsInTemporal(client: Client): Promise<Record<string, number>> {
  const ends: Record<string, number> = {};
  const list = client.workflow.list({ query: `WorkflowType = 'caseWorkflow'` });
  for await (const { workflowId, runId, status } of list) {
    const handle = client.workflow.getHandle<() => Promise<CaseWorkflowResult>>(workflowId, runId);
    const result = ENDING.has(status.name) ? await withinMoments(handle.result()) : undefined;
    const end = result?.closed ?? status.name.toLowerCase();
    // A run that went on under a new one is no end.
    if (end !== 'continued_as_new') ends[end] = (ends[end] ?? 0) + 1;
  }
  return ends;
}

/** Ended with a result, or about to. */
const ENDING: ReadonlySet<string> = new Set(['COMPLETED', 'RUNNING']);
/** The database knows that a case has closed a moment before its workflow ends, on a busy machine several seconds. */
const MOMENTS_MS = 30_000;

async function withinMoments<T>(result: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const tooLate = sleep(MOMENTS_MS, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    return await Promise.race([result, tooLate]);
  } finally {
    over.abort();
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => `${key} ${String(part)}`).join(', ') || 'none';
}
