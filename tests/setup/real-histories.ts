import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPortfolio } from '../../cli/simulate/read-portfolio.ts';
import { localDate, type IsoDate } from '../../domain/calendar.ts';
import type { RiskHistory } from '../../domain/risk/risk-history.ts';
import { lastWholeDay } from '../../domain/risk/training/snapshot-days.ts';

/** The real portfolio lies beside the checkout; it is not part of the project. */
const PORTFOLIO = fileURLToPath(new URL('../../../shared/data/portfolio-real/', import.meta.url));

export const realPortfolioIsThere = existsSync(PORTFOLIO);

/** @returns the past of so many loans, spread over the portfolio, and the newest day of the books as training has it */
export async function readRealHistories(
  mostLoans: number,
): Promise<{ histories: RiskHistory[]; newestOn: IsoDate }> {
  const { customers } = await readPortfolio(PORTFOLIO, () => undefined);
  const all = customers.flatMap((customer) => customer.loans.map((loan) => ({ customer, loan })));
  const newestMs = all.reduce((newest, { loan }) => Math.max(newest, loan.payments.at(-1)?.paidAtMs ?? 0), 0);
  const step = Math.max(1, all.length / mostLoans);
  const drawn = Array.from(
    { length: Math.min(mostLoans, all.length) },
    (_, at) => all[Math.floor(at * step)]!,
  );
  const histories = drawn.map(({ customer, loan }): RiskHistory => {
    const { zone, currency, principalMinor, contract, instalments } = loan;
    return {
      ...{ zone, loan: { currency, principalMinor, ...contract }, customer: customer.means, instalments },
      payments: loan.payments.map(({ paidAtMs, amountMinor }) => ({
        paidOn: localDate(paidAtMs, zone),
        amountMinor,
      })),
      ratings: customer.ratings,
      ...{ externalDebts: [], macroAlerts: [], judged: [], contacts: [] },
    };
  });
  return { histories, newestOn: lastWholeDay(newestMs) };
}
