import { STAFF_ROLES } from '../../domain/assignment/staff.ts';
import { invalidInput } from '../../domain/failures.ts';
import {
  optional,
  readAmount,
  readBoolean,
  readCurrency,
  readDate,
  readDecimal,
  readEmail,
  readInstant,
  readInteger,
  readJurisdiction,
  readLanguage,
  readList,
  readOneOf,
  readPhone,
  readText,
  readZone,
  type ReadValue,
} from '../../domain/import/values.ts';

/** What a row may refer to: what the files read before it have brought, and what is in the database. */
export interface KnownIds {
  readonly customers: Set<string>;
  /** currency by loan */
  readonly loans: Map<string, string>;
  readonly teams: Set<string>;
  /** team by region */
  readonly regions: Map<string, string>;
}

/** What the columns of one row know of each other. */
export interface RowContext {
  readonly known: KnownIds;
  /** Of the row's amounts; set by the column that tells it, which therefore is listed before them. */
  currency: string;
  /** Of a customer, loan or team of its own file. */
  id: string;
  /** Of a team. */
  region: string;
}

/** A column of a file. */
export interface ImportColumn {
  /** In the file's header. */
  readonly name: string;
  /** In the database; default: `name`. */
  readonly target?: string;
  readonly type: string;
  /** @throws InvalidInput whose message is the reason in the rejects file */
  readonly read: (text: string, row: RowContext) => string | null;
  /** Kept encrypted, beside its keyed hash in `<target>_hash`. */
  readonly encrypted?: true;
}

/** One of the kinds of file. */
export interface ImportFile {
  /** Of the file without its ending, and of the table. */
  readonly name: 'customers' | 'loans' | 'instalments' | 'payments' | 'ratings' | 'teams' | 'users';
  readonly table: string;
  /** Targets that identify a row. */
  readonly key: readonly string[];
  /** All are required in the header, in any order; they are read in this order. */
  readonly columns: readonly ImportColumn[];
  /** Which ids its rows refer to. */
  readonly refersTo: 'customers' | 'loans' | 'teams' | 'nothing';
  /** Nobody misses it. */
  readonly optional?: true;
  /** A row is good: later files may refer to it. */
  readonly accept?: (row: RowContext) => unknown;
}

const column = (name: string, read: ReadValue, type = 'text'): ImportColumn => ({ name, type, read });
const secret = (name: string, read: ReadValue): ImportColumn => ({
  ...column(name, optional(read)),
  encrypted: true,
});
const amount = (name: string): ImportColumn => ({
  name,
  target: `${name}_minor`,
  type: 'bigint',
  read: (text, { currency }) => readAmount(text, currency),
});

const ownId = (name: string): ImportColumn => ({
  ...column(name, readText),
  read(text, row) {
    row.id = text;
    return readText(text);
  },
});

const customerOfRow: ImportColumn = {
  ...column('customer_id', readText),
  read(text, { known }) {
    if (!known.customers.has(text)) throw invalidInput('is not a known customer');
    return text;
  },
};

/** The loan tells the currency of the row. */
const loanOfRow: ImportColumn = {
  ...column('loan_id', readText),
  read(text, row) {
    const currency = row.known.loans.get(text);
    if (currency === undefined) throw invalidInput('is not a known loan');
    row.currency = currency;
    return text;
  },
};

const loanCurrency: ImportColumn = {
  ...column('currency', readCurrency),
  read(text, row) {
    row.currency = text;
    return readCurrency(text);
  },
};

const currencyLikeLoan: ImportColumn = {
  ...column('currency', readCurrency),
  read(text, { currency }) {
    if (text !== currency) throw invalidInput(`is not the currency of the loan (${currency})`);
    return text;
  },
};

const teamOfRow: ImportColumn = {
  ...column('team_id', readText),
  read(text, { known }) {
    if (!known.teams.has(text)) throw invalidInput('is not a known team');
    return text;
  },
};

/** No two teams work the cases of one region. */
const regionOfTeam: ImportColumn = {
  ...column('region', readText),
  read(text, row) {
    const team = row.known.regions.get(text);
    if (team !== undefined && team !== row.id) throw invalidInput(`is the region of team ${team} already`);
    row.region = text;
    return readText(text);
  },
};

/** The files in the order in which they refer to each other. */
export const IMPORT_FILES: readonly ImportFile[] = [
  {
    name: 'customers',
    table: 'customers',
    key: ['customer_id'],
    refersTo: 'nothing',
    accept: ({ known, id }) => known.customers.add(id),
    columns: [
      ownId('customer_id'),
      column('name', readText),
      column('language', readLanguage),
      column('timezone', readZone),
      column('region', readText),
      column('birth_date', optional(readDate), 'date'),
      column('occupation', optional(readText)),
      column('annual_income', optional(readDecimal), 'numeric'),
      secret('phone', readPhone),
      secret('email', readEmail),
      column('consent_sms', readBoolean, 'boolean'),
      column('consent_voice', readBoolean, 'boolean'),
      column('consent_email', readBoolean, 'boolean'),
      column('vulnerable', readBoolean, 'boolean'),
    ],
  },
  {
    name: 'loans',
    table: 'loans',
    key: ['loan_id'],
    refersTo: 'customers',
    // Of rows with the same id the first is kept.
    accept: ({ known, id, currency }) => known.loans.has(id) || known.loans.set(id, currency),
    columns: [
      ownId('loan_id'),
      customerOfRow,
      column('product', readText),
      column('jurisdiction', readJurisdiction),
      column('lender_role', readOneOf(['first_party', 'third_party'])),
      loanCurrency,
      amount('principal'),
      column('annual_rate', readDecimal, 'numeric'),
      column('term_months', optional(readInteger(1)), 'integer'),
      column('originated_on', readDate, 'date'),
      column('branch', optional(readText)),
      column('secured', readBoolean, 'boolean'),
    ],
  },
  {
    name: 'instalments',
    table: 'instalments',
    key: ['loan_id', 'number'],
    refersTo: 'loans',
    columns: [
      loanOfRow,
      column('number', readInteger(0), 'integer'),
      column('due_on', readDate, 'date'),
      amount('principal_due'),
      amount('interest_due'),
      amount('fee_due'),
    ],
  },
  {
    name: 'payments',
    table: 'payments',
    key: ['payment_id'],
    refersTo: 'loans',
    columns: [
      column('payment_id', readText),
      loanOfRow,
      column('paid_at', readInstant, 'timestamptz(3)'),
      currencyLikeLoan,
      amount('amount'),
      column('channel', readText),
    ],
  },
  {
    name: 'ratings',
    table: 'external_ratings',
    key: ['customer_id', 'source', 'as_of'],
    refersTo: 'customers',
    columns: [
      customerOfRow,
      column('source', readText),
      column('as_of', readDate, 'date'),
      column('score', optional(readInteger(-2_147_483_648)), 'integer'),
      column('grade', optional(readText)),
    ],
  },
  {
    name: 'teams',
    table: 'teams',
    key: ['team_id'],
    refersTo: 'nothing',
    optional: true,
    accept: ({ known, id, region }) => known.teams.add(id) && known.regions.set(region, id),
    columns: [ownId('team_id'), column('name', readText), regionOfTeam],
  },
  {
    name: 'users',
    table: 'users',
    key: ['user_id'],
    refersTo: 'teams',
    optional: true,
    columns: [
      column('user_id', readText),
      column('name', readText),
      teamOfRow,
      column('role', readOneOf(STAFF_ROLES)),
      column('skills', readList(readText), 'text[]'),
      column('languages', readList(readLanguage), 'text[]'),
      column('capacity', optional(readInteger(0)), 'integer'),
      column('active', readBoolean, 'boolean'),
    ],
  },
];
