import type { Command } from 'commander';
import { runCommand } from '../command.ts';
import { openRuntime } from '../runtime.ts';
import { serveWorker, untilStopped } from '../serve.ts';

/** Adds `arrears worker`. */
export function register(program: Command): void {
  program
    .command('worker')
    .summary('carry out cases until stopped')
    .description(
      'Carries out cases until it is stopped; what is under way then is finished. DATABASE_URL and TEMPORAL_ADDRESS ' +
        'name the servers it uses; those that are not set are started on this machine and shared with other arrears processes.',
    )
    .option('--json', 'print what it works on as JSON')
    .action((options: { json?: boolean }) =>
      runCommand({ json: options.json, untilStopped: true }, async (context) => {
        const { cleanup, progress, result, signal } = context;
        const runtime = await openRuntime({ cleanup, onProgress: progress.show });
        progress.show('Starting the worker');
        const worker = await serveWorker(runtime, cleanup);
        const { address, namespace } = runtime.services.temporal;
        const { taskQueue } = runtime;
        const where = `Working on task queue ${taskQueue} of namespace ${namespace} at ${address}`;
        const { channels } = worker;
        result(`${where}\nChannels: ${channels}`, { taskQueue, namespace, temporal: address, channels });
        await untilStopped(signal, worker);
      }),
    );
}
