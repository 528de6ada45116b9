import { atLocalTime } from '../../domain/local-time.ts';
import type { CaseContext } from '../../domain/case/context.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import type { CaseFacts, FactsToScore } from '../../domain/case/facts.ts';
import type { RiskFacts } from '../../domain/risk/risk-facts.ts';
import { openCase } from '../../domain/case/open-case.ts';
import type { CaseState, OpenPromise } from '../../domain/case/state.ts';
import { placeHold } from '../../domain/case/holds.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { expertScorer } from '../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { CHANNELS } from '../../domain/strategy/schema.ts';

export const ZONE = 'Asia/Shanghai';
/** A Sunday noon in Beijing. */
export const NOW = atLocalTime('2026-11-01', '12:00', ZONE);

/** @returns the instant at which the wall clock in Beijing shows that date and time */
export const beijing = (date: string, time: string) => atLocalTime(date, time, ZONE);

export interface FactChanges {
  loan?: Partial<CaseFacts['loan']>;
  customer?: Partial<CaseFacts['customer']>;
  delinquency?: Partial<CaseFacts['delinquency']>;
  nextDueOn?: CaseFacts['nextDueOn'];
  paidMinor?: number;
  /** those that promises are judged by; default: `paidMinor`, paid at NOW */
  payments?: CaseFacts['payments'];
  casesSoFar?: number;
  previous?: CaseFacts['previous'];
  siblings?: CaseFacts['siblings'];
  risk?: Partial<RiskFacts>;
}

/** @returns facts of a loan with 500.00 overdue since 2026-10-30, all channels open */
export function caseFacts(changes: FactChanges = {}): FactsToScore {
  const { loan, customer, delinquency, risk, ...rest } = changes;
  const facts: CaseFacts = {
    loan: {
      loanId: 'L000001' as LoanId,
      customerId: 'C000001' as CustomerId,
      jurisdiction: 'CN',
      lenderRole: 'first_party',
      currency: 'CNY',
      principalMinor: 10_000_000,
      zone: ZONE,
      region: 'east',
      ...loan,
    },
    customer: {
      zone: ZONE,
      consents: [...CHANNELS],
      reachable: [...CHANNELS],
      internalScore: 700,
      ...{ holds: [], ledger: [], optedOut: [] },
      ...customer,
    },
    delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-10-30', daysPastDue: 2, ...delinquency },
    nextDueOn: null,
    paidMinor: 0,
    payments: rest.paidMinor === undefined ? [] : [{ paidAtMs: NOW, amountMinor: rest.paidMinor }],
    casesSoFar: 0,
    ...{ previous: null, siblings: [] },
    ...rest,
  };
  return { ...facts, risk: { ...riskFactsOf(facts), ...risk } };
}

/** @returns what bears on the risk of a loan of which no more is known than the facts of its case say */
export function riskFactsOf({ loan, customer, delinquency }: CaseFacts, now = NOW): RiskFacts {
  const asOf = localDate(now, loan.zone);
  const { arrearsMinor, daysPastDue } = delinquency;
  const { internalScore: score } = customer;
  return {
    asOf,
    loan: {
      ...{
        product: 'consumer-loan',
        secured: false,
        currency: loan.currency,
        principalMinor: loan.principalMinor,
      },
      ...{ originatedOn: '2026-01-15', termMonths: 24, annualRate: 0.12 },
    },
    customer: { annualIncomeMinor: null, birthDate: null, language: 'zh-CN' },
    instalments:
      arrearsMinor > 0
        ? [{ dueOn: addDays(asOf, -Math.max(1, daysPastDue)), amountMinor: arrearsMinor }]
        : [],
    ...{ payments: [], externalDebts: [], macro: null },
    ratings: score === null ? [] : [{ source: 'internal', asOf, score }],
    ...{ promises: { kept: 0, broken: 0 }, contacts: { tried: 0, reached: 0, refused: 0 } },
  };
}

/** @returns a low-risk case opened at NOW, with changes */
export function caseState(changes: Partial<CaseState> = {}): CaseState {
  return { ...openCase(caseFacts(), cnRetail, expertScorer, NOW).state, ...changes };
}

/** @returns a case with an open promise of these instalments, made at NOW; `paidMinor` was paid since */
export function promisedState(
  instalments: OpenPromise['instalments'],
  changes: Partial<CaseState> = {},
): CaseState {
  const { paidMinor = 0 } = changes;
  const promise = { id: 'promise-1', instalments, madeAtMs: NOW, paidMinor, reminded: 0 };
  const untilMs = beijing(instalments.at(-1)?.dueOn ?? '2026-11-10', '23:59') + 2 * 86_400_000;
  const hold = { kind: 'promise' as const, sinceMs: NOW, untilMs, owner: 'collector-1' };
  return { ...placeHold({ ...caseState(), promise }, hold, NOW), ...changes };
}

/** @returns the context of the next decision */
export function caseContext(changes: Partial<CaseContext> = {}): CaseContext {
  return {
    ...{ strategy: cnRetail, now: NOW, sequence: 1, facts: caseFacts(), scorer: expertScorer },
    ...changes,
  };
}
