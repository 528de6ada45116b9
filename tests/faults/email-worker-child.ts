/**
 * A worker in a process of its own, to be killed, that sends e-mail as a bank's worker does: set up by the environment,
 * to a real SMTP server. Prints `ready`, and `held <loan>` where it has stopped for good in the middle of a delivery; runs
 * until it is ended.
 *
 * usage: node --import tsx email-worker-child.ts '<JSON of EmailWorkerOptions>'
 */
import { NativeConnection, Worker } from '@temporalio/worker';
import type { ChannelRouter, OutgoingMessage } from '../../activities/channels/ports.ts';
import type { CaseActivities } from '../../activities/types.ts';
import { readEnv } from '../../config/env.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption, type FieldKey } from '../../db/field-encryption.ts';
import { businessTime, type ClockSpec } from '../../domain/clock.ts';
import { openChannels } from '../../worker/channels.ts';
import { workerOptions } from '../../worker/options.ts';
import { quietWorkers } from '../setup/quiet.ts';

export interface EmailWorkerOptions {
  address: string;
  databaseUrl: string;
  taskQueue: string;
  clock: ClockSpec;
  environment: NodeJS.ProcessEnv;
  /** stops the deliveries of HOLDS */
  holds: boolean;
}

/** Where the delivery of a loan's contact stops for good: what the mail server cannot see. */
export const HOLDS = {
  /** the reservation is committed, the delivery has not begun */
  'RESERVED-1': 'deliver',
  /** it is at `sending`; the provider is still to be called */
  'UNCALLED-1': 'call',
  /** the provider has taken it and said so; nothing is recorded yet */
  'ANSWERED-1': 'record',
  /** the outcome and the next decision are recorded; nobody has heard of it */
  'RECORDED-1': 'answer',
} as const;
type Hold = (typeof HOLDS)[keyof typeof HOLDS];

/** That of the test, which has encrypted the addresses. */
export const KEY: FieldKey = { id: 'faults', key: Buffer.alloc(32, 7) };

/** The same deliveries, each of HOLDS stopped for good at its place. */
class Held {
  /** loans of which the provider has taken a contact */
  private readonly taken = new Set<string>();

  channels(router: ChannelRouter): ChannelRouter {
    return (name) => {
      const channel = router(name);
      const deliver = async (message: OutgoingMessage) => {
        const loanId = loanOf(message.contactId);
        await holdAt('call', loanId);
        const end = await channel.deliver(message);
        this.taken.add(loanId);
        await holdAt('record', loanId);
        return end;
      };
      return { ...channel, deliver };
    };
  }

  activities(real: CaseActivities): CaseActivities {
    return {
      ...real,
      deliver: async (input) => {
        await holdAt('deliver', input.loanId);
        return real.deliver(input);
      },
      takeStep: async (input) => {
        const result = await real.takeStep(input);
        if (this.taken.has(input.loanId)) await holdAt('answer', input.loanId);
        return result;
      },
    };
  }
}

async function holdAt(hold: Hold, loanId: string): Promise<void> {
  if (HOLDS[loanId as keyof typeof HOLDS] !== hold) return;
  process.stdout.write(`held ${loanId}\n`);
  await new Promise(() => undefined);
}

/** @example loanOf('CALL-1-1.2') // 'CALL-1' */
const loanOf = (contactId: string) => contactId.replace(/-\d+\.\d+$/, '');

async function run(options: EmailWorkerOptions) {
  const { address, databaseUrl, taskQueue, clock: spec, environment, holds } = options;
  quietWorkers();
  // It ends with the test that started it, however that one ends.
  process.stdin.on('end', () => process.exit(0)).resume();
  const database = createDatabase(databaseUrl, { pipelined: true });
  const encryption = new FieldEncryption([KEY]);
  const channels = await openChannels({ env: readEnv(environment), database, encryption });
  const connection = await NativeConnection.connect({ address });
  const held = holds ? new Held() : undefined;
  const all = await workerOptions({
    ...{ connection, namespace: 'default', taskQueue, database, encryption },
    clock: { spec, now: () => businessTime(Date.now(), spec) },
    channels: held ? held.channels(channels.router) : channels.router,
  });
  const activities = held ? held.activities(all.activities as CaseActivities) : {};
  const worker = await Worker.create({
    ...all,
    activities: { ...all.activities, ...activities },
    shutdownGraceTime: 0,
  });
  const running = worker.run();
  process.stdout.write('ready\n');
  await running;
}

if (process.argv[2] !== undefined) await run(JSON.parse(process.argv[2]) as EmailWorkerOptions);
