import type { CaseFacts, DatedPayment, FactsToScore } from '../case/facts.ts';
import { watchedSince } from '../case/promise.ts';
import type { CaseState } from '../case/state.ts';
import { shippedPolicy, type GatePolicy } from '../contact/gate-policy.ts';
import type { LedgerContact } from '../contact/ledger.ts';
import { delinquencyOf, nextDueOnOf } from '../delinquency.ts';
import type { RiskFacts } from '../risk/risk-facts.ts';
import type { SimulatedCustomer, SimulatedLoan } from './customer.ts';
import { dateIn } from './date-in.ts';
import { riskOf } from './risk-of.ts';

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
}: Known): FactsToScore {
  const { loanId, jurisdiction, lenderRole, currency, principalMinor, zone } = loan;
  const { customerId, region, consents, reachable, internalScore } = customer;
  const today = dateIn(zone, now);
  const since = state && watchedSince(state);
  return new SimulatedFacts(
    { customer, loan, state, payments, ledger, now },
    {
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
    },
  );
}

type BookFacts = Pick<
  SimulatedFacts,
  | 'loan'
  | 'customer'
  | 'policy'
  | 'siblings'
  | 'delinquency'
  | 'nextDueOn'
  | 'paidMinor'
  | 'payments'
  | 'casesSoFar'
  | 'previous'
>;

/** Few decisions score: what bears on risk is worked out for those that do. */
class SimulatedFacts implements FactsToScore {
  readonly loan: CaseFacts['loan'];
  readonly customer: CaseFacts['customer'];
  readonly policy: GatePolicy;
  readonly siblings: CaseState[];
  readonly delinquency: CaseFacts['delinquency'];
  readonly nextDueOn: CaseFacts['nextDueOn'];
  readonly paidMinor: number;
  readonly payments: DatedPayment[];
  readonly casesSoFar: number;
  readonly previous: null;
  private readonly known: Parameters<typeof riskOf>[0];
  private worked: RiskFacts | undefined;

  constructor(known: Parameters<typeof riskOf>[0], facts: BookFacts) {
    this.loan = facts.loan;
    this.customer = facts.customer;
    this.policy = facts.policy;
    this.siblings = facts.siblings;
    this.delinquency = facts.delinquency;
    this.nextDueOn = facts.nextDueOn;
    this.paidMinor = facts.paidMinor;
    this.payments = facts.payments;
    this.casesSoFar = facts.casesSoFar;
    this.previous = facts.previous;
    this.known = known;
    this.worked = undefined;
  }

  get risk(): RiskFacts {
    return (this.worked ??= riskOf(this.known));
  }
}

const policies = new Map<string, GatePolicy>();

/** Looking a place's rules and holidays up costs more than asking them. */
function shippedPolicyOf(jurisdiction: string): GatePolicy {
  let known = policies.get(jurisdiction);
  if (!known) policies.set(jurisdiction, (known = shippedPolicy(jurisdiction)));
  return known;
}
