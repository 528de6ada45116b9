import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { z } from 'zod';
import { problemsOf } from '../../api/strategy-desk.ts';
import { strategyPorts, type StrategyPorts } from '../../api/strategy-ports.ts';
import { strategyView } from '../../api/strategy-view.ts';
import { readEnv } from '../../config/env.ts';
import { UserError } from '../../config/user-error.ts';
import { createDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import type { StrategyProblem } from '../../domain/strategy/check-strategy.ts';
import { makeStrategy, strategyDraftSchema } from '../../domain/strategy/draft.ts';
import type { StrategyRecord } from '../../domain/strategy/publication.ts';
import { strategyVersion } from '../../domain/strategy/schema.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';

/** Versions of a page of the list. */
const PAGE = 200;

/** Adds `arrears strategies`. */
export function register(program: Command): void {
  const strategies = program
    .command('strategies')
    .summary('see and check what cases go by')
    .description(
      'The strategies in the database: what there is, what one says, and whether a draft would do.',
    );
  const json = ['--json', 'print JSON'] as const;
  strategies
    .command('list')
    .summary('all versions, and how many open cases go by each')
    .option(...json)
    .action((options: { json?: boolean }) => runCommand(options, list));
  strategies
    .command('show')
    .summary('print a version as a draft that can be changed and checked')
    .argument('<version>', 'like cn-retail@1')
    .option('--json', 'accepted for uniformity: the output is JSON in any case')
    .action((name: string) => runCommand({}, (context) => show(name, context)));
  strategies
    .command('check')
    .summary('say what is wrong with a draft')
    .description(
      'Checks a draft by the scripts that are published and the rules of contact that count now: its form, the words of ' +
        'each step, and whether the law would hold its steps back. Nothing is kept. The exit code is 1 when there is a ' +
        'problem.',
    )
    .argument('<file>', 'a draft as POST /v1/strategies takes it, JSON')
    .option(...json)
    .action((file: string, options: { json?: boolean }) =>
      runCommand(options, (context) => check(file, context)),
    );
}

async function open({ cleanup, progress }: CommandContext): Promise<StrategyPorts> {
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: 2 });
  cleanup.add('database connections', () => database.close());
  return strategyPorts(database, new PolicyReader(database.pool, { basis: readEnv().contactBasis }));
}

async function list(context: CommandContext): Promise<void> {
  const { desk } = await open(context);
  const records: StrategyRecord[] = [];
  for (let after: [string, number] | undefined; ;) {
    const page = await desk.list({}, { after, limit: PAGE });
    records.push(...page);
    const last = page.at(-1)?.strategy;
    if (!last || page.length < PAGE) break;
    after = [last.id, last.version];
  }
  context.result(records.map(lineOf).join('\n'), { items: records.map(strategyView) });
}

/** @example 'cn-retail@1  CN  published by arrears, new cases  12 open cases' */
function lineOf({ strategy, state, writtenBy, publishedBy, current, openCases }: StrategyRecord): string {
  const by =
    state === 'draft' ? `draft by ${writtenBy}` : `${state}, published by ${publishedBy ?? 'nobody'}`;
  const cases = `${openCases} open ${openCases === 1 ? 'case' : 'cases'}`;
  return [
    strategyVersion(strategy),
    strategy.jurisdiction,
    by + (current ? ', for new cases' : ''),
    cases,
  ].join('  ');
}

async function show(name: string, context: CommandContext): Promise<void> {
  const [id = '', version = ''] = name.split('@');
  const { desk } = await open(context);
  const record = /^[1-9]\d{0,8}$/.test(version) ? await desk.find(id, Number(version)) : undefined;
  if (!record) {
    throw new UserError(`There is no strategy ${name}: see arrears strategies list for those there are.`);
  }
  const { version: number, publishedBy, ...draft } = record.strategy;
  context.result(JSON.stringify(draft, null, 2), draft);
}

async function check(file: string, context: CommandContext): Promise<void> {
  const parsed = strategyDraftSchema.safeParse(await readJson(file));
  const problems = parsed.success
    ? await problemsOf({ strategies: await open(context) }, makeStrategy(parsed.data, 1, 'nobody'))
    : formProblems(parsed.error);
  const said = problems.map(({ field, message }) => `${field}: ${message}`);
  context.result(said.length === 0 ? 'No problem: it may be published.' : said.join('\n'), {
    ok: problems.length === 0,
    problems,
  });
  if (problems.length === 0) return;
  const many = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new UserError(`${file} has ${many}: mend what is said above and check again.`);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`${file} cannot be read: name a file with a draft.`, { cause: error });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError(`${file} is not JSON: it has to be a draft as arrears strategies show prints one.`, {
      cause: error,
    });
  }
}

function formProblems({ issues }: z.ZodError): StrategyProblem[] {
  return issues.map(({ path, message }) => ({ field: path.join('.') || 'the draft', message }));
}
