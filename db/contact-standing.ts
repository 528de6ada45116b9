import type { LoanId } from '../domain/ids.ts';
import type { CallOutcome } from '../domain/case/call-outcomes.ts';
import type { ContactStatus, LedgerContact } from '../domain/contact/ledger.ts';
import type { ContactStanding } from '../domain/contact/standing.ts';
import type { ContactWishes } from '../domain/contact/wishes.ts';
import type { Channel } from '../domain/strategy/schema.ts';

/** What the gate has to know of a customer, inside the statements that read for decisions. */

/** More than the gate takes would be a broken ledger: the newest are what the rules look at. */
const MOST = 2000;

type LedgerRow = [
  contactId: string,
  loanId: LoanId,
  covers: LoanId[] | null,
  atMs: number,
  channel: Channel,
  status: ContactStatus,
  outcome: CallOutcome | null,
];

/** @param customer and @param since: SQL of whose, and from when @returns SQL of the ledger as JSON; null: none */
export const ledgerSql = (customer: string, since: string) => `(
  SELECT json_agg(json_build_array(contact_id, loan_id,
    CASE WHEN covers IS NOT NULL THEN jsonb_path_query_array(covers, '$[*].loanId') END,
    (extract(epoch FROM reserved_at) * 1000)::bigint, channel, status, outcome))
  FROM (SELECT * FROM contacts k WHERE k.customer_id = ${customer} AND k.reserved_at >= ${since}
    ORDER BY k.reserved_at DESC LIMIT ${MOST}) recent)`;

/** @param customer SQL of whose @returns SQL of the channels opted out of, and of the wishes */
export const optedOutSql = (customer: string) =>
  `ARRAY(SELECT DISTINCT channel FROM opt_outs WHERE customer_id = ${customer} AND ended_at IS NULL)`;
export const wishesSql = (customer: string) =>
  `(SELECT wishes FROM contact_wishes WHERE customer_id = ${customer})`;

/** What the three of them give. */
export interface StandingRow {
  ledger: LedgerRow[] | null;
  opted_out: Channel[];
  wishes: ContactWishes | null;
}

export function toStanding({ ledger, opted_out: optedOut, wishes }: StandingRow): ContactStanding {
  return { ledger: (ledger ?? []).map(toLedgerContact), optedOut, ...(wishes && { wishes }) };
}

function toLedgerContact(row: LedgerRow): LedgerContact {
  const [contactId, loanId, covers, atMs, channel, status, outcome] = row;
  return {
    ...{ contactId, loanId, covers: covers ?? [], atMs, channel, status },
    ...(outcome !== null && { outcome }),
  };
}
