import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { IMPORT_FILES, type ImportFile, type RowContext } from '../../db/import/import-files.ts';
import { noKnownIds } from '../../db/import/known-ids.ts';
import { findSourceFile } from '../../db/import/source-file.ts';
import { addDays, localDate, type IsoDate } from '../../domain/calendar.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { loanZone } from '../../domain/loan-zone.ts';
import { minorDigits } from '../../domain/money.ts';
import type { SimulatedCustomer, SimulatedLoan } from '../../domain/simulation/customer.ts';
import type { Channel } from '../../domain/strategy/schema.ts';
import { explained } from '../model/explained.ts';
import { readCsv } from '../model/read-csv.ts';

export interface PortfolioFiles {
  customers: SimulatedCustomer[];
  /** rows that import would reject */
  rejected: number;
  /** the day after the newest payment and rating: what the files know ends with the day before */
  asOf: IsoDate;
}

/** A row by its columns' names in the database. */
type Row = Readonly<Record<string, string | null>>;

/**
 * Reads the files that `arrears import` reads, by the same columns and checks, without a database.
 *
 * @throws UserError when a file that is needed is missing, or none
 */
export async function readPortfolio(
  dir: string,
  onProgress: (step: string) => void,
): Promise<PortfolioFiles> {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new UserError(`${resolve(dir)} is no folder.`);
  const known = noKnownIds();
  const customers = new Map<string, SimulatedCustomer>();
  const loans = new Map<string, SimulatedLoan>();
  const ratedOn = new Map<string, string>();
  /** in the unit of the customer's first loan, as the file has them */
  const incomes = new Map<string, number>();
  let newest = '';
  let rejected = 0;
  const take: Partial<Record<ImportFile['name'], (row: Row) => void>> = {
    customers: (row) => {
      const customerId = row['customer_id']!;
      if (customers.has(customerId)) return;
      customers.set(customerId, customerOf(row));
      if (row['annual_income']) incomes.set(customerId, Number(row['annual_income']));
    },
    loans: (row) => {
      const customer = customers.get(row['customer_id']!);
      if (!customer || loans.has(row['loan_id']!)) return;
      const loan = loanOf(row, customer);
      loans.set(loan.loanId, loan);
      const income = incomes.get(customer.customerId);
      if (income !== undefined) {
        customer.means.annualIncomeMinor ??= Math.round(income * 10 ** minorDigits(loan.currency));
      }
      customer.loans.push(loan);
    },
    instalments: (row) => {
      const parts = ['principal_due_minor', 'interest_due_minor', 'fee_due_minor'];
      const amountMinor = parts.reduce((sum, part) => sum + Number(row[part]), 0);
      loans.get(row['loan_id']!)?.instalments.push({ dueOn: row['due_on']!, amountMinor });
    },
    payments: (row) => {
      const paidAtMs = Date.parse(row['paid_at']!);
      const loan = loans.get(row['loan_id']!);
      loan?.payments.push({ paidAtMs, amountMinor: Number(row['amount_minor']) });
      const on = loan ? localDate(paidAtMs, loan.zone) : '';
      if (on > newest) newest = on;
    },
    ratings: (row) => {
      const [customerId, asOf, score] = [row['customer_id']!, row['as_of']!, row['score']];
      if (asOf > newest) newest = asOf;
      const customer = customers.get(customerId);
      if (customer && score) customer.ratings.push({ source: row['source']!, asOf, score: Number(score) });
      if (!customer || row['source'] !== 'internal' || asOf <= (ratedOn.get(customerId) ?? '')) return;
      ratedOn.set(customerId, asOf);
      customer.internalScore = score === null || score === undefined ? null : Number(score);
    },
  };
  for (const file of IMPORT_FILES) {
    const taken = take[file.name];
    const source = taken && (await explained(() => findSourceFile(dir, file.name)));
    if (!taken) continue;
    if (!source) {
      if (file.name === 'payments' || file.name === 'ratings') continue;
      throw new UserError(`${resolve(dir)} has no ${file.name}.csv (or .csv.gz).`);
    }
    onProgress(`Reading ${source.fileName}`);
    rejected += await readFile(source.path, file, { known, currency: '', id: '', region: '' }, taken);
  }
  if (loans.size === 0) throw new UserError(`${resolve(dir)} has no loans: nothing can be simulated.`);
  for (const loan of loans.values()) {
    loan.instalments.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
    loan.payments.sort((a, b) => a.paidAtMs - b.paidAtMs);
  }
  for (const { ratings } of customers.values()) ratings.sort((a, b) => b.asOf.localeCompare(a.asOf));
  const newestDue = [...loans.values()]
    .flatMap(({ instalments }) => instalments.at(-1)?.dueOn ?? [])
    .sort()
    .at(-1);
  return {
    customers: [...customers.values()],
    rejected,
    asOf: addDays(newest || newestDue || '1970-01-01', 1),
  };
}

/** @returns how many rows were left out */
async function readFile(
  path: string,
  file: ImportFile,
  context: RowContext,
  take: (row: Row) => void,
): Promise<number> {
  let columns: { index: number; column: ImportFile['columns'][number] }[] = [];
  let rejected = 0;
  await readCsv(path, {
    header(names) {
      const missing = file.columns.find(({ name }) => !names.includes(name));
      if (missing) throw new UserError(`${path} lacks the column ${missing.name}.`);
      columns = file.columns.map((column) => ({ column, index: names.indexOf(column.name) }));
    },
    row(fields) {
      const row: Record<string, string | null> = {};
      try {
        for (const { column, index } of columns) {
          row[column.target ?? column.name] = column.read((fields[index] ?? '').trim(), context);
        }
      } catch (error) {
        if (!(error instanceof DomainFailure)) throw error;
        rejected += 1;
        return;
      }
      file.accept?.(context);
      take(row);
    },
    pause: () => undefined,
  });
  return rejected;
}

function customerOf(row: Row): SimulatedCustomer {
  const consents = (['sms', 'voice', 'email'] as const).filter(
    (channel) => row[`consent_${channel}`] === 'true',
  );
  // Post goes by customer number where no address is on file, as in the product.
  const reachable: Channel[] = ['letter'];
  if (row['phone']) reachable.push('sms', 'voice');
  if (row['email']) reachable.push('email');
  return {
    ...{ customerId: row['customer_id'] as CustomerId, zone: row['timezone']!, region: row['region']! },
    ...{ consents: [...consents], reachable, internalScore: null, ratings: [], loans: [] },
    means: {
      annualIncomeMinor: null,
      birthDate: row['birth_date'] ?? null,
      language: row['language'] ?? 'en',
    },
  };
}

function loanOf(row: Row, { zone }: SimulatedCustomer): SimulatedLoan {
  const jurisdiction = row['jurisdiction']!;
  return {
    ...{ loanId: row['loan_id'] as LoanId, jurisdiction, currency: row['currency']! },
    lenderRole: row['lender_role'] as SimulatedLoan['lenderRole'],
    principalMinor: Number(row['principal_minor']),
    contract: {
      product: row['product']!,
      secured: row['secured'] === 'true',
      originatedOn: row['originated_on']!,
      termMonths: row['term_months'] ? Number(row['term_months']) : null,
      annualRate: Number(row['annual_rate']),
    },
    ...{ zone: loanZone(jurisdiction, zone), instalments: [], payments: [] },
  };
}
