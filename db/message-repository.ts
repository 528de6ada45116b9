import type { LoanId } from '../domain/ids.ts';
import type { ScriptLanguage } from '../domain/scripts/template.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** What a collector writes to a customer in their own words. */
export interface WrittenMessage {
  language: ScriptLanguage;
  subject: string;
  body: string;
}

/** Free text stays out of histories: it is here, and events carry its id. */
export class MessageRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns language of the customer (BCP 47), and whether the loan is secured; undefined when there is no such loan */
  async readerOf(loanId: LoanId): Promise<{ language: string; secured: boolean } | undefined> {
    const { rows } = await this.pool.query<{ language: string; secured: boolean }>(
      'SELECT language, secured FROM loans JOIN customers USING (customer_id) WHERE loan_id = $1',
      [loanId],
    );
    return rows[0];
  }

  /** Keeps a message; one that is there already stays as it is. */
  async keep(
    { messageId, loanId, by, language, subject, body }: WrittenMessage & WrittenBy,
    now: number,
  ): Promise<void> {
    await this.pool.query(
      `INSERT INTO written_messages (message_id, loan_id, language, subject, body, written_by, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [messageId, loanId, language, subject, body, by, new Date(now)],
    );
  }
}

interface WrittenBy {
  messageId: string;
  loanId: LoanId;
  by: string;
}

/** @returns undefined when there is no such message */
export async function readWrittenMessage(
  tx: Transaction,
  messageId: string,
): Promise<WrittenMessage | undefined> {
  const { rows } = await tx.query<WrittenMessage>({
    text: 'SELECT language, subject, body FROM written_messages WHERE message_id = $1',
    values: [messageId],
  });
  return rows[0];
}
