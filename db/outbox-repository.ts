import type { Pool } from './client.ts';

/** A message as the sandbox has kept it, with what the ledger knows of it. */
export interface OutboxRow {
  contactId: string;
  loanId: string;
  channel: string;
  /** encrypted */
  address: string;
  language: string;
  subject: string | null;
  body: string;
  atMs: number;
  /** IANA zone where the customer is */
  zone: string;
  script: string;
  scriptVersion: number | null;
}

type Row = Omit<OutboxRow, 'atMs'> & { at: Date };

/** What the sandbox has kept in place of sending it. */
export class OutboxRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the newest messages, at most `limit`, oldest first */
  async newest({ loanId, limit }: { loanId?: string | undefined; limit: number }): Promise<OutboxRow[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT m.contact_id AS "contactId", c.loan_id AS "loanId", m.channel, m.address, m.language, m.subject, m.body,
         m.at, u.timezone AS zone, c.script, c.script_version AS "scriptVersion"
       FROM sandbox_messages m JOIN contacts c USING (contact_id) JOIN customers u USING (customer_id)
       WHERE $1::text IS NULL OR c.loan_id = $1 ORDER BY m.at DESC, m.contact_id DESC LIMIT $2`,
      [loanId ?? null, limit],
    );
    return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() })).reverse();
  }
}
