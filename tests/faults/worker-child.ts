/**
 * A worker in a process of its own, to be killed. Its sandbox is slow before and after it keeps a message, so that a
 * kill finds every kind of half-done work. Prints `ready`, and runs until it is ended.
 *
 * usage: node --import tsx worker-child.ts '<JSON of WorkerChildOptions>'
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, Worker } from '@temporalio/worker';
import { sandboxChannel } from '../../activities/channels/sandbox.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { SandboxRepository } from '../../db/sandbox-repository.ts';
import { businessTime, type ClockSpec } from '../../domain/clock.ts';
import { workerOptions } from '../../worker/options.ts';
import { quietWorkers } from '../setup/quiet.ts';

export interface WorkerChildOptions {
  address: string;
  databaseUrl: string;
  taskQueue: string;
  clock: ClockSpec;
  /** real milliseconds before and after a message is kept */
  slowMs: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerChildOptions;
const { clock: spec, taskQueue, slowMs } = options;
quietWorkers();
// It ends with the test that started it, however that one ends.
process.stdin.on('end', () => process.exit(0)).resume();
const database = createDatabase(options.databaseUrl, { pipelined: true });
const sandbox = sandboxChannel(new SandboxRepository(database.orm));
const connection = await NativeConnection.connect({ address: options.address });
const worker = await Worker.create({
  ...(await workerOptions({
    ...{ connection, namespace: 'default', taskQueue, database },
    // Nobody reads what is encrypted here.
    encryption: new FieldEncryption([{ id: 'child', key: Buffer.alloc(32) }]),
    clock: { spec, now: () => businessTime(Date.now(), spec) },
    channels: () => ({
      ...sandbox,
      async deliver(message) {
        await sleep(slowMs);
        const outcome = await sandbox.deliver(message);
        await sleep(slowMs);
        return outcome;
      },
    }),
  })),
  shutdownGraceTime: 0,
});
const running = worker.run();
process.stdout.write('ready\n');
await running;
