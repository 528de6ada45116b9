import { CASE_ALERT_ACTIONS, type CaseAlertAction } from '../../case/events/risk-alert.ts';
import { entry, entryWhere, type Path } from './traces.ts';

/** What is learnt of risk while a case is open, and what comes of it. */

const ALERT_WORDS: Readonly<Record<CaseAlertAction, string>> = {
  'more-security': 'alert taken: more security asked for',
  'early-recall': 'alert taken: early recall asked for',
  'compress-ladder': 'alert taken: ladder compressed',
};

export const RISK: readonly Path[] = [
  ...CASE_ALERT_ACTIONS.map((action) => entry(ALERT_WORDS[action], 'risk-alert', { action })),
  entry('alert dismissed', 'alert-dismissed'),
  entry('work moved by absence', 'task-moved'),
  // The expert scorecard has another name.
  entryWhere('re-scored by a trained model', 'rescored', ({ data }) =>
    String(data.model).startsWith('bank-'),
  ),
];
