import { Client } from '@temporalio/client';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { createCaseActivities } from '../activities/case.ts';
import { createDailyActivities } from '../activities/daily.ts';
import { createLegalActivities } from '../activities/legal.ts';
import { createMoveActivities } from '../activities/move-cases.ts';
import { createReconcileActivities } from '../activities/reconcile-contacts.ts';
import { createAlertActivities } from '../activities/tell-region.ts';
import { createTrainActivities } from '../activities/train-model.ts';
import type { ChannelRouter } from '../activities/channels/ports.ts';
import { sandboxChannel } from '../activities/channels/sandbox.ts';
import { CaseClient } from '../api/case-client.ts';
import type { Database } from '../db/client.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { SandboxRepository } from '../db/sandbox-repository.ts';
import { HoursReader } from '../db/hours-reader.ts';
import { PolicyReader } from '../db/policy-reader.ts';
import { RiskModelReader } from '../db/risk-model-reader.ts';
import { StrategyRepository } from '../db/strategy-repository.ts';
import type { Clock } from '../domain/clock.ts';
import type { Basis } from '../domain/contact/rule.ts';
import { workflowBundle } from './build-bundle.ts';

export interface WorkerDeps {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  database: Database;
  encryption: FieldEncryption;
  clock: Clock;
  /** absent: the sandbox keeps every message and sends none */
  channels?: ChannelRouter | undefined;
  /** how the rules of contact are read; absent: prudent */
  contactBasis?: Basis | undefined;
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
    policies: new PolicyReader(database.pool, { basis: deps.contactBasis }),
    models: new RiskModelReader(database.pool),
    hours: new HoursReader(database.pool),
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
    ...createAlertActivities({ pool: database.pool, caseClient }),
    ...createMoveActivities({ ...shared, caseClient }),
    ...createReconcileActivities({ ...shared, caseClient }),
    ...createTrainActivities(shared),
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
