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
import { workerOptions, type WorkerDeps } from '../worker/options.ts';
import type { Cleanup } from './cleanup.ts';
import type { Runtime } from './runtime.ts';

/** Starts the API; the cleanup closes it. @returns its address */
export async function serveApi(
  runtime: Runtime,
  cleanup: Cleanup,
  port?: number,
  logLevel?: LogLevel,
): Promise<string> {
  const { database, caseClient, clock, temporalUiUrl } = runtime;
  const { apiHost, apiPort } = readEnv();
  const app = buildApp({ database, caseClient, clock, temporalUiUrl, logger: createLogger('api', logLevel) });
  const server = await startServer(app, { host: apiHost, port: port ?? apiPort });
  cleanup.add('API', () => server.close());
  return server.url;
}

/** Absent: what the environment says. */
type LogLevel = Env['logLevel'];

export interface RunningWorker {
  /** Rejects when the worker fails for good; settles when it has stopped. */
  readonly running: Promise<void>;
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
  const deps = { connection, namespace, taskQueue, database, encryption, clock, ...changes };
  const worker = await Worker.create({ ...(await workerOptions(deps)), shutdownForceTime: STOP_WITHIN });
  const running = worker.run();
  // Whoever awaits it sees the error; until then it must not count as unhandled.
  running.catch(() => undefined);
  cleanup.add('worker', async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running.catch(() => undefined);
  });
  return { running };
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
