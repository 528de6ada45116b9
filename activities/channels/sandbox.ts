import type { SandboxRepository } from '../../db/sandbox-repository.ts';
import type { ChannelAdapter } from './ports.ts';

/** Keeps every message in the database as it would have been sent. Sends nothing. */
export function sandboxChannel(messages: SandboxRepository): ChannelAdapter {
  return {
    async deliver(message) {
      await messages.keep(message);
      return { outcome: 'sent', providerRef: `sandbox:${message.contactId}` };
    },
    async lookUp(contactId) {
      return (await messages.has(contactId)) ? 'sent' : 'not-sent';
    },
  };
}

/** Takes every message and keeps nothing: for measuring the rest. */
export const nullChannel: ChannelAdapter = {
  deliver: (message) => Promise.resolve({ outcome: 'sent', providerRef: `null:${message.contactId}` }),
  lookUp: () => Promise.resolve('unknown'),
};
