import type { ContactRule } from '../domain/contact/rule.ts';
import type { Pool } from './client.ts';
import { inTransaction } from './transaction.ts';
import type { Publication } from './holiday-repository.ts';

/** A version of the bank's own rules of a place, and who published it. */
export interface HouseVersion {
  jurisdiction: string;
  version: number;
  rules: ContactRule[];
  publishedBy: string;
  publishedAtMs: number;
  why: string;
}

/** How a rule was switched last. */
export interface SwitchRecord {
  ruleId: string;
  version: number;
  on: boolean;
  by: string;
  atMs: number;
  why: string;
}

interface HouseRow {
  jurisdiction: string;
  version: number;
  rules: ContactRule[];
  published_by: string;
  published_at: Date;
  why: string;
}

interface SwitchRow {
  rule_id: string;
  version: number;
  switched_on: boolean;
  switched_by: string;
  switched_at: Date;
  why: string;
}

/** What the bank has made of the rules of contact, in all versions. What decides is read by the PolicyReader. */
export class PolicyRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns every version of the bank's rules of these places, newest first within each, in their order */
  async houseVersions(jurisdictions: readonly string[]): Promise<HouseVersion[]> {
    const { rows } = await this.pool.query<HouseRow>(
      `SELECT * FROM house_policies WHERE jurisdiction = ANY($1)
       ORDER BY array_position($1::text[], jurisdiction), version DESC`,
      [jurisdictions],
    );
    return rows.map(toVersion);
  }

  /** @param now epoch milliseconds @returns the version that is in force from now on */
  publishHouse(
    { jurisdiction, rules }: Pick<HouseVersion, 'jurisdiction' | 'rules'>,
    { by, why }: Publication,
    now: number,
  ): Promise<HouseVersion> {
    return inTransaction(this.pool, async (tx) => {
      await tx.query({ text: LOCK, values: [`house policy ${jurisdiction}`] });
      const { rows } = await tx.query<HouseRow>({
        text: `INSERT INTO house_policies (jurisdiction, version, rules, published_by, published_at, why)
               SELECT $1::text, 1 + coalesce(max(version), 0), $2::jsonb, $3::text, $4::timestamptz, $5::text
               FROM house_policies WHERE jurisdiction = $1 RETURNING *`,
        values: [jurisdiction, JSON.stringify(rules), by, new Date(now), why],
      });
      return toVersion(rows[0] as HouseRow);
    });
  }

  /** @returns how each rule that was ever switched was switched last */
  async switches(): Promise<SwitchRecord[]> {
    const { rows } = await this.pool.query<SwitchRow>(
      'SELECT DISTINCT ON (rule_id) * FROM rule_switches ORDER BY rule_id, version DESC',
    );
    return rows.map(toSwitch);
  }

  /** @param now epoch milliseconds */
  switchRule(
    { ruleId, on }: Pick<SwitchRecord, 'ruleId' | 'on'>,
    { by, why }: Publication,
    now: number,
  ): Promise<SwitchRecord> {
    return inTransaction(this.pool, async (tx) => {
      await tx.query({ text: LOCK, values: [`rule switch ${ruleId}`] });
      const { rows } = await tx.query<SwitchRow>({
        text: `INSERT INTO rule_switches (rule_id, version, switched_on, switched_by, switched_at, why)
               SELECT $1::text, 1 + coalesce(max(version), 0), $2::boolean, $3::text, $4::timestamptz, $5::text
               FROM rule_switches WHERE rule_id = $1 RETURNING *`,
        values: [ruleId, on, by, new Date(now), why],
      });
      return toSwitch(rows[0] as SwitchRow);
    });
  }
}

// Two officers at once get two numbers.
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

function toVersion({ published_by: publishedBy, published_at: publishedAt, ...row }: HouseRow): HouseVersion {
  return { ...row, publishedBy, publishedAtMs: publishedAt.getTime() };
}

function toSwitch(row: SwitchRow): SwitchRecord {
  return {
    ...{ ruleId: row.rule_id, version: row.version, on: row.switched_on, by: row.switched_by },
    ...{ atMs: row.switched_at.getTime(), why: row.why },
  };
}
