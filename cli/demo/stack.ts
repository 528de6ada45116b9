import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { accepts } from '../../config/embedded/ports.ts';
import { startPostgres } from '../../config/embedded/postgres.ts';
import { startTemporal, type SearchAttributeType } from '../../config/embedded/temporal.ts';
import { readEnv } from '../../config/env.ts';
import { createRunDir } from '../../config/paths.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import type { ClockSpec } from '../../domain/clock.ts';
import { searchAttributeTypes } from '../../workflows/search-attributes.ts';
import type { CommandContext } from '../command.ts';
import { openRuntime, type Runtime } from '../runtime.ts';
import { serveApi, serveWorker, type RunningWorker } from '../serve.ts';

/** The whole system, on this machine, with nothing kept. */
export interface Stack {
  runtime: Runtime;
  /** `http://host:port` */
  apiUrl: string;
  temporalUiUrl: string;
  worker: RunningWorker;
}

const NAMESPACE = 'default';
/** Where Temporal's own tools look for it. */
const UI_PORT = 8233;

/** Starts an empty database and an empty Temporal server; both are gone afterwards. */
export async function startServers({ cleanup, progress }: CommandContext): Promise<Runtime['services']> {
  const runDir = createRunDir('demo');
  cleanup.add('run folder', () => rmSync(runDir, { recursive: true, force: true }));
  const onProgress = progress.show;
  const uiPort = (await accepts(UI_PORT)) ? undefined : UI_PORT;
  const [postgres, temporal] = await Promise.allSettled([
    startPostgres({ dataDir: join(runDir, 'postgres'), ephemeral: true, onProgress }),
    startTemporal({
      dataDir: join(runDir, 'temporal'),
      ephemeral: true,
      namespace: NAMESPACE,
      uiPort,
      // workflows/ may not name the type of config/; its names are those of the server all the same.
      searchAttributes: searchAttributeTypes as Readonly<Record<string, SearchAttributeType>>,
      onProgress,
    }),
  ]);
  // When one has failed the other must be on the cleanup stack before anybody hears of it.
  if (postgres.status === 'fulfilled') cleanup.add('PostgreSQL', () => postgres.value.stop());
  if (temporal.status === 'fulfilled') cleanup.add('Temporal server', () => temporal.value.stop());
  if (postgres.status === 'rejected') throw postgres.reason;
  if (temporal.status === 'rejected') throw temporal.reason;
  const { address, uiUrl } = temporal.value;
  return {
    database: { url: postgres.value.url, embedded: true },
    temporal: { address, namespace: NAMESPACE, embedded: true, uiUrl },
  };
}

/** Starts API and worker on servers that run. @param port of the API; absent: the usual one, or a free one */
export async function startStack(
  context: CommandContext,
  options: { services: Runtime['services']; clockSpec: ClockSpec; port: number | undefined },
): Promise<Stack> {
  const { cleanup, progress } = context;
  const { services, clockSpec, port } = options;
  // The key is gone with the data.
  const encryption = new FieldEncryption([{ id: 'demo', key: randomBytes(32) }]);
  const onProgress = progress.show;
  const runtime = await openRuntime({ cleanup, onProgress, services, clockSpec, encryption });
  progress.show('Starting worker and API');
  const worker = await serveWorker(runtime, cleanup, {}, LOG_LEVEL);
  const apiUrl = await serveApi(runtime, cleanup, port ?? (await usualOrFreePort()), LOG_LEVEL);
  return { runtime, apiUrl, temporalUiUrl: runtime.temporalUiUrl ?? '', worker };
}

/** A line per start and stop, or per slow moment of a busy machine, would tear the table apart. */
const LOG_LEVEL = 'error';

/** Somebody who has set another port wants that one and no other. */
async function usualOrFreePort(): Promise<number> {
  const { apiHost, apiPort } = readEnv();
  const usual = readEnv({}).apiPort;
  return apiPort === usual && (await accepts(apiPort, apiHost)) ? 0 : apiPort;
}
