import { atLocalTime } from '../../domain/local-time.ts';
import type { CaseContext } from '../../domain/case/context.ts';
import type { CaseFacts } from '../../domain/case/facts.ts';
import { openCase } from '../../domain/case/open-case.ts';
import type { CaseState, OpenPromise } from '../../domain/case/state.ts';
import { placeHold } from '../../domain/case/holds.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { builtInScorecard } from '../../domain/risk/built-in-scorecard.ts';
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
  paidMinor?: number;
  casesSoFar?: number;
}

/** @returns facts of a loan with 500.00 overdue since 2026-10-30, all channels open */
export function caseFacts(changes: FactChanges = {}): CaseFacts {
  const { loan, customer, delinquency, ...rest } = changes;
  return {
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
      ...customer,
    },
    delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-10-30', daysPastDue: 2, ...delinquency },
    paidMinor: 0,
    casesSoFar: 0,
    ...rest,
  };
}

/** @returns a low-risk case opened at NOW, with changes */
export function caseState(changes: Partial<CaseState> = {}): CaseState {
  return { ...openCase(caseFacts(), cnRetail, builtInScorecard, NOW).state, ...changes };
}

/** @returns a case with an open promise of these instalments, made at NOW */
export function promisedState(
  instalments: OpenPromise['instalments'],
  changes: Partial<CaseState> = {},
): CaseState {
  const promise = { id: 'promise-1', instalments, paidBeforeMinor: 0, reminded: 0 };
  const untilMs = beijing(instalments.at(-1)?.dueOn ?? '2026-11-10', '23:59') + 2 * 86_400_000;
  const hold = { kind: 'promise' as const, sinceMs: NOW, untilMs, owner: 'collector-1' };
  return { ...placeHold({ ...caseState(), promise }, hold, NOW), ...changes };
}

/** @returns the context of the next decision */
export function caseContext(changes: Partial<CaseContext> = {}): CaseContext {
  return { strategy: cnRetail, now: NOW, sequence: 1, ...changes };
}
