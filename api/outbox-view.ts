import type { OutboxRow } from '../db/outbox-repository.ts';
import { maskAddress } from '../domain/contact/mask-address.ts';
import { isBrief } from '../domain/scripts/script.ts';
import { channelSchema } from '../domain/strategy/schema.ts';
import type { OutboxMessage } from './schemas/outbox.ts';

/** @param decrypt of addresses @returns a message as people may see it */
export function outboxView(row: OutboxRow, decrypt: (value: string) => string): OutboxMessage {
  const { contactId, loanId, zone, language, subject, body, script, scriptVersion } = row;
  const channel = channelSchema.parse(row.channel);
  const id = script.split('@')[0] ?? script;
  return {
    ...{ contactId, loanId, at: new Date(row.atMs).toISOString(), zone, channel, language },
    to: maskAddress(decrypt(row.address)),
    script: scriptVersion === null ? script : `${id}@${scriptVersion}`,
    ...(subject !== null && !isBrief(channel) && { subject }),
    body,
  };
}
