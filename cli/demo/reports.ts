import { shareOf } from '../../domain/money.ts';
import type { Action } from '../../domain/portfolio/intents.ts';
import { ACTORS } from './actors.ts';
import type { DemoRequest } from './bank-api.ts';
import type { Scene } from './requests.ts';

/** What others report of a customer or a loan. */
export type Reported = Extract<Action, { do: 'rate' | 'owe-elsewhere' | 'change-loan' }>;

/** @returns the report; nobody can refuse it */
export function reportOf(action: Reported, scene: Scene): DemoRequest {
  const { customerId, loanId, today, money, key } = scene;
  switch (action.do) {
    case 'rate': {
      const body = { customerId, source: 'internal', asOf: today, score: action.score };
      return { path: '/v1/ratings', actor: ACTORS.bureau, body };
    }
    case 'owe-elsewhere': {
      const total = money(shareOf(scene.principalMinor, action.timesLoan));
      const body = { customerId, source: 'credit-bureau', asOf: today, total };
      return { path: '/v1/external-debts', actor: ACTORS.bureau, body };
    }
    case 'change-loan': {
      const { change, why } = action;
      const body = { changeId: key, loanId, change, effectiveOn: today, why };
      return { path: '/v1/loan-changes', actor: ACTORS.core, body };
    }
  }
}
