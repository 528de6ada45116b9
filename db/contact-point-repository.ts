import type { FieldEncryption } from './field-encryption.ts';
import type { Pool } from './client.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** Addresses that customers, and not the core systems, give us: an import leaves them as they are. */
export class ContactPointRepository {
  private readonly pool: Pool;
  private readonly encryption: Pick<FieldEncryption, 'encrypt' | 'hash'>;

  constructor(pool: Pool, encryption: Pick<FieldEncryption, 'encrypt' | 'hash'>) {
    this.pool = pool;
    this.encryption = encryption;
  }

  /**
   * Takes a push subscription, which is also the customer's consent to push messages. One that is there already is
   * usable again.
   *
   * @param address what identifies and reaches the subscriber
   * @returns the id of the subscription; undefined when there is no such customer
   */
  async subscribe(customerId: string, address: string): Promise<string | undefined> {
    const hash = this.encryption.hash(address);
    const subscriptionId = Buffer.from(hash, 'base64').toString('base64url');
    const pointId = pushPointId(customerId, subscriptionId);
    const known = await inTransaction(this.pool, async (tx) => {
      const there = await this.save(tx, { pointId, customerId, kind: 'push', address, hash });
      if (there) await setPushConsent(tx, customerId, true);
      return there;
    });
    return known ? subscriptionId : undefined;
  }

  /** Forgets a push subscription; with the last one the consent ends. @returns whether it was there */
  async unsubscribe(customerId: string, subscriptionId: string): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const { rows } = await tx.query<{ left: number }>({
        name: 'forget-push-subscription',
        text: `WITH gone AS (DELETE FROM contact_points WHERE contact_point_id = $1 AND customer_id = $2 RETURNING 1)
               SELECT (SELECT count(*)::int FROM contact_points
                 WHERE customer_id = $2 AND kind = 'push' AND contact_point_id <> $1) AS left FROM gone`,
        values: [pushPointId(customerId, subscriptionId), customerId],
      });
      const [gone] = rows;
      if (gone?.left === 0) await setPushConsent(tx, customerId, false);
      return gone !== undefined;
    });
  }

  /** The postal address in place of the one before; letters can be sent again. @returns false: no such customer */
  async savePostalAddress(customerId: string, lines: readonly string[]): Promise<boolean> {
    const address = lines.join('\n');
    const hash = this.encryption.hash(address);
    return inTransaction(this.pool, async (tx) => {
      const point = { pointId: `${customerId}:post`, customerId, kind: 'post' as const, address, hash };
      const there = await this.save(tx, point);
      await tx.send({
        name: 'post-arrives',
        text: 'UPDATE customers SET post_returned = false WHERE customer_id = $1 AND post_returned',
        values: [customerId],
      });
      return there;
    });
  }

  private async save(
    tx: Transaction,
    point: { pointId: string; customerId: string; kind: 'push' | 'post'; address: string; hash: string },
  ): Promise<boolean> {
    const { rows } = await tx.query({
      name: 'save-contact-point',
      text: `INSERT INTO contact_points (contact_point_id, customer_id, kind, value, value_hash)
             SELECT $1, customer_id, $3, $4, $5 FROM customers WHERE customer_id = $2
             ON CONFLICT (contact_point_id) DO UPDATE
               SET value = excluded.value, value_hash = excluded.value_hash, usable = true
             RETURNING 1`,
      values: [
        ...[point.pointId, point.customerId, point.kind],
        ...[this.encryption.encrypt(point.address), point.hash],
      ],
    });
    return rows.length > 0;
  }
}

const pushPointId = (customerId: string, subscriptionId: string) => `${customerId}:push:${subscriptionId}`;

async function setPushConsent(tx: Transaction, customerId: string, granted: boolean): Promise<void> {
  await tx.send({
    name: 'set-push-consent',
    text: `INSERT INTO consents (customer_id, channel, granted) VALUES ($1, 'push', $2)
           ON CONFLICT (customer_id, channel) DO UPDATE SET granted = excluded.granted`,
    values: [customerId, granted],
  });
}
