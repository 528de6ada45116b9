import type pg from 'pg';
import type { Pool } from './client.ts';

/**
 * A connection inside a transaction. What is sent without waiting leaves in one packet with what is asked next, where
 * the connection is pipelined; a failure of it is met by the next query or by the commit.
 */
export class Transaction {
  private readonly client: pg.PoolClient;
  private readonly pipelined: boolean;
  private readonly sent: Promise<unknown>[] = [];

  constructor(connection: pg.PoolClient, { pipelined }: { pipelined: boolean }) {
    this.client = connection;
    this.pipelined = pipelined;
  }

  /** The connection itself, for whoever works on it directly: what was sent before leaves first, or it would wait for ever. */
  get connection(): pg.PoolClient {
    this.flush();
    return this.client;
  }

  query<Row extends pg.QueryResultRow>(config: pg.QueryConfig | string): Promise<pg.QueryResult<Row>> {
    const answer = this.client.query<Row>(config);
    this.flush();
    return answer;
  }

  /** Sends a statement whose answer is not needed. */
  async send(config: pg.QueryConfig | string): Promise<void> {
    if (!this.pipelined) {
      await this.client.query(config);
      return;
    }
    if (!this.corked) this.socket?.cork();
    this.corked = true;
    const answer = this.client.query(config);
    answer.catch(() => undefined);
    this.sent.push(answer);
  }

  /** @returns once all that was sent is done; fails as the first of it that failed */
  async settled(): Promise<void> {
    this.flush();
    await Promise.all(this.sent);
  }

  private corked = false;

  private flush(): void {
    if (this.corked) this.socket?.uncork();
    this.corked = false;
  }

  /** The driver writes each statement by itself, and a write costs more than most statements do. */
  private get socket(): { cork(): void; uncork(): void } | undefined {
    return (this.client as Partial<pg.Client>).connection?.stream;
  }
}

/** A plan made once for every execution: making one takes longer than a decision's statement itself. */
const PLAN_ONCE = 'SET LOCAL plan_cache_mode = force_generic_plan';

/**
 * Runs `work` in one transaction; any error rolls back and is thrown on, the first one where others followed from it.
 *
 * @param options `planOnce` for short prepared statements that find their rows by key
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  { planOnce = false }: { planOnce?: boolean } = {},
): Promise<T> {
  const connection = await pool.connect();
  const tx = new Transaction(connection, { pipelined: pool.options.pipeline ?? false });
  let broken: Error | undefined;
  try {
    await tx.send(planOnce ? `BEGIN; ${PLAN_ONCE}` : 'BEGIN');
    const result = await work(tx);
    await tx.send('COMMIT');
    await tx.settled();
    return result;
  } catch (error) {
    const rolledBack = connection.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    await tx.settled();
    await rolledBack;
    throw error;
  } finally {
    connection.release(broken);
  }
}
