import type { Strategy } from '../strategy/schema.ts';
import type { CaseState } from './state.ts';

/** @returns what Update validators need of the strategy that a case has pinned */
export function termsOf({ promise, grace }: Pick<Strategy, 'promise' | 'grace'>): CaseState['terms'] {
  return { promise, grace: { maxDays: grace.maxDays } };
}
