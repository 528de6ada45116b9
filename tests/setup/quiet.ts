import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/**
 * Workers of tests say nothing: what they would complain of is what the tests do to them. Call it before the first
 * worker or connection of a process.
 */
export function quietWorkers(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
    });
  } catch {
    // A file before us in this process has done it.
  }
}
