import { z } from 'zod';
import { channelSchema, channelVariables, type ChannelVariables } from './channel-variables.ts';
import { twilioSchema, twilioVariables, type TwilioVariables } from './twilio.ts';
import { UserError } from './user-error.ts';

/** One AES-256 key for fields of personal data; values written with it carry its id. */
export interface FieldKey {
  readonly id: string;
  readonly key: Buffer;
}

const text = z.string().min(1);
const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(0, 'must be a port number from 0 to 65535')
  .max(65_535, 'must be a port number from 0 to 65535');

const postgresUrl = text.refine(
  (value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol),
  'must look like postgres://user:password@host:5432/database',
);

const hostAndPort = text.regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'must look like host:7233');

const fieldKeys = text.transform((value, context): FieldKey[] => {
  const keys = value.split(',').map((entry) => {
    const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)\s*$/.exec(entry) ?? [];
    return id === undefined || encoded === undefined
      ? undefined
      : { id, key: Buffer.from(encoded, 'base64') };
  });
  const good = keys.filter((key) => key !== undefined);
  if (good.length < keys.length) {
    context.addIssue('must be id:key[,id:key…], each key 32 bytes in base64, the current one first');
  } else if (new Set(good.map((key) => key.id)).size < good.length) {
    context.addIssue('must not use the same key id twice');
  }
  return good;
});

const variables = z.object({
  DATABASE_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: hostAndPort.optional(),
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_PROFILE: text.optional(),
  TEMPORAL_CLI_PATH: text.optional(),
  TEMPORAL_TEST_SERVER_PATH: text.optional(),
  ARREARS_API_HOST: text.default('127.0.0.1'),
  ARREARS_API_PORT: port.default(8080),
  ARREARS_LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info'),
  ARREARS_CONTACT_BASIS: z.enum(['prudent', 'letter'], 'must be prudent or letter').default('prudent'),
  ARREARS_FIELD_KEYS: fieldKeys.optional(),
  ARREARS_DATA_DIR: text.optional(),
  ARREARS_CACHE_DIR: text.optional(),
  ...channelVariables,
  ...twilioVariables,
  XDG_DATA_HOME: text.optional(),
  XDG_CACHE_HOME: text.optional(),
  PATH: z.string().default(''),
  CI: z.string().optional(),
});

/** What the environment says, checked and typed. */
export interface Env {
  /** PostgreSQL to use; absent = the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly temporal: {
    /** Temporal frontend to use; absent = the embedded dev server. TLS and API key: see config/temporal.ts. */
    readonly address: string | undefined;
    readonly namespace: string;
    /** Profile of the Temporal configuration file that names the server. */
    readonly profile: string | undefined;
  };
  readonly temporalCliPath: string | undefined;
  readonly temporalTestServerPath: string | undefined;
  readonly apiHost: string;
  /** 0 = any free port. */
  readonly apiPort: number;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** How the rules of contact are read: with the stricter house readings, or by the text of the law alone. */
  readonly contactBasis: 'prudent' | 'letter';
  /** Keys for fields of personal data, the current one first. */
  readonly fieldKeys: readonly FieldKey[] | undefined;
  readonly dataDir: string | undefined;
  readonly cacheDir: string | undefined;
  readonly xdgDataHome: string | undefined;
  readonly xdgCacheHome: string | undefined;
  /** By what messages leave, see channelsConfig. */
  readonly channels: ChannelVariables;
  /** SMS and calls, see twilioConfig. */
  readonly twilio: TwilioVariables;
  /** Folders in which executables are looked for. */
  readonly path: string;
  readonly ci: boolean;
}

/**
 * Reads the environment; the only place that does. A variable that is set but empty counts as unset, as Compose
 * files and shells write "not given" that way.
 *
 * @throws UserError naming the variable, what it must look like, and never its value (it may hold a password)
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`The environment variable ${String(issue?.path[0])} ${issue?.message}.`);
  }
  const v = parsed.data;
  return {
    databaseUrl: v.DATABASE_URL,
    temporal: { address: v.TEMPORAL_ADDRESS, namespace: v.TEMPORAL_NAMESPACE, profile: v.TEMPORAL_PROFILE },
    temporalCliPath: v.TEMPORAL_CLI_PATH,
    temporalTestServerPath: v.TEMPORAL_TEST_SERVER_PATH,
    apiHost: v.ARREARS_API_HOST,
    apiPort: v.ARREARS_API_PORT,
    logLevel: v.ARREARS_LOG_LEVEL,
    contactBasis: v.ARREARS_CONTACT_BASIS,
    fieldKeys: v.ARREARS_FIELD_KEYS,
    dataDir: v.ARREARS_DATA_DIR,
    cacheDir: v.ARREARS_CACHE_DIR,
    xdgDataHome: v.XDG_DATA_HOME,
    xdgCacheHome: v.XDG_CACHE_HOME,
    channels: channelSchema.parse(given),
    twilio: twilioSchema.parse(given),
    path: v.PATH,
    ci: v.CI !== undefined && v.CI !== 'false' && v.CI !== '0',
  };
}

/** The environment for a child process: ours, with `changes` on top (undefined = unset). */
export function childEnv(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
