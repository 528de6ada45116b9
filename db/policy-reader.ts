import { z } from 'zod';
import { gatePolicy, type GatePolicy, type PublishedPolicy } from '../domain/contact/gate-policy.ts';
import { placesOf } from '../domain/contact/rule-packs/index.ts';
import { contactRuleSchema, type Basis } from '../domain/contact/rule.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** A change of rules or calendars is in force in every process after so long at the latest. */
const KEPT_MS = 5_000;

export interface PolicyReaderOptions {
  /** default: prudent */
  basis?: Basis | undefined;
  /** real milliseconds for which what was read is taken as it was; default 5,000 */
  keptMs?: number;
}

interface Kept {
  readAtMs: number;
  /** as the database has it: while it says the same, the policy is the same object, which is compiled once */
  text: string;
  policy: GatePolicy;
}

// Text, because most of the time it is only compared with what was read before.
const PUBLISHED = `
SELECT json_build_object(
  'switchedOn', (SELECT coalesce(json_agg(rule_id ORDER BY rule_id) FILTER (WHERE switched_on), '[]') FROM (
    SELECT DISTINCT ON (rule_id) rule_id, switched_on FROM rule_switches ORDER BY rule_id, version DESC) s),
  'house', (SELECT coalesce(json_agg(rules ORDER BY jurisdiction), '[]') FROM (
    SELECT DISTINCT ON (jurisdiction) jurisdiction, rules FROM house_policies WHERE jurisdiction = ANY($1)
    ORDER BY jurisdiction, version DESC) h),
  'calendars', (SELECT coalesce(json_agg(json_build_object('place', place, 'year', year,
      'publicHolidays', public_holidays, 'makeUpWorkDays', make_up_work_days) ORDER BY place, year), '[]') FROM (
    SELECT DISTINCT ON (place, year) * FROM holiday_calendars WHERE place = ANY($1)
    ORDER BY place, year, version DESC) c)
)::text AS published`;

const rulesSchema = z.array(contactRuleSchema);

/** What the gate decides by, wherever it is asked: one reader for a process, which reads again every few seconds. */
export class PolicyReader {
  private readonly pool: Pool;
  private readonly basis: Basis;
  private readonly keptMs: number;
  private readonly kept = new Map<string, Kept>();

  constructor(pool: Pool, { basis = 'prudent', keptMs = KEPT_MS }: PolicyReaderOptions = {}) {
    this.pool = pool;
    this.basis = basis;
    this.keptMs = keptMs;
  }

  /**
   * @param jurisdiction of the loan
   * @param tx of the caller, if there is one: a second connection might never come, when all wait for one
   */
  async of(jurisdiction: string, tx?: Transaction): Promise<GatePolicy> {
    const known = this.kept.get(jurisdiction);
    const now = performance.now();
    if (known && now - known.readAtMs < this.keptMs) return known.policy;
    const query = { name: 'published-policy', text: PUBLISHED, values: [placesOf(jurisdiction)] };
    const { rows } = tx ? await tx.query<Row>(query) : await this.pool.query<Row>(query);
    const text = rows[0]?.published ?? '';
    const policy = known?.text === text ? known.policy : policyOf(jurisdiction, this.basis, text);
    this.kept.set(jurisdiction, { readAtMs: now, text, policy });
    return policy;
  }
}

interface Row {
  published: string;
}

function policyOf(jurisdiction: string, basis: Basis, text: string): GatePolicy {
  const read = JSON.parse(text) as Omit<PublishedPolicy, 'house'> & { house: unknown[] };
  // A rule that was published before its schema grew gets what goes without saying.
  return gatePolicy(jurisdiction, basis, {
    ...read,
    house: read.house.flatMap((rules) => rulesSchema.parse(rules)),
  });
}
