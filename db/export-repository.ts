import type { RecordedEntry } from '../domain/case/case-record.ts';
import type { ExportPurpose } from '../domain/case/checks/export.ts';
import type { LoanId } from '../domain/ids.ts';
import { lockCustomers } from './case-facts.ts';
import { addLateEntries } from './case-link-repository.ts';
import type { Database, Pool } from './client.ts';
import type { FieldEncryption } from './field-encryption.ts';
import { inTransaction, type Transaction } from './transaction.ts';

export interface ExportRequest {
  loanId: LoanId;
  purpose: ExportPurpose;
  by: string;
  why: string;
  /** epoch milliseconds, business time */
  now: number;
}

/** All that is known of a loan; amounts in minor units, instants in epoch milliseconds. */
export interface LoanExport {
  loan: Record<string, unknown> & { currency: string };
  /** with what can be read of nobody else's data in clear */
  customer: Record<string, unknown> & { contactPoints: { kind: string; value: string; usable: boolean }[] };
  schedule: Record<string, unknown>[];
  payments: Record<string, unknown>[];
  contacts: Record<string, unknown>[];
  /** of the customer, that stand and reach this loan */
  holds: Record<string, unknown>[];
  loanChanges: Record<string, unknown>[];
  /** oldest first */
  cases: Record<string, unknown>[];
  /** of all cases, oldest first */
  timeline: (RecordedEntry & { sequence: number; entry: number; why: string })[];
}

const MS = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;

const EXPORT = `
SELECT
  json_build_object('loanId', l.loan_id, 'customerId', l.customer_id, 'product', l.product,
    'jurisdiction', l.jurisdiction, 'lenderRole', l.lender_role, 'currency', l.currency,
    'principalMinor', l.principal_minor, 'annualRate', l.annual_rate::float8, 'termMonths', l.term_months,
    'originatedOn', l.originated_on, 'branch', l.branch, 'secured', l.secured) AS loan,
  json_build_object('customerId', c.customer_id, 'name', c.name, 'language', c.language, 'timezone', c.timezone,
    'region', c.region,
    'contactPoints', (SELECT coalesce(json_agg(json_build_object('kind', kind, 'value', value, 'usable', usable)
      ORDER BY kind, contact_point_id), '[]') FROM contact_points WHERE customer_id = c.customer_id),
    'consents', (SELECT coalesce(json_agg(channel ORDER BY channel), '[]') FROM consents
      WHERE customer_id = c.customer_id AND granted)) AS customer,
  (SELECT coalesce(json_agg(json_build_object('number', number, 'dueOn', due_on,
      'principalMinor', principal_due_minor, 'interestMinor', interest_due_minor, 'feeMinor', fee_due_minor)
      ORDER BY number), '[]') FROM instalments WHERE loan_id = l.loan_id) AS schedule,
  (SELECT coalesce(json_agg(json_build_object('paymentId', payment_id, 'paidAtMs', ${MS('paid_at')},
      'amountMinor', amount_minor, 'channel', channel, 'reverses', reverses) ORDER BY paid_at, payment_id), '[]')
    FROM payments WHERE loan_id = l.loan_id) AS payments,
  (SELECT coalesce(json_agg(json_build_object('contactId', k.contact_id, 'caseId', k.case_id,
      'reservedAtMs', ${MS('k.reserved_at')}, 'concludedAtMs', ${MS('k.concluded_at')}, 'channel', k.channel,
      'purpose', k.purpose, 'script', k.script, 'status', k.status, 'madeBy', k.made_by, 'outcome', k.outcome)
      ORDER BY k.reserved_at, k.contact_id), '[]')
    FROM contacts k WHERE k.customer_id = l.customer_id AND k.loan_id = l.loan_id) AS contacts,
  (SELECT coalesce(json_agg(json_build_object('kind', kind, 'reach', CASE WHEN loan_id IS NULL THEN 'customer'
      ELSE 'loan' END, 'channels', channels, 'sinceAtMs', ${MS('since_at')}, 'untilAtMs', ${MS('until_at')},
      'endsByReview', review) ORDER BY since_at, hold_id), '[]')
    FROM customer_holds WHERE customer_id = l.customer_id AND (loan_id IS NULL OR loan_id = l.loan_id)
      AND ended_at IS NULL) AS holds,
  (SELECT coalesce(json_agg(json_build_object('changeId', change_id, 'change', change, 'effectiveOn', effective_on,
      'why', why, 'reportedAtMs', ${MS('reported_at')}) ORDER BY reported_at, change_id), '[]')
    FROM loan_changes WHERE loan_id = l.loan_id) AS "loanChanges",
  (SELECT coalesce(json_agg(json_build_object('caseId', case_id, 'previousCaseId', previous_case_id,
      'openedAtMs', ${MS('opened_at')}, 'closedAtMs', ${MS('closed_at')}, 'closeReason', close_reason,
      'forgivenMinor', forgiven_minor, 'stage', stage, 'tier', tier, 'strategy', strategy,
      'arrearsMinor', arrears_minor) ORDER BY opened_at, length(case_id), case_id), '[]')
    FROM cases WHERE loan_id = l.loan_id) AS cases,
  (SELECT coalesce(json_agg(json_build_object('caseId', t.case_id, 'sequence', t.sequence, 'entry', t.entry,
      'atMs', ${MS('t.at')}, 'type', t.type, 'actor', t.actor, 'data', t.data, 'why', t.why)
      ORDER BY q.opened_at, length(q.case_id), q.case_id, t.sequence, t.entry), '[]')
    FROM cases q JOIN timeline t USING (case_id) WHERE q.loan_id = l.loan_id) AS timeline
FROM loans l JOIN customers c USING (customer_id) WHERE l.loan_id = $1`;

const NEWEST = `
SELECT case_id FROM cases WHERE loan_id = $1
ORDER BY opened_at DESC, length(case_id) DESC, case_id DESC LIMIT 1`;

/** The only way on which contact data leave in clear; that they did is on the timeline before anybody has them. */
export class ExportRepository {
  private readonly pool: Pool;
  private readonly encryption: FieldEncryption;

  constructor({ pool }: Pick<Database, 'pool'>, encryption: FieldEncryption) {
    this.pool = pool;
    this.encryption = encryption;
  }

  /** @returns all that is known of the loan; undefined when it never had a case */
  async exportLoan({ loanId, purpose, by, why, now }: ExportRequest): Promise<LoanExport | undefined> {
    return inTransaction(this.pool, async (tx) => {
      await lockCustomers(tx, [loanId]);
      const caseId = await newestCaseOf(tx, loanId);
      if (caseId === undefined) return undefined;
      await addLateEntries(tx, [{ caseId, type: 'exported', actor: by, data: { purpose }, why }], now);
      const { rows } = await tx.query<LoanExport>({ name: 'export-loan', text: EXPORT, values: [loanId] });
      const [row] = rows;
      return row && { ...row, customer: this.inClear(row.customer) };
    });
  }

  private inClear(customer: LoanExport['customer']): LoanExport['customer'] {
    const contactPoints = customer.contactPoints.map(({ value, ...point }) => ({
      ...point,
      value: this.encryption.decrypt(value),
    }));
    return { ...customer, contactPoints };
  }
}

async function newestCaseOf(tx: Transaction, loanId: LoanId): Promise<string | undefined> {
  const { rows } = await tx.query<{ case_id: string }>({
    name: 'newest-case-id',
    text: NEWEST,
    values: [loanId],
  });
  return rows[0]?.case_id;
}
