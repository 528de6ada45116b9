import type { Decision } from '../case/decision.ts';
import type { Tier } from '../strategy/schema.ts';
import { riskOf } from './response-model.ts';

/** @returns the risk by which a customer responds: that of the score that opens the case, as it is on the timeline */
export function riskAtOpening({ entries }: Pick<Decision, 'entries'>): Tier {
  const opened = entries.find(({ type }) => type === 'opened');
  return riskOf(Number(opened?.data['probability']));
}
