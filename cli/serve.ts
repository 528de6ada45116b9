import { once } from 'node:events';
import {
  makeTelemetryFilterString,
  NativeConnection,
  Runtime as WorkerRuntime,
  Worker,
  type NativeConnectionOptions,
} from '@temporalio/worker';
import { buildApp } from '../api/app.ts';
import { startServer } from '../api/server.ts';
import { readEnv, type Env } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { connectConfig } from '../config/temporal.ts';
import { twilioConfig } from '../config/twilio.ts';
import { DailyRepository } from '../db/daily-repository.ts';
import { openChannels } from '../worker/channels.ts';
import { workerOptions, type WorkerDeps } from '../worker/options.ts';
import { ensureReconcileSchedule } from '../worker/reconcile-schedule.ts';
import { ensureTrainSchedule } from '../worker/train-schedule.ts';
import { ensureSchedules } from '../worker/schedules.ts';
import type { Cleanup } from './cleanup.ts';
import type { Runtime } from './runtime.ts';

/** Starts the API; the cleanup closes it. @returns its address */
export async function serveApi(
  runtime: Runtime,
  cleanup: Cleanup,
  port?: number,
  logLevel?: LogLevel,
): Promise<string> {
  const { database, encryption, caseClient, clock, temporalUiUrl } = runtime;
  const { apiHost, apiPort, channels, twilio, contactBasis } = readEnv();
  const app = buildApp({
    ...{ database, encryption, caseClient, clock, temporalUiUrl, contactBasis },
    twilio: twilioConfig(twilio, channels),
    logger: createLogger('api', logLevel),
  });
  const server = await startServer(app, { host: apiHost, port: port ?? apiPort });
  cleanup.add('API', () => server.close());
  return server.url;
}

/** Absent: what the environment says. */
type LogLevel = Env['logLevel'];

export interface RunningWorker {
  /** Rejects when the worker fails for good; settles when it has stopped. */
  readonly running: Promise<void>;
  /** For people, one line: by what each channel leaves. */
  readonly channels: string;
}

/** Starts a worker; the cleanup lets it finish what is under way. */
export async function serveWorker(
  runtime: Runtime,
  cleanup: Cleanup,
  changes: Pick<WorkerDeps, 'channels'> = {},
  logLevel?: LogLevel,
): Promise<RunningWorker> {
  installWorkerRuntime(logLevel);
  const { database, encryption, clock, taskQueue, services } = runtime;
  const { connectionOptions, namespace } = connectConfig(services.temporal);
  // The two differ only in kinds of API key and call that a configuration file cannot hold.
  const connection = await NativeConnection.connect(connectionOptions as NativeConnectionOptions);
  cleanup.add('worker connection', () => connection.close());
  const channels = await channelsOf(runtime, cleanup, changes.channels, logLevel);
  const { contactBasis } = readEnv();
  const deps = {
    ...{ connection, namespace, taskQueue, database, encryption, clock, contactBasis },
    channels: channels.router,
  };
  const worker = await Worker.create({ ...(await workerOptions(deps)), shutdownForceTime: STOP_WITHIN });
  const running = worker.run();
  // Whoever awaits it sees the error; until then it must not count as unhandled.
  running.catch(() => undefined);
  cleanup.add('worker', async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running.catch(() => undefined);
  });
  // A demo's days pass in seconds; nobody keeps a schedule for them.
  if (!clock.spec) await keepSchedules(runtime, cleanup, logLevel);
  return { running, channels: channels.summary };
}

/** Those of the caller; in a demo, where days pass in seconds, the sandbox; else what the environment sets up. */
async function channelsOf(
  { database, encryption, clock }: Runtime,
  cleanup: Cleanup,
  given: WorkerDeps['channels'],
  logLevel?: LogLevel,
): Promise<{ router: WorkerDeps['channels']; summary: string }> {
  if (given) return { router: given, summary: 'as given' };
  if (clock.spec) return { router: undefined, summary: 'all by sandbox' };
  const log = createLogger('worker', logLevel);
  const channels = await openChannels({
    ...{ env: readEnv(), database, encryption },
    onChange: (text) => log.warn(text),
  });
  cleanup.add('channels', () => channels.close());
  log.info(`channels: ${channels.summary}`);
  return channels;
}

/** An import may bring a new region: its schedule is made within the hour. */
const TEND_SCHEDULES_MS = 3_600_000;

async function keepSchedules(runtime: Runtime, cleanup: Cleanup, logLevel?: LogLevel): Promise<void> {
  const { client, taskQueue, database } = runtime;
  const deps = { client, taskQueue, daily: new DailyRepository(database.pool) };
  await ensureSchedules(deps);
  await ensureReconcileSchedule(deps);
  await ensureTrainSchedule(deps);
  const log = createLogger('worker', logLevel);
  const tend = () =>
    void ensureSchedules(deps).catch((err: unknown) =>
      log.warn({ err }, 'the schedules could not be looked after'),
    );
  const timer = setInterval(tend, TEND_SCHEDULES_MS);
  cleanup.add('schedules', () => clearInterval(timer));
}

/** Waits until the person or the system asks us to stop, or one of these fails. */
export async function untilStopped(signal: AbortSignal, ...workers: readonly RunningWorker[]): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([once(signal, 'abort'), ...workers.map((worker) => worker.running)]);
}

/** A decision that waits for a database which does not come back would wait forever; cleanup gives us 30 s. */
const STOP_WITHIN = '25 seconds';

let installed = false;

/** One for the process. The command line handles signals itself: the SDK's own handling would stop the worker first. */
function installWorkerRuntime(logLevel?: LogLevel): void {
  if (installed) return;
  installed = true;
  const log = createLogger('worker', logLevel);
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, { error: err, ...meta }: { error?: unknown } = {}) =>
      // The log writes the stack of what is called `err`.
      log[level](err === undefined ? meta : { ...meta, err }, message);
  WorkerRuntime.install({
    shutdownSignals: [],
    // Left alone the core writes to stdout, which is for results.
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    logger: {
      log: (level, message, meta) => write(level.toLowerCase() as 'info')(message, meta),
      trace: write('trace'),
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    },
  });
}
