import type { Command } from 'commander';
import { runCommand } from '../command.ts';
import { parsePort } from '../parse-port.ts';
import { openRuntime } from '../runtime.ts';
import { serveApi, serveWorker, untilStopped } from '../serve.ts';

interface Options {
  port?: number;
  json?: boolean;
}

/** Adds `arrears up`. */
export function register(program: Command): void {
  program
    .command('up')
    .summary('run everything in one process until stopped')
    .description(
      'Runs API and worker in one process until it is stopped. DATABASE_URL and TEMPORAL_ADDRESS name the servers it ' +
        'uses; those that are not set are started on this machine, and their data is kept for the next time.',
    )
    .option('--port <port>', 'port of the API (default: ARREARS_API_PORT, else 8080)', parsePort)
    .option('--json', 'print the addresses as JSON')
    .action((options: Options) =>
      runCommand({ json: options.json, untilStopped: true }, async (context) => {
        const { cleanup, progress, result, signal } = context;
        const runtime = await openRuntime({ cleanup, onProgress: progress.show });
        progress.show('Starting worker and API');
        const worker = await serveWorker(runtime, cleanup);
        const api = await serveApi(runtime, cleanup, options.port);
        const docs = `${api}/docs`;
        const { address, uiUrl } = runtime.services.temporal;
        const lines = [
          `API          ${api}`,
          `API docs     ${docs}`,
          uiUrl === undefined ? `Temporal     ${address}` : `Temporal UI  ${uiUrl}`,
          `Channels     ${worker.channels}`,
          'Ctrl-C stops it.',
        ];
        result(lines.join('\n'), {
          api,
          docs,
          temporal: address,
          temporalUi: uiUrl ?? null,
          channels: worker.channels,
        });
        await untilStopped(signal, worker);
      }),
    );
}
