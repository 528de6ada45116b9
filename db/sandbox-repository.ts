import { count, eq } from 'drizzle-orm';
import type { Orm } from './client.ts';
import { sandboxMessages } from './schema/contacts.ts';

export interface KeptMessage {
  contactId: string;
  channel: string;
  /** encrypted */
  address: string;
  language: string;
  subject: string | null;
  body: string;
  atMs: number;
}

/** The outbox of the sandbox channel. */
export class SandboxRepository {
  private readonly orm: Orm;

  constructor(orm: Orm) {
    this.orm = orm;
  }

  /** A message with the id of one that is kept already changes nothing, as a provider's idempotency key would. */
  async keep(message: KeptMessage): Promise<void> {
    const { atMs, contactId, channel, address, language, subject, body } = message;
    const row = { contactId, channel, address, language, subject, body, at: new Date(atMs) };
    await this.orm.insert(sandboxMessages).values(row).onConflictDoNothing();
  }

  async has(contactId: string): Promise<boolean> {
    const [row] = await this.orm
      .select({ n: count() })
      .from(sandboxMessages)
      .where(eq(sandboxMessages.contactId, contactId));
    return (row?.n ?? 0) > 0;
  }
}
