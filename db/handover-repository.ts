import type { ContactId } from '../domain/ids.ts';
import type { Pool } from './client.ts';
import type { FieldEncryption } from './field-encryption.ts';

/** A message as it is handed over to a provider that cannot be asked by our id. */
export interface Handover {
  contactId: ContactId;
  channel: string;
  /** the number it goes to, as the network knows it */
  address: string;
  language: string;
  body: string;
  atMs: number;
}

/** What was handed over, kept encrypted: by it a lost answer is looked for, and a call asks what to say. */
export class HandoverRepository {
  private readonly pool: Pool;
  private readonly encryption: FieldEncryption;

  constructor(pool: Pool, encryption: FieldEncryption) {
    this.pool = pool;
    this.encryption = encryption;
  }

  /** Before it is handed over: without this the provider was certainly never asked. */
  async begin({ contactId, channel, address, language, body, atMs }: Handover): Promise<void> {
    const { encryption } = this;
    await this.pool.query({
      name: 'begin-handover',
      text: `INSERT INTO handovers (contact_id, channel, address, language, body, at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (contact_id) DO UPDATE SET address = excluded.address, language = excluded.language,
               body = excluded.body, at = excluded.at`,
      values: [
        contactId,
        channel,
        encryption.encrypt(address),
        language,
        encryption.encrypt(body),
        new Date(atMs),
      ],
    });
  }

  /** The provider has certainly not taken it. */
  async undo(contactId: ContactId): Promise<void> {
    await this.pool.query({
      name: 'undo-handover',
      text: 'DELETE FROM handovers WHERE contact_id = $1',
      values: [contactId],
    });
  }

  async find(contactId: string): Promise<Handover | undefined> {
    const { rows } = await this.pool.query<{
      contact_id: ContactId;
      channel: string;
      address: string;
      language: string;
      body: string;
      at: Date;
    }>({
      name: 'find-handover',
      text: 'SELECT contact_id, channel, address, language, body, at FROM handovers WHERE contact_id = $1',
      values: [contactId],
    });
    const [row] = rows;
    if (!row) return undefined;
    const { contact_id: id, address, body, at, ...rest } = row;
    const { encryption } = this;
    return {
      ...rest,
      contactId: id,
      address: encryption.decrypt(address),
      body: encryption.decrypt(body),
      atMs: at.getTime(),
    };
  }

  /** @returns whether the provider has reported of the contact, which proves that it was accepted */
  async reported(contactId: ContactId): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'is-reported',
      text: 'SELECT 1 FROM delivery_reports WHERE contact_id = $1',
      values: [contactId],
    });
    return (rowCount ?? 0) > 0;
  }

  /** @returns of those ids of the provider, the ones that other contacts of the same customer have */
  async refsOfOthers(refs: readonly string[], contactId: ContactId): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ ref: string }>({
      name: 'refs-of-others',
      text: `SELECT provider_ref AS ref FROM contacts
             WHERE customer_id = (SELECT customer_id FROM contacts WHERE contact_id = $2 LIMIT 1)
               AND contact_id <> $2 AND provider_ref = ANY($1)`,
      values: [refs, contactId],
    });
    return new Set(rows.map(({ ref }) => ref));
  }
}
