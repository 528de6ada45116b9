import type { Command } from 'commander';
import type { ReconcileReport } from '../../activities/reconcile-types.ts';
import { UserError } from '../../config/user-error.ts';
import { hasWorker, reconcileNow } from '../../worker/reconcile-schedule.ts';
import { runCommand } from '../command.ts';
import { openRuntime } from '../runtime.ts';

/** Adds `arrears contacts`. */
export function register(program: Command): void {
  const contacts = program
    .command('contacts')
    .summary('ask what became of contacts whose answer was lost')
    .description('The contact ledger, for operators.');
  contacts
    .command('reconcile')
    .summary('ask the channels about contacts whose answer was lost, now')
    .description(
      'Has a worker ask the channels about contacts that the ledger has at sending, calling or unknown though nobody ' +
        'delivers them any more, and records what they say. It sends nothing. Workers do so every quarter of an hour; ' +
        'docs/how-to/unknown-contacts.md says what to do about what stays unknown.',
    )
    .option('--json', 'print the counts as JSON')
    .showHelpAfterError('(arrears contacts reconcile --help tells how it is used)')
    .action((options: { json?: boolean }) =>
      runCommand({ json: options.json }, async ({ cleanup, progress, result }) => {
        const runtime = await openRuntime({ cleanup, onProgress: progress.show });
        if (!(await hasWorker(runtime))) {
          throw new UserError(
            'No worker is running, and only a worker has the channels to ask: start one with `arrears worker`.',
          );
        }
        progress.show('Asking the channels');
        const report = await reconcileNow(runtime);
        result(inWords(report), report);
      }),
    );
}

/** For people, on a few lines. */
export function inWords(report: ReconcileReport): string {
  const { asked, sent, failed, unknown, stillUnknown, unanswered, leftToCases, more } = report;
  return [
    `${asked} contacts asked about: ${sent} had been sent, ${failed} never had, ${unknown} are unknown from now on, ` +
      `${stillUnknown} are still unknown, of ${unanswered} there was no answer.`,
    `${leftToCases} are under way: their cases say what becomes of them.`,
    ...(more ? ['There are more: the next round goes on.'] : []),
  ].join('\n');
}
