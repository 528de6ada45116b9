import pg from 'pg';
import { accepts } from '../config/embedded/ports.ts';
import { startPostgres } from '../config/embedded/postgres.ts';
import { shareServer, type ServerInfo } from '../config/embedded/shared-server.ts';
import type { SearchAttributeType } from '../config/embedded/temporal.ts';
import { readEnv } from '../config/env.ts';
import { dataDir } from '../config/paths.ts';
import type { OnProgress } from '../config/progress.ts';
import { UserError } from '../config/user-error.ts';
import type { Cleanup } from './cleanup.ts';
import { explainError } from './explain-error.ts';

/** The database of a command. */
export interface DatabaseService {
  readonly url: string;
  /** true: our own on this machine; false: the one that DATABASE_URL names. */
  readonly embedded: boolean;
}

/** The Temporal server of a command. */
export interface TemporalService {
  readonly address: string;
  readonly namespace: string;
  readonly embedded: boolean;
  /** Address of the web UI, where we know it. */
  readonly uiUrl: string | undefined;
}

interface OpenOptions {
  /** Gets the step that stops what was started; a server that others still use goes on. */
  readonly cleanup: Cleanup;
  readonly onProgress: OnProgress;
}

interface PostgresInfo extends ServerInfo {
  readonly url: string;
}

interface TemporalInfo extends ServerInfo {
  readonly address: string;
  readonly uiUrl: string | undefined;
}

/**
 * The database that `DATABASE_URL` names, else the embedded one with its data in the data folder, which all arrears
 * processes of this user share.
 *
 * @throws UserError when it cannot be reached or started; never shows the password
 */
export async function openDatabase(
  options: OpenOptions & { port?: number | undefined },
): Promise<DatabaseService> {
  const { databaseUrl } = readEnv();
  if (databaseUrl !== undefined) {
    await checkDatabase(databaseUrl);
    return { url: databaseUrl, embedded: false };
  }
  const serverDir = dataDir('postgres');
  const { cleanup, onProgress, port } = options;
  const shared = await shareServer<PostgresInfo>({
    serverDir,
    onWait: () => onProgress('Waiting for another arrears process to start PostgreSQL'),
    check: ({ url }) => connects(url),
    async start() {
      const { pid, guardPid, url } = await startPostgres({ dataDir: serverDir, port, onProgress });
      return { pid, guardPid, url };
    },
  });
  cleanup.add('PostgreSQL', () => shared.leave());
  return { url: shared.info.url, embedded: true };
}

/**
 * The Temporal server that `TEMPORAL_ADDRESS` (or a profile of the Temporal configuration file) names, else the
 * embedded one, shared like the database.
 *
 * @throws UserError when it cannot be reached, found, built or started
 */
export async function openTemporal(
  options: OpenOptions & {
    searchAttributes: Readonly<Record<string, SearchAttributeType>>;
    port?: number | undefined;
    uiPort?: number | undefined;
  },
): Promise<TemporalService> {
  const { namespace } = readEnv().temporal;
  const external = await externalTemporal();
  if (external !== undefined) {
    await checkTemporal(external);
    return { address: external, namespace, embedded: false, uiUrl: undefined };
  }
  const serverDir = dataDir('temporal');
  const { cleanup, onProgress, searchAttributes, port, uiPort } = options;
  const shared = await shareServer<TemporalInfo>({
    serverDir,
    onWait: () => onProgress('Waiting for another arrears process to start the Temporal server'),
    check: ({ address }) => accepts(...hostAndPort(address)),
    async start() {
      // Loaded here: the client behind it takes a while, and most commands never get to this line.
      const { startTemporal } = await import('../config/embedded/temporal.ts');
      const dbFile = dataDir('temporal', 'temporal.db');
      const start = { dataDir: serverDir, dbFile, namespace, port, uiPort, searchAttributes, onProgress };
      const { pid, guardPid, address, uiUrl } = await startTemporal(start);
      return { pid, guardPid, address, uiUrl };
    },
  });
  cleanup.add('Temporal server', () => shared.leave());
  return { ...shared.info, namespace, embedded: true };
}

/** Both at once; for the parameters see {@link openDatabase} and {@link openTemporal}. */
export async function openServices(
  options: Parameters<typeof openTemporal>[0] & { databasePort?: number | undefined },
): Promise<{ database: DatabaseService; temporal: TemporalService }> {
  const database = openDatabase({ ...options, port: options.databasePort });
  const temporal = openTemporal(options);
  // When one fails the other must have put its step on the cleanup stack before the caller runs it.
  await Promise.allSettled([database, temporal]);
  return { database: await database, temporal: await temporal };
}

async function externalTemporal(): Promise<string | undefined> {
  const { address, profile } = readEnv().temporal;
  if (address !== undefined || profile === undefined) return address;
  const { loadClientConnectConfig } = await import('@temporalio/envconfig');
  return loadClientConnectConfig().connectionOptions.address;
}

async function checkTemporal(address: string): Promise<void> {
  if (await accepts(...hostAndPort(address))) return;
  throw new UserError(
    `TEMPORAL_ADDRESS names ${address}, where nothing answers: start that server, or unset the variable to use a local one.`,
  );
}

function hostAndPort(address: string): [port: number, host: string] {
  const at = address.lastIndexOf(':');
  return [Number(address.slice(at + 1)), address.slice(0, at).replace(/^\[|\]$/g, '')];
}

async function checkDatabase(url: string): Promise<void> {
  try {
    await connectOnce(url);
  } catch (error) {
    const { hostname, port, pathname, username } = new URL(url);
    const place = `DATABASE_URL names ${hostname}:${port || '5432'}`;
    const code = (error as { code?: string }).code ?? '';
    if (/^E(CONNREFUSED|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/.test(code) || isTimeout(error)) {
      throw new UserError(
        `${place}, where no database answers: start it, or unset the variable to use a local one.`,
        {
          cause: error,
        },
      );
    }
    if (code === '28P01' || code === '28000') {
      throw new UserError(`${place}, which refuses the user ${username} or its password.`, { cause: error });
    }
    if (code === '3D000') {
      throw new UserError(
        `${place}, which has no database ${pathname.slice(1)}: create it, or correct the name.`,
        {
          cause: error,
        },
      );
    }
    throw new UserError(`${place}: ${explainError(error) ?? (error as Error).message}`, { cause: error });
  }
}

async function connects(url: string): Promise<boolean> {
  try {
    await connectOnce(url);
    return true;
  } catch {
    return false;
  }
}

async function connectOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && /timeout/i.test(error.message);
