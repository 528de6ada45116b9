import { and, desc, eq } from 'drizzle-orm';
import { notFound } from '../domain/failures.ts';
import { strategySchema, type Strategy } from '../domain/strategy/schema.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Orm } from './client.ts';
import type { Transaction } from './transaction.ts';
import { strategies } from './schema/policy.ts';

/** Publishes those that are not there; a published version is never changed. @returns how many were added */
export async function publishStrategies(
  orm: Orm,
  documents: readonly Strategy[],
  publishedAt: Date,
): Promise<number> {
  if (documents.length === 0) return 0;
  const added = await orm
    .insert(strategies)
    .values(
      documents.map((document) => ({
        strategyId: document.id,
        version: document.version,
        jurisdiction: document.jurisdiction,
        publishedBy: document.publishedBy,
        publishedAt,
        document,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: strategies.strategyId });
  return added.length;
}

/** Published strategies never change, so each is read once per process; which one is current is read anew. */
export class StrategyRepository {
  private readonly orm: Orm;
  private readonly pinned = new Map<string, Strategy>();

  constructor(orm: Orm) {
    this.orm = orm;
  }

  /**
   * @param version as a case pins it, `cn-retail@1`
   * @param tx of the caller, if there is one: a second connection might never come, when all wait for one
   * @throws NotFound when it was never published here
   */
  async pinnedAs(version: string, tx?: Transaction): Promise<Strategy> {
    const strategy = await this.findPublished(version, tx);
    if (!strategy) throw notFound(`strategy ${version} is not published in this database`);
    return strategy;
  }

  /** @param version `cn-retail@1` @param tx of the caller, as above @returns undefined when it was never published */
  async findPublished(version: string, tx?: Transaction): Promise<Strategy | undefined> {
    const known = this.pinned.get(version);
    if (known) return known;
    const [id = '', number = ''] = version.split('@');
    const [row] = await this.ormOf(tx)
      .select({ document: strategies.document })
      .from(strategies)
      .where(and(eq(strategies.strategyId, id), eq(strategies.version, Number(number))));
    return row && this.remember(version, row.document);
  }

  /** @param tx of the caller, as above @throws NotFound when the jurisdiction has no strategy */
  async currentFor(jurisdiction: string, tx?: Transaction): Promise<Strategy> {
    const strategy = await this.findCurrentFor(jurisdiction, tx);
    if (!strategy) throw notFound(`no strategy is published for jurisdiction ${jurisdiction}`);
    return strategy;
  }

  /** @returns undefined when the jurisdiction has no strategy */
  async findCurrentFor(jurisdiction: string, tx?: Transaction): Promise<Strategy | undefined> {
    const [row] = await this.ormOf(tx)
      .select({ document: strategies.document })
      .from(strategies)
      .where(eq(strategies.jurisdiction, jurisdiction))
      .orderBy(desc(strategies.publishedAt), desc(strategies.version))
      .limit(1);
    return row && this.remember(`${row.document.id}@${row.document.version}`, row.document);
  }

  private ormOf(tx?: Transaction): Pick<Orm, 'select'> {
    return tx ? drizzle(tx.connection) : this.orm;
  }

  private remember(version: string, document: unknown): Strategy {
    const strategy = strategySchema.parse(document);
    this.pinned.set(version, strategy);
    return strategy;
  }
}
