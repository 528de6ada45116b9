import { readAuthority, readShifts } from '../../domain/assignment/profile-texts.ts';
import { STAFF_ROLES } from '../../domain/assignment/staff.ts';
import { TIERS } from '../../domain/strategy/schema.ts';
import {
  optional,
  readBoolean,
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
  readShort,
  readSigned,
  readText,
  readZone,
} from '../../domain/import/values.ts';
import {
  column,
  secret,
  amount,
  ownId,
  customerOfRow,
  loanOfRow,
  loanCurrency,
  currencyLikeLoan,
  teamOfRow,
  regionOfTeam,
  maybe,
  type ImportColumn,
  type RowContext,
} from './import-columns.ts';

export type { ImportColumn, KnownIds, RowContext } from './import-columns.ts';

/** One of the kinds of file. */
export interface ImportFile {
  /** Of the file without its ending, and of the table. */
  readonly name:
    | 'customers'
    | 'loans'
    | 'instalments'
    | 'payments'
    | 'ratings'
    | 'teams'
    | 'users'
    | 'indicators'
    | 'collateral';
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
    columns: [
      ownId('team_id'),
      column('name', readText),
      regionOfTeam,
      // Nothing in the cell: none, as against no such column.
      maybe(
        column('zone', (text) => (text === '' ? '' : readZone(text))),
        'NULL',
      ),
    ],
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
      maybe(column('regions', readList(readText), 'text[]'), `'{}'`),
      maybe(column('products', readList(readText), 'text[]'), `'{}'`),
      maybe(column('tiers', readList(readOneOf(TIERS)), 'text[]'), `'{}'`),
      maybe({ ...column('authority', readAuthority, 'jsonb'), target: 'authority_minor' }, `'null'`),
      maybe(column('shifts', readShifts, 'jsonb'), `'[]'`),
    ],
  },
  {
    name: 'indicators',
    table: 'indicators',
    key: ['indicator', 'region', 'as_of'],
    refersTo: 'nothing',
    optional: true,
    columns: [
      column('indicator', readShort(50)),
      // None: all regions that have no series of their own.
      column('region', (text) => text),
      column('as_of', readDate, 'date'),
      column('value', readSigned, 'double precision'),
      column('source', readShort(50)),
    ],
  },
  {
    name: 'collateral',
    table: 'collateral_valuations',
    key: ['loan_id', 'as_of'],
    refersTo: 'loans',
    optional: true,
    columns: [
      loanOfRow,
      column('as_of', readDate, 'date'),
      currencyLikeLoan,
      amount('value'),
      column('source', readShort(50)),
    ],
  },
];
