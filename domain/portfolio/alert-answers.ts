import type { AlertAction, AlertKind } from '../alerts/alert.ts';

/** An alert as a supervisor sees it. */
export interface AlertSeen {
  kind: AlertKind;
  proposes: AlertAction;
  /** of the alert: shares of one, counts, minor units */
  figures: Readonly<Record<string, number | string>>;
}

export interface AlertAnswer {
  take: boolean;
  /** what is done when it is taken */
  action: AlertAction;
  why: string;
}

/** What makes a supervisor act on figures that have passed a threshold already, and with which words. */
interface Judgement {
  acts: (figure: (name: string) => number) => boolean;
  taken: string;
  dismissed: string;
}

/** Once more the threshold that the rules have for it, or what leaves the bank unsecured: the figures decide, and nothing else. */
const JUDGED: Readonly<Record<AlertKind, Judgement>> = {
  'missed-payments': {
    acts: () => true,
    taken: 'two due dates have passed since we ask for it: the next step should not wait',
    dismissed: '',
  },
  'payment-fall': {
    acts: (figure) => figure('left') < figure('threshold') / 2,
    taken: 'next to nothing is paid any more: the next step should not wait',
    dismissed: 'part of it is still paid: the ladder goes on as it is',
  },
  'rating-drop': {
    acts: (figure) => figure('drop') >= 1.5 * figure('thresholdPoints'),
    taken: 'the rating says that it gets worse: we are not to be the last ones to ask',
    dismissed: 'a fall like many: the case was scored anew, and that is enough',
  },
  'external-debt': {
    acts: (figure) => figure('ofPrincipal') >= 2 * figure('threshold'),
    taken: 'much more is owed to others: we are not to be the last ones to ask',
    dismissed: 'a loan like many: the case was scored anew, and that is enough',
  },
  'broken-promises': {
    acts: () => true,
    taken: 'promised more than once and not paid: nothing is waited for any more',
    dismissed: '',
  },
  'collateral-value': {
    acts: (figure) => figure('loanToValue') > figure('threshold'),
    taken: 'the security does not cover the loan any more',
    dismissed: 'the value has fallen, and still covers the loan',
  },
  'delinquency-jump': {
    acts: () => true,
    taken: 'the cases of the region should know',
    dismissed: '',
  },
  indicator: { acts: () => true, taken: 'the cases of the region should know', dismissed: '' },
  'model-drift': { acts: () => false, taken: '', dismissed: 'the model is learnt anew with the week' },
};

/**
 * What a supervisor makes of an alert, which its figures alone decide.
 *
 * @example answerAlert({ kind: 'payment-fall', proposes: 'compress-ladder', figures: { left: 0.4, threshold: 0.5 } }).take // false
 */
export function answerAlert({ kind, proposes, figures }: AlertSeen): AlertAnswer {
  const { acts, taken, dismissed } = JUDGED[kind];
  const take = acts((name) => Number(figures[name] ?? 0));
  return { take, action: proposes, why: take ? taken : dismissed };
}
