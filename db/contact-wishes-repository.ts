import type { ContactWishes } from '../domain/contact/wishes.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** What customers have said about when to be contacted. */
export class ContactWishesRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the wishes, none when nothing was said; undefined when there is no such customer */
  async find(customerId: CustomerId): Promise<ContactWishes | undefined> {
    const { rows } = await this.pool.query<{ wishes: ContactWishes | null }>(
      `SELECT w.wishes FROM customers c LEFT JOIN contact_wishes w USING (customer_id) WHERE c.customer_id = $1`,
      [customerId],
    );
    const [row] = rows;
    return row && (row.wishes ?? {});
  }

  /**
   * Replaces what was said before. Contacts that are being decided on meanwhile go before or after it.
   *
   * @param now epoch milliseconds
   * @returns false when there is no such customer
   */
  async save(customerId: CustomerId, wishes: ContactWishes, by: string, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `WITH customer AS (
         SELECT customer_id FROM customers WHERE customer_id = $1 FOR NO KEY UPDATE
       )
       INSERT INTO contact_wishes (customer_id, wishes, noted_by, noted_at)
       SELECT customer_id, $2, $3, $4 FROM customer
       ON CONFLICT (customer_id) DO UPDATE SET wishes = excluded.wishes, noted_by = excluded.noted_by,
         noted_at = excluded.noted_at`,
      [customerId, JSON.stringify(wishes), by, new Date(now)],
    );
    return rowCount === 1;
  }
}
