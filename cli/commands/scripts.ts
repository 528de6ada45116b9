import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { UserError } from '../../config/user-error.ts';
import { auditLine } from '../../domain/scripts/audit/audit-line.ts';
import { runCommand, type CommandContext } from '../command.ts';

/** Adds `arrears scripts`. */
export function register(program: Command): void {
  const scripts = program
    .command('scripts')
    .summary('audit the words that customers get')
    .description('The auditor of scripts and free text, without a database or network.');
  scripts
    .command('audit')
    .summary('audit each text of a file')
    .description(
      'Reads one text a line (JSON with lang, zh or en, and text, which may begin or end with bracketed context; also ' +
        'context, docs/auditor.md) and prints one verdict a line: ok and violations, each with category, start, end and ' +
        'reason. The exit code is 0 whatever the verdicts. A line that cannot be read gets a line with error instead; ' +
        'the others are audited, and the exit code is 1.',
    )
    .argument('<file>', 'JSONL file; - is stdin')
    .option('--json', 'accepted for uniformity: the output is JSON in any case')
    .showHelpAfterError('(arrears scripts audit --help tells how it is used)')
    .action((file: string) => runCommand({ json: true }, (context) => audit(file, context)));
}

async function audit(file: string, { progress }: CommandContext): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  let bad = 0;
  const onProblem = (problem: string) => {
    bad += 1;
    progress.clear();
    process.stderr.write(`${problem}\n`);
  };
  await pipeline(input, (source) => verdicts(source as Readable, onProblem), process.stdout, { end: false });
  if (bad === 0) return;
  throw new UserError(
    `${bad} ${bad === 1 ? 'line' : 'lines'} could not be audited (see above): mend and audit again.`,
  );
}

/** The verdicts in the order of the lines, in few large writes; empty lines have none. */
async function* verdicts(
  source: Readable,
  onProblem: (problem: string) => void,
): AsyncGenerator<string, void> {
  let [number, chunk] = [0, ''];
  for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
    number += 1;
    // Files that were written on Windows begin with a mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const audited = auditLine(text);
    if (audited.problem === undefined) chunk += `${JSON.stringify(audited.verdict)}\n`;
    else {
      const problem = `line ${number}, ${audited.problem}`;
      onProblem(problem);
      chunk += `${JSON.stringify({ error: problem })}\n`;
    }
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
