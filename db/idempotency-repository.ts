import type pg from 'pg';
import type { Pool } from './client.ts';

/** The first answer to a request. */
export interface KeptAnswer {
  status: number;
  body: unknown;
}

/** What is to be done with a request that carries a key. */
export type KeyState =
  | { kind: 'first' }
  /** the same request is being worked on, here or by another process */
  | { kind: 'running' }
  /** the key was used for another request */
  | { kind: 'other-request' }
  | { kind: 'answered'; answer: KeptAnswer };

/** Answers that are forgotten in one statement: short enough to disturb nobody. */
const FORGET_AT_ONCE = 5_000;

/**
 * Forgets answers that nobody repeats a request for any more.
 *
 * @param before epoch milliseconds, business time
 * @returns how many were forgotten
 */
export async function forgetAnswers(pool: Pool, before: number): Promise<number> {
  for (let forgotten = 0; ;) {
    const { rowCount } = await pool.query({
      name: 'forget-answers',
      text: `DELETE FROM idempotency_keys WHERE key IN
               (SELECT key FROM idempotency_keys WHERE at < $1 ORDER BY at LIMIT $2)`,
      values: [new Date(before), FORGET_AT_ONCE],
    });
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < FORGET_AT_ONCE) return forgotten;
  }
}

export interface IdempotentRequest {
  key: string;
  /** tells requests apart that use the same key */
  requestHash: string;
}

/**
 * First answers by idempotency key. Whoever works on a request holds an advisory lock of its key: when that
 * process dies its session ends and the lock with it, so the caller can repeat at once, and there is no lease to
 * choose a length for. All locks of a process are held by one connection.
 */
export class IdempotencyRepository {
  private readonly pool: Pool;
  private readonly working = new Set<string>();
  private session: Promise<pg.PoolClient> | undefined;
  private lastQuery: Promise<unknown> = Promise.resolve();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Claims the key; what is `first` has to be ended by {@link keep} or {@link release}. */
  async claim({ key, requestHash }: IdempotentRequest): Promise<KeyState> {
    // A session gets its own lock any number of times: requests of this process are told apart here.
    if (this.working.has(key)) return { kind: 'running' };
    this.working.add(key);
    try {
      const state = await this.claimInDatabase(key, requestHash);
      if (state.kind === 'running') this.working.delete(key);
      else if (state.kind !== 'first') await this.release(key);
      return state;
    } catch (error) {
      this.working.delete(key);
      throw error;
    }
  }

  /** Keeps the answer for whoever repeats the request, and lets go of the key. */
  async keep({ key, requestHash }: IdempotentRequest, answer: KeptAnswer, now: number): Promise<void> {
    try {
      await this.pool.query({
        name: 'keep-answer',
        text: `INSERT INTO idempotency_keys (key, request_hash, status, body, at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (key) DO NOTHING`,
        values: [key, requestHash, answer.status, JSON.stringify(answer.body), new Date(now)],
      });
    } finally {
      // Not waited for: with an answer kept, the lock says nothing any more.
      void this.release(key);
    }
  }

  /** Lets go of a key without an answer: the next request with it is the first again. */
  async release(key: string): Promise<void> {
    this.working.delete(key);
    if (!this.session) return;
    const text = 'SELECT pg_advisory_unlock(hashtextextended($1, 0))';
    // A session that is broken holds no lock.
    await this.query({ name: 'unlock', text, values: [key] }).catch(() => undefined);
  }

  /** Gives the connection back; the pool can end then. */
  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    session?.release(true);
  }

  private async claimInDatabase(key: string, requestHash: string): Promise<KeyState> {
    // Two statements, sent together: the second sees what the last holder of the lock has kept.
    const [lock, answer] = await Promise.all([
      this.query<{ mine: boolean }>({
        name: 'lock',
        text: 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
        values: [key],
      }),
      this.query<{ request_hash: string; status: number; body: unknown }>({
        name: 'kept-answer',
        text: 'SELECT request_hash, status, body FROM idempotency_keys WHERE key = $1',
        values: [key],
      }),
    ]);
    const [kept] = answer.rows;
    if (!kept) return { kind: lock.rows[0]?.mine ? 'first' : 'running' };
    if (kept.request_hash !== requestHash) return { kind: 'other-request' };
    return { kind: 'answered', answer: { status: kept.status, body: kept.body } };
  }

  /** In the order of asking; where the pool is pipelined, without waiting for the answer before. */
  private async query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    if (this.pool.options.pipeline) return (await this.lockSession()).query<Row>(config);
    const result = this.lastQuery.then(async () => (await this.lockSession()).query<Row>(config));
    this.lastQuery = result.catch(() => undefined);
    return result;
  }

  private lockSession(): Promise<pg.PoolClient> {
    this.session ??= this.pool.connect().then((client) => {
      const forget = () => {
        this.session = undefined;
        client.release(true);
      };
      client.once('error', forget);
      return client;
    });
    this.session.catch(() => (this.session = undefined));
    return this.session;
  }
}
