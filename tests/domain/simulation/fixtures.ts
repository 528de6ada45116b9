import { addDays } from '../../../domain/calendar.ts';
import type { CustomerId, LoanId } from '../../../domain/ids.ts';
import { random } from '../../../domain/portfolio/random.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import type { SimulatedCustomer } from '../../../domain/simulation/customer.ts';
import type { SimulationInput } from '../../../domain/simulation/input.ts';
import { ASSUMED_RESPONSE } from '../../../domain/simulation/response-model.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, ZONE } from '../fixtures.ts';

export const START = '2026-11-01';

/** @returns how a test simulates: from 1 November 2026, for half a year */
export function simulation(changes: Partial<SimulationInput> = {}): SimulationInput {
  return {
    ...{ strategy: cnRetail, scorer: expertScorer, response: ASSUMED_RESPONSE, seed: 1 },
    ...{ startMs: beijing(START, '06:00'), days: 180 },
    ...changes,
  };
}

const CONTRACT = {
  ...{ product: 'consumer-loan', secured: false, annualRate: 0.12, termMonths: 24 },
  originatedOn: '2026-01-15',
};

/** @param index draws a customer, the same for ever, with so many loans that are alike */
export function madeUpCustomer(index: number, loans = 1): SimulatedCustomer {
  const { int, chance } = random(`simulated-${index}`);
  const principalMinor = int(10, 60) * 100_000;
  const amountMinor = Math.min(principalMinor, int(50, 40_000) * 100);
  const instalments = [{ dueOn: addDays(START, -int(1, 70)), amountMinor }];
  const consents: SimulatedCustomer['consents'] = chance(0.8)
    ? ['sms', 'voice', 'email']
    : chance(0.5)
      ? ['email', 'voice']
      : ['sms'];
  const score = chance(0.9) ? int(300, 850) : null;
  return {
    ...{ customerId: `C-SIM-${index}` as CustomerId, zone: ZONE, region: 'east' },
    consents,
    reachable: ['letter', 'sms', 'voice', 'email'],
    internalScore: score,
    ratings: score === null ? [] : [{ source: 'internal', asOf: '2026-10-31', score }],
    means: { annualIncomeMinor: null, birthDate: null, language: 'zh-CN' },
    loans: Array.from({ length: loans }, (_, copy) => ({
      loanId: (copy === 0 ? `SIM-${index}` : `SIM-${index}-copy${copy - 1}`) as LoanId,
      ...{ jurisdiction: 'CN', lenderRole: 'first_party', currency: 'CNY', principalMinor, zone: ZONE },
      ...{ instalments, payments: [], contract: CONTRACT },
    })),
  };
}

export const madeUpCustomers = (count: number) =>
  Array.from({ length: count }, (_, index) => madeUpCustomer(index));
