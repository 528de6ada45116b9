import process from 'node:process';
import { addDays } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { random } from '../../domain/portfolio/random.ts';
import { expertScorer } from '../../domain/risk/make-scorer.ts';
import { simulatePortfolio } from '../../domain/simulation/compare.ts';
import type { SimulatedCustomer } from '../../domain/simulation/customer.ts';
import { ASSUMED_RESPONSE } from '../../domain/simulation/response-model.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { median, rounded } from './figures.ts';

const CUSTOMERS = 3_000;
const DAYS = 180;
/** As long as the compiler still works on it; a simulation of a portfolio has some hundred such rounds. */
const SETTLING = 3;
const ROUNDS = 5;
const BUDGET_PER_SECOND = 1_000_000;
const START = '2026-11-01';
const ZONE = 'Asia/Shanghai';

/**
 * `bench simulate`: the simulator on one core, by processor time, with the assumed customers and `cn-retail` over 180 days. A
 * case-day is a day of a case that is open; a case that was cured on day 20 has had 20, though it is followed for 180. Beside it
 * the days that cases are followed for, and the decisions, which are what takes time: a day on which nothing happens costs
 * nothing. The first rounds, in which the compiler settles, are shown and do not count. There is no bare engine to compare with.
 */
export function benchSimulate({ onProgress }: { onProgress: (step: string) => void }) {
  onProgress(`${SETTLING + ROUNDS} rounds of ${CUSTOMERS} cases`);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => madeUp(index));
  const startMs = atLocalTime(START, '06:00', ZONE);
  const all = Array.from({ length: SETTLING + ROUNDS }, (_, seed) => {
    const input = { strategy: cnRetail, scorer: expertScorer, response: ASSUMED_RESPONSE };
    const began = process.cpuUsage();
    const tally = simulatePortfolio(customers, { ...input, seed, startMs, days: DAYS });
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1_000_000;
    return {
      open: tally.total('caseDays') / seconds,
      followed: (CUSTOMERS * DAYS) / seconds,
      decisions: tally.total('decisions') / seconds,
    };
  });
  const [settling, rounds] = [all.slice(0, SETTLING), all.slice(SETTLING)];
  const caseDaysPerSecond = rounded(median(rounds.map(({ open }) => open)), 0);
  return Promise.resolve({
    bench: 'simulate',
    cases: CUSTOMERS,
    days: DAYS,
    caseDaysPerSecond,
    rounds: rounds.map(({ open }) => rounded(open, 0)),
    settlingRounds: settling.map(({ open }) => rounded(open, 0)),
    followedDaysPerSecond: rounded(median(rounds.map(({ followed }) => followed)), 0),
    decisionsPerSecond: rounded(median(rounds.map(({ decisions }) => decisions)), 0),
    budget: { caseDaysPerSecond: BUDGET_PER_SECOND },
    met: caseDaysPerSecond >= BUDGET_PER_SECOND,
  });
}

const CONTRACT = {
  ...{ product: 'consumer', secured: false, annualRate: 0.15, termMonths: 24 },
  originatedOn: addDays(START, -200),
};

/** Late by 1 to 60 days, with a limit and a rating of some kind. */
function madeUp(index: number): SimulatedCustomer {
  const { int, chance } = random(`bench-simulate-${index}`);
  const loanId = `L${index}` as LoanId;
  const amountMinor = int(50, 5_000) * 100;
  const score = int(350, 850);
  return {
    ...{ customerId: `C${index}` as CustomerId, zone: ZONE, region: 'east', internalScore: score },
    ratings: [{ source: 'internal', asOf: START, score }],
    means: { annualIncomeMinor: null, birthDate: null, language: 'zh-CN' },
    consents: chance(0.9) ? ['sms', 'voice', 'email'] : ['sms', 'email'],
    reachable: ['sms', 'voice', 'email', 'letter'],
    loans: [
      {
        ...{ loanId, jurisdiction: 'CN', lenderRole: 'first_party', currency: 'CNY', zone: ZONE },
        ...{ principalMinor: int(10, 50) * 100_000, payments: [], contract: CONTRACT },
        instalments: [{ dueOn: addDays(START, -int(1, 60)), amountMinor }],
      },
    ],
  };
}
