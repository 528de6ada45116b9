import type { Channel } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** Somebody does not want to be contacted by a channel. */
export interface OptOut {
  customerId: string;
  channel: Channel;
  /** keyed hash of the international number or address that it came from; empty when none is known */
  contactPoint: string;
  /** how it was said */
  source: string;
}

const PLACE = `
INSERT INTO opt_outs (customer_id, channel, contact_point, since_at, source) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (customer_id, channel, contact_point) DO UPDATE
  SET since_at = excluded.since_at, source = excluded.source, ended_at = NULL WHERE opt_outs.ended_at IS NOT NULL`;

const asQuery = ({ customerId, channel, contactPoint, source }: OptOut, now: number) => ({
  name: 'place-opt-out',
  text: PLACE,
  values: [customerId, channel, contactPoint, new Date(now), source],
});

/** Within the transaction that records how a delivery ended. @param now epoch milliseconds, business time */
export async function placeOptOut(tx: Transaction, optOut: OptOut, now: number): Promise<void> {
  await tx.send(asQuery(optOut, now));
}

/** Who has opted out of what. The gate reads it whenever it decides, so what is here is in force at once. */
export class OptOutRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @param now epoch milliseconds, business time @returns whether that is new: it was not in force before */
  async place(optOut: OptOut, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(asQuery(optOut, now));
    return (rowCount ?? 0) > 0;
  }

  /** The customer takes it back, from the same number or address. @returns whether there was anything to take back */
  async end({ customerId, channel, contactPoint }: Omit<OptOut, 'source'>, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'end-opt-out',
      text: `UPDATE opt_outs SET ended_at = $4
             WHERE customer_id = $1 AND channel = $2 AND contact_point IN ($3, '') AND ended_at IS NULL`,
      values: [customerId, channel, contactPoint, new Date(now)],
    });
    return (rowCount ?? 0) > 0;
  }
}
