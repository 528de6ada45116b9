import type { Alert } from '../alerts/alert.ts';
import type { IsoDate } from '../calendar.ts';
import { DRIFTED_ABOVE, type Stability } from './stability.ts';

/** Features that the sentence names; the figures have them all. */
const NAMED = 3;

/**
 * The alert that a model does not know the loans of now: one for the model, however many of its features have moved.
 *
 * @param model version of it, `bank-7`
 * @returns null: neither the score nor a feature is above 0.25, or there were too few loans to tell
 */
export function driftAlert(
  stability: Stability,
  { model, day }: { model: string; day: IsoDate },
): Alert | null {
  if (stability.kind !== 'measured') return null;
  const drifted = stability.measured.filter(({ drift }) => drift === 'drifted').sort((a, b) => b.psi - a.psi);
  const [worst] = drifted;
  if (!worst) return null;
  const named = drifted
    .slice(0, NAMED)
    .map(({ label, psi, most }) => `${label} (index ${psi.toFixed(2)}; ${most})`);
  const others = drifted.length > NAMED ? ` and ${drifted.length - NAMED} more` : '';
  return {
    kind: 'model-drift',
    subject: { kind: 'model', model },
    day,
    figures: {
      rows: stability.rows,
      threshold: DRIFTED_ABOVE,
      ...Object.fromEntries(drifted.map(({ name, psi }) => [name, Number(psi.toFixed(4))])),
    },
    severity: Math.floor(worst.psi / DRIFTED_ABOVE),
    why: `Overdue loans are not what ${model} has learnt from: ${named.join(', ')}${others} moved by more than ${DRIFTED_ABOVE}.`,
    proposes: 'retrain-model',
  };
}
