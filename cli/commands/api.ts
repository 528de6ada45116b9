import type { Command } from 'commander';
import { runCommand } from '../command.ts';
import { parsePort } from '../parse-port.ts';
import { openRuntime } from '../runtime.ts';
import { serveApi, untilStopped } from '../serve.ts';

interface Options {
  port?: number;
  json?: boolean;
}

/** Adds `arrears api`. */
export function register(program: Command): void {
  program
    .command('api')
    .summary('serve the HTTP API until stopped')
    .description(
      'Serves the HTTP API (documentation at /docs) until it is stopped. DATABASE_URL and TEMPORAL_ADDRESS name the ' +
        'servers it uses; those that are not set are started on this machine and shared with other arrears processes.',
    )
    .option('--port <port>', 'port to listen on (default: ARREARS_API_PORT, else 8080)', parsePort)
    .option('--json', 'print the addresses as JSON')
    .action((options: Options) =>
      runCommand({ json: options.json, untilStopped: true }, async (context) => {
        const { cleanup, progress, result, signal } = context;
        const runtime = await openRuntime({ cleanup, onProgress: progress.show });
        const api = await serveApi(runtime, cleanup, options.port);
        const docs = `${api}/docs`;
        result(`API       ${api}\nAPI docs  ${docs}`, { api, docs });
        await untilStopped(signal);
      }),
    );
}
