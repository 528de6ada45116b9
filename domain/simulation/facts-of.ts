import { isoDateOfDay, type IsoDate } from '../calendar.ts';
import type { CaseFacts, DatedPayment } from '../case/facts.ts';
import { watchedSince } from '../case/promise.ts';
import type { CaseState } from '../case/state.ts';
import { shippedPolicy, type GatePolicy } from '../contact/gate-policy.ts';
import type { LedgerContact } from '../contact/ledger.ts';
import { zoneClock } from '../contact/zone-clock.ts';
import { delinquencyOf, nextDueOnOf } from '../delinquency.ts';
import type { SimulatedCustomer, SimulatedLoan } from './customer.ts';

interface Known {
  customer: SimulatedCustomer;
  loan: SimulatedLoan;
  /** null: a case is to be opened */
  state: CaseState | null;
  /** in all, minor units */
  paidMinor: number;
  /** since the start */
  payments: readonly DatedPayment[];
  ledger: LedgerContact[];
  siblings: CaseState[];
  /** absent: what ships */
  policy: GatePolicy | undefined;
  /** epoch milliseconds */
  now: number;
}

/** @returns what the database would tell of a simulated loan, see db/case-facts.ts */
export function factsOf({
  customer,
  loan,
  state,
  paidMinor,
  payments,
  ledger,
  siblings,
  policy,
  now,
}: Known): CaseFacts {
  const { loanId, jurisdiction, lenderRole, currency, principalMinor, zone } = loan;
  const { customerId, region, consents, reachable, internalScore } = customer;
  const today = dateIn(zone, now);
  const since = state && watchedSince(state);
  return {
    loan: { loanId, customerId, jurisdiction, lenderRole, currency, principalMinor, zone, region },
    customer: {
      zone: customer.zone,
      consents,
      reachable,
      internalScore,
      otherPhones: 0,
      holds: [],
      ledger,
      optedOut: [],
    },
    policy: policy ?? shippedPolicyOf(jurisdiction),
    siblings,
    delinquency: delinquencyOf(loan.instalments, paidMinor, today),
    nextDueOn: nextDueOnOf(loan.instalments, today),
    paidMinor,
    payments: since === null ? [] : payments.filter(({ paidAtMs }) => paidAtMs >= since),
    casesSoFar: state === null ? 0 : 1,
    previous: null,
  };
}

/** @returns the date in a zone, by the clock that the gate has */
export function dateIn(zone: string, now: number): IsoDate {
  return isoDateOfDay(zoneClock(zone).dayAt(now));
}

const policies = new Map<string, GatePolicy>();

/** Looking a place's rules and holidays up costs more than asking them. */
function shippedPolicyOf(jurisdiction: string): GatePolicy {
  const known = policies.get(jurisdiction) ?? shippedPolicy(jurisdiction);
  policies.set(jurisdiction, known);
  return known;
}
