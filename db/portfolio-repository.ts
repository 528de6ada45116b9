import type { PortfolioBooks } from '../domain/portfolio/portfolio.ts';
import type { Pool } from './client.ts';
import { inTransaction } from './transaction.ts';
import type { FieldEncryption } from './field-encryption.ts';

/** Rows of one statement: a few round trips, and no statement too large to plan. */
const ROWS = 2_000;

/** Columns of a table with their types, in the order of INSERT. */
type Columns = Readonly<Record<string, string>>;

const CUSTOMERS: Columns = {
  customer_id: 'text',
  name: 'text',
  language: 'text',
  timezone: 'text',
  region: 'text',
  birth_date: 'date',
  occupation: 'text',
  annual_income: 'numeric',
  vulnerable: 'boolean',
};
const CONTACT_POINTS: Columns = {
  contact_point_id: 'text',
  customer_id: 'text',
  kind: 'text',
  value: 'text',
  value_hash: 'text',
};
const CONSENTS: Columns = { customer_id: 'text', channel: 'text', granted: 'boolean' };
const RATINGS: Columns = {
  customer_id: 'text',
  source: 'text',
  as_of: 'date',
  score: 'int',
  grade: 'text',
};
const LOANS: Columns = {
  loan_id: 'text',
  customer_id: 'text',
  product: 'text',
  jurisdiction: 'text',
  lender_role: 'text',
  currency: 'text',
  principal_minor: 'bigint',
  annual_rate: 'numeric',
  term_months: 'int',
  originated_on: 'date',
  branch: 'text',
  secured: 'boolean',
};
const INSTALMENTS: Columns = {
  loan_id: 'text',
  number: 'int',
  due_on: 'date',
  principal_due_minor: 'bigint',
  interest_due_minor: 'bigint',
  fee_due_minor: 'bigint',
};
const PAYMENTS: Columns = {
  payment_id: 'text',
  loan_id: 'text',
  paid_at: 'timestamptz',
  amount_minor: 'bigint',
  currency: 'text',
  channel: 'text',
};

type Row = Record<string, unknown>;

/** Writes a made-up portfolio into a database that has none of it, all of it or nothing. */
export async function savePortfolio(
  pool: Pool,
  encryption: FieldEncryption,
  portfolio: PortfolioBooks,
): Promise<void> {
  const tables: [string, Columns, Row[]][] = [
    ['customers', CUSTOMERS, portfolio.customers.map(customerRow)],
    ['contact_points', CONTACT_POINTS, contactPointRows(portfolio, encryption)],
    ['consents', CONSENTS, consentRows(portfolio)],
    ['external_ratings', RATINGS, ratingRows(portfolio)],
    ['loans', LOANS, portfolio.loans.map((loan) => loanRow(loan, portfolio))],
    ['instalments', INSTALMENTS, instalmentRows(portfolio)],
    ['payments', PAYMENTS, paymentRows(portfolio)],
  ];
  await inTransaction(pool, async (tx) => {
    for (const [table, columns, rows] of tables) {
      const names = Object.keys(columns).join(', ');
      const record = Object.entries(columns)
        .map(([name, type]) => `${name} ${type}`)
        .join(', ');
      const insert = `INSERT INTO ${table} (${names})
        SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS x(${record})`;
      for (let from = 0; from < rows.length; from += ROWS) {
        await tx.query({ text: insert, values: [JSON.stringify(rows.slice(from, from + ROWS))] });
      }
    }
  });
  await pool.query(`ANALYZE ${tables.map(([table]) => table).join(', ')}`);
}

function customerRow(customer: PortfolioBooks['customers'][number]): Row {
  return {
    customer_id: customer.customerId,
    name: customer.name,
    language: customer.language,
    timezone: customer.timezone,
    region: customer.region,
    birth_date: customer.birthDate,
    occupation: customer.occupation,
    annual_income: customer.annualIncome,
    vulnerable: customer.vulnerable,
  };
}

function contactPointRows({ customers }: PortfolioBooks, encryption: FieldEncryption): Row[] {
  return customers.flatMap(({ customerId, phone, email }) =>
    Object.entries({ phone, email }).flatMap(([kind, value]) =>
      value === null
        ? []
        : [
            {
              contact_point_id: `${customerId}:${kind}`,
              customer_id: customerId,
              kind,
              value: encryption.encrypt(value),
              value_hash: encryption.hash(value),
            },
          ],
    ),
  );
}

function consentRows({ customers }: PortfolioBooks): Row[] {
  return customers.flatMap(({ customerId, consents }) =>
    Object.entries(consents).map(([channel, granted]) => ({ customer_id: customerId, channel, granted })),
  );
}

function ratingRows({ customers }: PortfolioBooks): Row[] {
  return customers.flatMap(({ customerId, score, grade, ratedOn }) =>
    score === null ? [] : [{ customer_id: customerId, source: 'internal', as_of: ratedOn, score, grade }],
  );
}

function loanRow(loan: PortfolioBooks['loans'][number], { currency, jurisdiction }: PortfolioBooks): Row {
  return {
    loan_id: loan.loanId,
    customer_id: loan.customerId,
    product: loan.product,
    jurisdiction,
    lender_role: 'first_party',
    currency,
    principal_minor: loan.principalMinor,
    annual_rate: loan.annualRate,
    term_months: loan.termMonths,
    originated_on: loan.originatedOn,
    branch: loan.branch,
    secured: loan.secured,
  };
}

function instalmentRows({ loans }: PortfolioBooks): Row[] {
  return loans.flatMap(({ loanId, instalments }) =>
    instalments.map(({ number, dueOn, principalMinor, interestMinor }) => ({
      loan_id: loanId,
      number,
      due_on: dueOn,
      principal_due_minor: principalMinor,
      interest_due_minor: interestMinor,
      fee_due_minor: 0,
    })),
  );
}

function paymentRows({ loans, currency }: PortfolioBooks): Row[] {
  return loans.flatMap(({ loanId, payments }) =>
    payments.map(({ paymentId, paidAtMs, amountMinor, channel }) => ({
      payment_id: paymentId,
      loan_id: loanId,
      paid_at: new Date(paidAtMs).toISOString(),
      amount_minor: amountMinor,
      currency,
      channel,
    })),
  );
}
