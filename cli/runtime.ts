import { Client, Connection } from '@temporalio/client';
import { CaseClient } from '../api/case-client.ts';
import type { SearchAttributeType } from '../config/embedded/temporal.ts';
import { readEnv } from '../config/env.ts';
import { fieldKeys } from '../config/field-keys.ts';
import type { OnProgress } from '../config/progress.ts';
import { connectConfig, TASK_QUEUE } from '../config/temporal.ts';
import { createDatabase, type Database } from '../db/client.ts';
import { FieldEncryption } from '../db/field-encryption.ts';
import { migrate } from '../db/migrate.ts';
import { businessTime, type Clock, type ClockSpec } from '../domain/clock.ts';
import { searchAttributeTypes } from '../workflows/search-attributes.ts';
import type { Cleanup } from './cleanup.ts';
import { openServices, type DatabaseService, type TemporalService } from './services.ts';

/** What API, worker and demo are built on: open connections to the database and to Temporal. */
export interface Runtime {
  readonly database: Database;
  readonly encryption: FieldEncryption;
  readonly clock: Clock;
  readonly client: Client;
  readonly caseClient: CaseClient;
  readonly taskQueue: string;
  readonly services: { readonly database: DatabaseService; readonly temporal: TemporalService };
  /** The namespace in the Temporal UI, where we know its address. */
  readonly temporalUiUrl: string | undefined;
}

export interface RuntimeOptions {
  /** Gets the steps that close the connections, and the servers that were started for them. */
  readonly cleanup: Cleanup;
  readonly onProgress: OnProgress;
  /** The accelerated clock of a demo; absent: real time. */
  readonly clockSpec?: ClockSpec;
  /** Servers of the caller's own; default: those of the environment, else the embedded ones. */
  readonly services?: Runtime['services'];
  /** Default: the keys that belong to the database. */
  readonly encryption?: FieldEncryption;
  readonly taskQueue?: string;
  /** Most database connections of this process. */
  readonly maxConnections?: number;
}

/** @returns the clock of the process; with a spec business time runs as it says */
export function createClock(spec?: ClockSpec): Clock {
  return { now: () => businessTime(Date.now(), spec), ...(spec && { spec }) };
}

/**
 * Opens everything that a serving process needs. A database of our own is brought to this version on the way;
 * one that others run is only checked, since changing it is for `arrears migrate`.
 *
 * @throws UserError, or an error that explainError knows, when a server cannot be reached or is not at this version
 */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { cleanup, onProgress, taskQueue = TASK_QUEUE, maxConnections = 20 } = options;
  const encryption = options.encryption ?? new FieldEncryption(fieldKeys(readEnv()));
  const services = options.services ?? (await openOwnServices(cleanup, onProgress));
  if (services.database.embedded) {
    onProgress('Bringing the database to this version');
    await migrate(services.database.url);
  }
  const database = createDatabase(services.database.url, { maxConnections, pipelined: true });
  cleanup.add('database connections', () => database.close());
  await database.pool.query('SELECT 1 FROM strategies LIMIT 1');

  const { connectionOptions, namespace } = connectConfig(services.temporal);
  const connection = await Connection.connect(connectionOptions);
  cleanup.add('Temporal connection', () => connection.close());
  const client = new Client({ connection, namespace });
  const clock = createClock(options.clockSpec);
  const { uiUrl } = services.temporal;
  return {
    database,
    encryption,
    clock,
    client,
    caseClient: new CaseClient({ client, taskQueue, clock }),
    taskQueue,
    services,
    temporalUiUrl: uiUrl === undefined ? undefined : `${uiUrl}/namespaces/${namespace}`,
  };
}

function openOwnServices(cleanup: Cleanup, onProgress: OnProgress) {
  // workflows/ may not name the type of config/; its names are those of the server all the same.
  const searchAttributes = searchAttributeTypes as Readonly<Record<string, SearchAttributeType>>;
  return openServices({ cleanup, onProgress, searchAttributes });
}
