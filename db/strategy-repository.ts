import { and, eq, ne, sql } from 'drizzle-orm';
import { notFound } from '../domain/failures.ts';
import type { StrategyChoice } from '../domain/strategy/experiment.ts';
import { placesFor } from '../domain/strategy/place.ts';
import { strategySchema, strategyVersion, type Strategy } from '../domain/strategy/schema.ts';
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
        writtenBy: document.publishedBy,
        writtenAt: publishedAt,
        publishedBy: document.publishedBy,
        publishedAt,
        document,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: strategies.strategyId });
  return added.length;
}

/** What the product ships is published by it. */
const PRODUCT = 'arrears';

/**
 * Publishes the product's strategies that are not there. Where a bank has one of its own it is not overtaken by the
 * product's next one.
 *
 * @returns how many were added
 */
export async function publishBuiltInStrategies(
  orm: Orm,
  documents: readonly Strategy[],
  publishedAt: Date,
): Promise<number> {
  const own = await orm
    .selectDistinct({ jurisdiction: strategies.jurisdiction })
    .from(strategies)
    .where(ne(strategies.writtenBy, PRODUCT));
  const taken = new Set(own.map(({ jurisdiction }) => jurisdiction));
  const missing = documents.filter(({ jurisdiction }) => !taken.has(jurisdiction));
  return publishStrategies(orm, missing, publishedAt);
}

/**
 * SQL of the version that new cases of a place go by, those of an experiment apart: the narrower place first, then what
 * was given to new cases last. What is held back is for experiments and moves.
 *
 * @param places SQL of the place and the country it is a part of, as an array
 */
export function currentStrategySql(places: string): string {
  return `SELECT c.* FROM strategies c
    WHERE c.jurisdiction = ANY(${places}) AND c.state = 'published' AND NOT c.held_back
    ORDER BY array_position(${places}, c.jurisdiction), c.turn DESC, c.published_at DESC, c.version DESC
    LIMIT 1`;
}

const CHOICE = `
SELECT s.document, e.experiment_id, e.share, e.challenger
FROM (${currentStrategySql('$1::text[]')}) s
LEFT JOIN strategy_experiments e ON e.jurisdiction = s.jurisdiction AND e.ended_at IS NULL
  AND e.champion = s.strategy_id || '@' || s.version`;

interface ChoiceRow extends Record<string, unknown> {
  document: unknown;
  experiment_id: string | null;
  share: number | null;
  challenger: string | null;
}

/**
 * The strategies that cases go by. What a version says never changes, so each is read once per process; which of them new
 * cases go by is read anew.
 */
export class StrategyRepository {
  private readonly orm: Orm;
  private readonly pinned = new Map<string, Strategy>();

  constructor(orm: Orm) {
    this.orm = orm;
  }

  /**
   * @param version as a case pins it, `cn-retail@1`; one that is withdrawn from new cases still counts for its own
   * @param tx of the caller, if there is one: a second connection might never come, when all wait for one
   * @throws NotFound when it was never published here
   */
  async pinnedAs(version: string, tx?: Transaction): Promise<Strategy> {
    const known = this.pinned.get(version);
    if (known) return known;
    const [row] = await this.ormOf(tx)
      .select({ document: strategies.document })
      .from(strategies)
      .where(and(isVersion(version), ne(strategies.state, 'draft')));
    if (!row) throw notFound(`strategy ${version} is not published in this database`);
    return this.remember(row.document);
  }

  /** @param version `cn-retail@1` @param tx of the caller, as above @returns undefined when cases cannot be given it now */
  async findPublished(version: string, tx?: Transaction): Promise<Strategy | undefined> {
    const [row] = await this.ormOf(tx)
      .select({ document: strategies.document })
      .from(strategies)
      .where(and(isVersion(version), eq(strategies.state, 'published')));
    return row && this.remember(row.document);
  }

  /** @param tx of the caller, as above @throws NotFound when the jurisdiction has no strategy */
  async currentFor(jurisdiction: string, tx?: Transaction): Promise<Strategy> {
    return (await this.choiceFor(jurisdiction, tx)).current;
  }

  /** @returns undefined when the jurisdiction has no strategy */
  async findCurrentFor(jurisdiction: string, tx?: Transaction): Promise<Strategy | undefined> {
    return (await this.findChoiceFor(jurisdiction, tx))?.current;
  }

  /** @param tx of the caller, as above @returns what new cases go by @throws NotFound when the jurisdiction has no strategy */
  async choiceFor(jurisdiction: string, tx?: Transaction): Promise<StrategyChoice> {
    const choice = await this.findChoiceFor(jurisdiction, tx);
    if (!choice) throw notFound(`no strategy is published for jurisdiction ${jurisdiction}`);
    return choice;
  }

  private async findChoiceFor(jurisdiction: string, tx?: Transaction): Promise<StrategyChoice | undefined> {
    const places = sql.param(placesFor(jurisdiction));
    const query = sql.join(CHOICE.split('$1').map(sql.raw), sql`${places}`);
    const { rows } = await this.ormOf(tx).execute<ChoiceRow>(query);
    const [row] = rows;
    if (!row) return undefined;
    const current = this.remember(row.document);
    const { experiment_id: experimentId, share, challenger } = row;
    if (experimentId === null || share === null || challenger === null) return { current };
    return {
      current,
      experiment: { experimentId, share, challenger: await this.pinnedAs(challenger, tx) },
    };
  }

  private ormOf(tx?: Transaction): Pick<Orm, 'select' | 'execute'> {
    return tx ? drizzle(tx.connection) : this.orm;
  }

  private remember(document: unknown): Strategy {
    const strategy = strategySchema.parse(document);
    this.pinned.set(strategyVersion(strategy), strategy);
    return strategy;
  }
}

function isVersion(version: string) {
  const [id = '', number = ''] = version.split('@');
  return and(eq(strategies.strategyId, id), eq(strategies.version, Number(number)));
}
