import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { UserError } from '../../config/user-error.ts';
import { checkLine } from '../../domain/contact/check-line.ts';
import type { Basis } from '../../domain/contact/rule.ts';
import { runCommand, type CommandContext } from '../command.ts';

interface Options {
  basis: Basis;
  json?: boolean;
}

/** Adds `arrears compliance`. */
export function register(program: Command): void {
  const compliance = program
    .command('compliance')
    .summary('say whether contacts are permitted, and by which rules')
    .description('The rules of contact, without a database: they decide by what they are told.');
  compliance
    .command('check')
    .summary('decide each contact case of a file')
    .description(
      'Reads one contact case a line (JSON, docs/rule-packs.md) and prints one decision a line: id, decision (allow, defer or ' +
        'deny), deferUntilUtc and the rules that made it. A line that cannot be judged gets a line with error instead; ' +
        'the others are answered, and the exit code is 1.',
    )
    .argument('<file>', 'JSONL file; - is stdin')
    .addOption(
      new Option('--basis <basis>', 'the text of the law, or the stricter house readings too')
        .choices(['letter', 'prudent'])
        .default('prudent'),
    )
    .option('--json', 'accepted for uniformity: the output is JSON in any case')
    .showHelpAfterError('(arrears compliance check --help tells how it is used)')
    .action((file: string, options: Options) =>
      runCommand({ json: true }, (context) => check(file, options, context)),
    );
}

async function check(file: string, { basis }: Options, { progress }: CommandContext): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  const problems: string[] = [];
  const warn = (text: string) => {
    progress.clear();
    process.stderr.write(`${text}\n`);
  };
  await pipeline(input, (source) => decisions(source as Readable, basis, problems, warn), process.stdout, {
    end: false,
  });
  if (problems.length > 0) {
    const lines = problems.length === 1 ? 'line' : 'lines';
    throw new UserError(`${problems.length} ${lines} could not be judged (see above): mend and check again.`);
  }
}

/** The decisions in the order of the lines; empty lines have none. */
async function* decisions(
  source: Readable,
  basis: Basis,
  problems: string[],
  warn: (text: string) => void,
): AsyncGenerator<string, void> {
  let number = 0;
  for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
    number += 1;
    // Files that were written on Windows begin with a mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const result = checkLine(text, basis);
    for (const field of result.ignored)
      warn(`Warning: line ${number}, ${field}: no such field, it was not looked at.`);
    if ('answer' in result) {
      yield `${JSON.stringify(result.answer)}\n`;
      continue;
    }
    const problem = `line ${number}, ${result.problem}`;
    problems.push(problem);
    warn(problem);
    yield `${JSON.stringify({ id: result.id, error: problem })}\n`;
  }
}
