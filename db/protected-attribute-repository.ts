import type { ProtectedAttribute } from '../domain/risk/features/protected.ts';
import type { PermittedAttribute } from '../domain/risk/training/permission.ts';
import type { Pool } from './client.ts';
import { inTransaction, Transaction } from './transaction.ts';

/** What a compliance officer has said of an attribute. */
export interface AttributePermission {
  attribute: ProtectedAttribute;
  allowed: boolean;
  by: string;
  atMs: number;
  why: string;
}

interface Row {
  attribute: ProtectedAttribute;
  allowed: boolean;
  by: string;
  at: Date;
  why: string;
}

/** Whether models may use protected attributes: nothing is ever taken out of this record. */
export class ProtectedAttributeRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns all that was ever said, oldest first */
  async list(): Promise<AttributePermission[]> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM protected_attributes ORDER BY permission_id');
    return rows.map(toPermission);
  }

  /** @returns what is allowed now, by name */
  allowed(): Promise<PermittedAttribute[]> {
    return readAllowed(this.pool);
  }

  /** @param now epoch milliseconds @returns undefined: it was so already */
  record(
    { attribute, allowed, by, why }: Omit<AttributePermission, 'atMs'>,
    now: number,
  ): Promise<AttributePermission | undefined> {
    return inTransaction(this.pool, async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('protected attributes', 0))");
      const { rows: newest } = await tx.query<Row>({
        text: `${NEWEST} WHERE attribute = $1 ORDER BY attribute, permission_id DESC`,
        values: [attribute],
      });
      if ((newest[0]?.allowed ?? false) === allowed) return undefined;
      const { rows } = await tx.query<Row>({
        text: `INSERT INTO protected_attributes (attribute, allowed, by, at, why) VALUES ($1, $2, $3, $4, $5)
               RETURNING *`,
        values: [attribute, allowed, by, new Date(now), why],
      });
      return toPermission(rows[0] as Row);
    });
  }
}

/** @returns what is allowed now, by name, as a pool or the transaction of the caller sees it */
export async function readAllowed(db: Pool | Transaction): Promise<PermittedAttribute[]> {
  const text = `${NEWEST} ORDER BY attribute, permission_id DESC`;
  const { rows } = await (db instanceof Transaction ? db.query<Row>({ text }) : db.query<Row>(text));
  return rows.filter(({ allowed }) => allowed).map(({ attribute, why }) => ({ attribute, why }));
}

const NEWEST = 'SELECT DISTINCT ON (attribute) * FROM protected_attributes';

function toPermission({ at, ...row }: Row): AttributePermission {
  const { attribute, allowed, by, why } = row;
  return { attribute, allowed, by, atMs: at.getTime(), why };
}
