import { InvalidArgumentError, type Command } from 'commander';
import { outboxView } from '../../api/outbox-view.ts';
import { outboxSchema, type OutboxMessage } from '../../api/schemas/outbox.ts';
import { readEnv } from '../../config/env.ts';
import { fieldKeys } from '../../config/field-keys.ts';
import { UserError } from '../../config/user-error.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { migrate } from '../../db/migrate.ts';
import { OutboxRepository } from '../../db/outbox-repository.ts';
import { formatInstant } from '../../domain/calendar.ts';
import { CHANNEL_NAMES } from '../../domain/case/words.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';

interface Options {
  loan?: string;
  limit: number;
  api?: string;
  json?: boolean;
}

const MOST = 200;

/** Adds `arrears outbox`. */
export function register(program: Command): void {
  program
    .command('outbox')
    .summary('read the messages that the sandbox has kept')
    .description(
      'Prints the newest messages that the sandbox has kept in place of sending them, oldest first, as the customers ' +
        'would have got them; addresses are masked. Channels with a provider keep nothing here.',
    )
    .option('--loan <id>', 'only those about that loan')
    .option('--limit <n>', `how many at most, 1 to ${MOST}`, limit, 20)
    .option('--api <url>', 'ask a running server, such as that of the demo, in place of the database')
    .option('--json', 'print {"items": […]} as JSON')
    .action((options: Options) => runCommand({ json: options.json }, (context) => print(options, context)));
}

function limit(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST}.`);
}

async function print(options: Options, context: CommandContext): Promise<void> {
  const { loan, limit: most, api } = options;
  const items = api === undefined ? await fromDatabase(options, context) : await fromApi(api, { loan, most });
  const none =
    loan === undefined ? 'No message was sent yet.' : `No message about loan ${loan} was sent yet.`;
  context.result(items.length === 0 ? none : items.map(readable).join('\n\n'), { items });
}

async function fromDatabase({ loan, limit: most }: Options, { cleanup, progress }: CommandContext) {
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const encryption = new FieldEncryption(fieldKeys(readEnv()));
  const database = createDatabase(url, { maxConnections: 1 });
  cleanup.add('database connections', () => database.close());
  const rows = await new OutboxRepository(database.pool).newest({ loanId: loan, limit: most });
  return rows.map((row) => outboxView(row, (value) => encryption.decrypt(value)));
}

async function fromApi(
  api: string,
  asked: { loan: string | undefined; most: number },
): Promise<OutboxMessage[]> {
  const query = new URLSearchParams({ limit: String(asked.most), ...(asked.loan && { loan: asked.loan }) });
  let answer: unknown;
  try {
    const response = await fetch(new URL(`/v1/outbox?${query.toString()}`, api));
    answer = await response.json();
  } catch (error) {
    throw new UserError(`Nothing answers at ${api}: name the address that the server printed.`, {
      cause: error,
    });
  }
  const parsed = outboxSchema.safeParse(answer);
  if (!parsed.success) throw new UserError(`What answers at ${api} is no arrears server of this version.`);
  return parsed.data.items;
}

/** @example '2026-11-02 10:12 Asia/Shanghai  SMS to +86•••••••5678, loan L000012, reminder-soft@1\n  …' */
function readable({ at, zone, channel, to, loanId, script, subject, body }: OutboxMessage): string {
  const when = formatInstant(Date.parse(at), zone);
  const lines = [...(subject === undefined ? [] : [subject, '']), ...body.split('\n')];
  const text = lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
  return `${when}  ${CHANNEL_NAMES[channel]} to ${to}, loan ${loanId}, ${script}\n${text}`;
}
