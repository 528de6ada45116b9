import { CallbackRepository } from '../db/callback-repository.ts';
import type { Pool } from '../db/client.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { HandoverRepository } from '../db/handover-repository.ts';
import { OptOutRepository } from '../db/opt-out-repository.ts';

/** What the API needs of the database for what comes back from customers and providers. */
export interface ReplyPorts {
  readonly callbacks: Pick<
    CallbackRepository,
    'contact' | 'report' | 'retireNumber' | 'ownersOf' | 'openCasesOf' | 'keepInbound' | 'inbound'
  >;
  readonly optOuts: Pick<OptOutRepository, 'place' | 'end'>;
  readonly handovers: Pick<HandoverRepository, 'find'>;
  /** keyed hash of a text: of the numbers that opt-outs come from, of the links that end a channel */
  sign(text: string): string;
}

export function replyPorts(pool: Pool, encryption: FieldEncryption): ReplyPorts {
  return {
    callbacks: new CallbackRepository(pool, encryption),
    optOuts: new OptOutRepository(pool),
    handovers: new HandoverRepository(pool, encryption),
    sign: (text) => encryption.hash(text),
  };
}

/** @param number international @returns by what its opt-out is found again, never the number itself */
export function optOutKey({ replies }: { replies: Pick<ReplyPorts, 'sign'> }, number: string): string {
  return replies.sign(number);
}
