import type { AlertAction, AlertKind } from '../alerts/alert.ts';
import { random } from './random.ts';

/** An alert as a supervisor sees it. */
export interface AlertSeen {
  kind: AlertKind;
  /** loan, region or model, in one word */
  subject: string;
  proposes: AlertAction;
  /** of missed payments: how many in a row */
  missed?: number;
}

export interface AlertAnswer {
  take: boolean;
  /** what is done when it is taken */
  action: AlertAction;
  why: string;
}

/** How often a proposal is taken: a region is always told, and nobody recalls a loan lightly. */
const TAKEN: Readonly<Record<AlertAction, number>> = {
  'tell-region': 1,
  'more-security': 0.75,
  'early-recall': 0.5,
  'compress-ladder': 0.4,
  'retrain-model': 0,
};

const WHY: Readonly<Record<AlertAction, readonly [taken: string, dismissed: string]>> = {
  'tell-region': ['the cases of the region should know', 'it is known already'],
  'more-security': ['the security does not cover the loan any more', 'the value is expected to recover'],
  'early-recall': [
    'nothing is paid any more: the rest of the loan is at stake',
    'the customer has called: it is waited for',
  ],
  'compress-ladder': ['looked at the payments: the next step should not wait', 'looked at: nothing to hurry'],
  'retrain-model': ['the loans have changed', 'the model is learnt anew with the week'],
};

/**
 * What a supervisor makes of an alert; the same each time.
 *
 * @example answerAlert('1', { kind: 'indicator', subject: 'north/unemployment', proposes: 'tell-region' }).take // true
 */
export function answerAlert(seed: string, { kind, subject, proposes, missed = 0 }: AlertSeen): AlertAnswer {
  const { chance } = random(`${seed}:alert:${kind}:${subject}`);
  const take = chance(TAKEN[proposes]);
  const recall = proposes === 'compress-ladder' && missed >= MANY_MISSED && chance(0.2);
  const action = recall ? 'early-recall' : proposes;
  return { take, action, why: take ? WHY[action][0] : WHY[proposes][1] };
}

/** Of whom so many payments are missing some supervisors want the whole loan back. */
const MANY_MISSED = 3;
