import { invalidInput } from '../../domain/failures.ts';
import { optional, readAmount, readCurrency, readText, type ReadValue } from '../../domain/import/values.ts';

/** The columns that files have, and what the columns of a row know of each other. */

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
  /** A header may lack it: what is known stays then, and a new row gets this, as SQL. */
  readonly unsaid?: string;
  /** Kept encrypted, beside its keyed hash in `<target>_hash`. */
  readonly encrypted?: true;
}
export const column = (name: string, read: ReadValue, type = 'text'): ImportColumn => ({ name, type, read });
export const secret = (name: string, read: ReadValue): ImportColumn => ({
  ...column(name, optional(read)),
  encrypted: true,
});
export const amount = (name: string): ImportColumn => ({
  name,
  target: `${name}_minor`,
  type: 'bigint',
  read: (text, { currency }) => readAmount(text, currency),
});

export const ownId = (name: string): ImportColumn => ({
  ...column(name, readText),
  read(text, row) {
    row.id = text;
    return readText(text);
  },
});

export const customerOfRow: ImportColumn = {
  ...column('customer_id', readText),
  read(text, { known }) {
    if (!known.customers.has(text)) throw invalidInput('is not a known customer');
    return text;
  },
};

/** The loan tells the currency of the row. */
export const loanOfRow: ImportColumn = {
  ...column('loan_id', readText),
  read(text, row) {
    const currency = row.known.loans.get(text);
    if (currency === undefined) throw invalidInput('is not a known loan');
    row.currency = currency;
    return text;
  },
};

export const loanCurrency: ImportColumn = {
  ...column('currency', readCurrency),
  read(text, row) {
    row.currency = text;
    return readCurrency(text);
  },
};

export const currencyLikeLoan: ImportColumn = {
  ...column('currency', readCurrency),
  read(text, { currency }) {
    if (text !== currency) throw invalidInput(`is not the currency of the loan (${currency})`);
    return text;
  },
};

export const teamOfRow: ImportColumn = {
  ...column('team_id', readText),
  read(text, { known }) {
    if (!known.teams.has(text)) throw invalidInput('is not a known team');
    return text;
  },
};

/** No two teams work the cases of one region. */
export const regionOfTeam: ImportColumn = {
  ...column('region', readText),
  read(text, row) {
    const team = row.known.regions.get(text);
    if (team !== undefined && team !== row.id) throw invalidInput(`is the region of team ${team} already`);
    row.region = text;
    return readText(text);
  },
};

export const maybe = (of: ImportColumn, unsaid: string): ImportColumn => ({ ...of, unsaid });
