import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { noProgress, type OnProgress } from '../progress.ts';
import { UserError } from '../user-error.ts';
import { findTemporal } from './find-temporal.ts';
import { resetLeases } from './leases.ts';
import { lastLogLine, startOwnedServer, type OwnedServer } from './owned-server.ts';
import { accepts, claimPort } from './ports.ts';

/** The types of search attributes that a Temporal server knows. */
export type SearchAttributeType = 'Keyword' | 'KeywordList' | 'Text' | 'Int' | 'Double' | 'Bool' | 'Datetime';

/** A running Temporal dev server of our own. */
export interface EmbeddedTemporal {
  /** host:port for clients and workers. */
  readonly address: string;
  /** Address of the web UI; absent when headless. */
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly guardPid: number | undefined;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** How the dev server is started. */
export interface StartTemporalOptions {
  /** Folder of its log and, unless `dbFile` says otherwise, nothing else. */
  readonly dataDir: string;
  /** Default: any free one. */
  readonly port?: number | undefined;
  readonly uiPort?: number | undefined;
  readonly headless?: boolean;
  /** SQLite file that keeps the workflows; default: in memory. */
  readonly dbFile?: string | undefined;
  readonly namespace?: string;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeType>>;
  /** Further settings of the server, each `name=value`. */
  readonly settings?: readonly string[];
  /** Remove `dataDir` at the end. */
  readonly ephemeral?: boolean;
  readonly onProgress?: OnProgress;
}

/**
 * Out of the box the dev server fires no timer sooner than a second after it was set: the demo's day takes a second
 * or two, so it must do better. Looking at timers 10 ms at a time instead of a second at a time, it needs more
 * looks than its 20 a second, and it takes a third look within one second for a stuck reader and puts the rest of
 * that second's timers aside: one in eight then fired half a minute late under load.
 */
const PRECISE_TIMERS = [
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.timerProcessorMaxPollRPS=2000',
  'history.queueReaderStuckCriticalAttempts=0',
];

/** On two busy cores with a large file it was seen to take 10 s. */
const START_TIMEOUT_MS = 60_000;

/**
 * Finds (or fetches, or builds) the Temporal dev server and starts it, on this machine's loopback only.
 *
 * @throws UserError when it cannot be found, a port is taken, or it does not come up
 */
export async function startTemporal(options: StartTemporalOptions): Promise<EmbeddedTemporal> {
  const { dataDir, headless = false, dbFile, namespace = 'default', searchAttributes } = options;
  const { ephemeral = false, settings = [], onProgress = noProgress } = options;
  const command = await findTemporal(onProgress);
  mkdirSync(dataDir, { recursive: true });
  if (dbFile !== undefined) mkdirSync(dirname(dbFile), { recursive: true });
  resetLeases(dataDir);
  const port = await claimPort(options.port, 'the Temporal server');
  const uiPort = headless ? undefined : await claimPort(options.uiPort, 'the Temporal UI');
  const logFile = join(dataDir, 'temporal.log');
  onProgress('Starting the Temporal server');
  const server = await startOwnedServer({
    command,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
      ...Object.entries(searchAttributes).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${type}`,
      ]),
      ...[...PRECISE_TIMERS, ...settings].flatMap((setting) => ['--dynamic-config-value', setting]),
      ...['--log-level', 'error'],
    ],
    serverDir: dataDir,
    logFile,
    stopSignal: 'SIGINT',
    removeDir: ephemeral ? dataDir : undefined,
  });
  const address = `127.0.0.1:${port}`;
  await waitUntilReady({
    server,
    address,
    namespace,
    uiPort,
    logFile,
    attributes: Object.keys(searchAttributes),
  });
  return {
    address,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    pid: server.pid,
    guardPid: server.guardPid,
    logFile,
    async stop() {
      await server.stop();
      if (ephemeral) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ready = the namespace answers, it knows the search attributes, and the UI accepts. */
async function waitUntilReady(options: {
  server: OwnedServer;
  address: string;
  namespace: string;
  uiPort: number | undefined;
  attributes: readonly string[];
  logFile: string;
}): Promise<void> {
  const { server, address, namespace, uiPort, attributes, logFile } = options;
  for (const startMs = Date.now(); ; await sleep(50)) {
    if (server.ending() !== undefined) {
      throw new UserError(`The Temporal server ended at its start (${logFile}): ${lastLogLine(logFile)}`);
    }
    if (Date.now() - startMs > START_TIMEOUT_MS) {
      await server.stop();
      throw new UserError(
        `The Temporal server did not become ready in a minute (${logFile}): ${lastLogLine(logFile)}`,
      );
    }
    if (!(await accepts(Number(address.split(':')[1])))) continue;
    if (uiPort !== undefined && !(await accepts(uiPort))) continue;
    if (await answers(address, namespace, attributes)) return;
  }
}

async function answers(address: string, namespace: string, attributes: readonly string[]): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return attributes.every((name) => name in customAttributes);
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
