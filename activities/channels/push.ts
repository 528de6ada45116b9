import type { ContactId } from '../../domain/ids.ts';
import type { ChannelAdapter, DeliveryOutcome, OutgoingMessage } from './ports.ts';
import type { PushAddress } from './push-address.ts';

type OfType<Type extends PushAddress['type']> = Extract<PushAddress, { type: Type }>;

/** One way for push messages to leave. */
export interface PushTransport<Type extends PushAddress['type']> {
  send(message: OutgoingMessage, to: OfType<Type>): Promise<DeliveryOutcome>;
}

export interface PushOptions {
  decrypt: (address: string) => string;
  /** absent: not set up */
  web?: PushTransport<'web'> | undefined;
  app?: PushTransport<'app'> | undefined;
}

/** Push messages, to browsers and to the bank's app. Neither can say later whether it took one. */
export function pushChannel({ decrypt, web, app }: PushOptions): ChannelAdapter {
  async function deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const to = JSON.parse(decrypt(message.address)) as PushAddress;
    if (to.type === 'web') return web?.send(message, to) ?? notSetUp('Web Push');
    return app?.send(message, to) ?? notSetUp("push by the bank's app");
  }
  return { deliver, lookUp: (_contactId: ContactId) => Promise.resolve('unknown') };
}

const notSetUp = (what: string): DeliveryOutcome => ({ outcome: 'failed', detail: `${what} is not set up` });

/** @param gone statuses by which the other side says that nobody is there any more */
export function settled(
  { status, providerRef }: { status: number; providerRef: string },
  name: string,
  gone: readonly number[],
): DeliveryOutcome {
  if (status < 300) return { outcome: 'sent', providerRef };
  const detail = `${name} refused it (HTTP ${status})`;
  return gone.includes(status)
    ? { outcome: 'failed', detail, effect: 'unusable' }
    : { outcome: 'failed', detail };
}
