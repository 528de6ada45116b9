import { Client } from '@temporalio/client';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { createCaseActivities } from '../activities/case.ts';
import { createDailyActivities } from '../activities/daily.ts';
import { createLegalActivities } from '../activities/legal.ts';
import type { ChannelRouter } from '../activities/channels/ports.ts';
import { sandboxChannel } from '../activities/channels/sandbox.ts';
import { CaseClient } from '../api/case-client.ts';
import type { Database } from '../db/client.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { SandboxRepository } from '../db/sandbox-repository.ts';
import { StrategyRepository } from '../db/strategy-repository.ts';
import type { Clock } from '../domain/clock.ts';
import { workflowBundle } from './build-bundle.ts';

export interface WorkerDeps {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  database: Database;
  encryption: FieldEncryption;
  clock: Clock;
  /** absent: the sandbox keeps every message and sends none */
  channels?: ChannelRouter;
}

/**
 * A worker for everything of a case.
 *
 * Cases sleep for weeks, so all that are active at once fit the cache and an evicted one costs a replay. The
 * database connections bound how many decisions run at once.
 */
export async function workerOptions(deps: WorkerDeps): Promise<WorkerOptions> {
  const { connection, namespace, taskQueue, database, encryption, clock } = deps;
  const sandbox = sandboxChannel(new SandboxRepository(database.orm));
  const shared = {
    pool: database.pool,
    strategies: new StrategyRepository(database.orm),
    clock,
    channels: deps.channels ?? (() => sandbox),
  };
  const client = new Client({ connection, namespace });
  const caseClient = new CaseClient({ client, taskQueue, clock });
  const { legal } = caseClient;
  const activities = {
    ...createCaseActivities({ ...shared, legal, encrypt: (plain) => encryption.encrypt(plain) }),
    ...createLegalActivities({ ...shared, cases: caseClient }),
    ...createDailyActivities({ ...shared, caseClient }),
  };
  return {
    connection,
    namespace,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities,
    maxCachedWorkflows: 2000,
    // A decision takes milliseconds and waits on PostgreSQL, not on this process.
    maxConcurrentLocalActivityExecutions: 100,
    maxConcurrentActivityTaskExecutions: 100,
    // Longer than any delivery attempt: a deploy interrupts none.
    shutdownGraceTime: '40 seconds',
  };
}
