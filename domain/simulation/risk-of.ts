import type { DatedPayment } from '../case/facts.ts';
import type { CaseState } from '../case/state.ts';
import { REACHED_OUTCOMES, type CallOutcome } from '../case/call-outcomes.ts';
import { mayHaveLeft, type LedgerContact } from '../contact/ledger.ts';
import type { DayPayment, RiskFacts } from '../risk/risk-facts.ts';
import { riskFactsAsOf } from '../risk/risk-history.ts';
import type { SimulatedCustomer, SimulatedLoan } from './customer.ts';
import { dateIn } from './date-in.ts';

interface Known {
  customer: SimulatedCustomer;
  loan: SimulatedLoan;
  /** null: a case is to be opened */
  state: CaseState | null;
  /** since the start */
  payments: readonly DatedPayment[];
  ledger: readonly LedgerContact[];
  /** epoch milliseconds */
  now: number;
}

/**
 * What bears on the risk of a simulated loan, by the rule of the product. Of contacts it has what the simulated ledger keeps,
 * which is what laws count: some 40 days and not 180.
 */
export function riskOf({ customer, loan, state, payments, ledger, now }: Known): RiskFacts {
  const { zone, currency, principalMinor, contract, instalments } = loan;
  const history = {
    zone,
    loan: { currency, principalMinor, ...contract },
    customer: customer.means,
    instalments,
    ratings: customer.ratings,
    externalDebts: [],
    macroAlerts: [],
    judged: [],
    payments: [...before(loan), ...payments.map((payment) => onDay(payment, zone))],
    contacts: ledger.flatMap((contact) => contactOf(contact, zone)),
  };
  const promises = { kept: state?.keptPromises ?? 0, broken: state?.brokenPromises ?? 0 };
  return { ...riskFactsAsOf(history, dateIn(zone, now)), promises };
}

/** Payments of before the start are the same in every life of the loan. */
const known = new WeakMap<SimulatedLoan, readonly DayPayment[]>();

function before(loan: SimulatedLoan): readonly DayPayment[] {
  const made = known.get(loan) ?? loan.payments.map((payment) => onDay(payment, loan.zone));
  known.set(loan, made);
  return made;
}

function onDay({ paidAtMs, amountMinor }: DatedPayment, zone: string): DayPayment {
  return { paidOn: dateIn(zone, paidAtMs), amountMinor };
}

function contactOf({ atMs, status, outcome }: LedgerContact, zone: string) {
  if (status === 'reserved' || !mayHaveLeft({ status })) return [];
  const on = dateIn(zone, atMs);
  if (outcome === undefined) return [{ on }];
  const reached = (REACHED_OUTCOMES as readonly CallOutcome[]).includes(outcome);
  return [{ on, result: { on, reached, refused: outcome === 'refuses' || outcome === 'hung-up' } }];
}
