import { strategySchema, type Strategy } from './schema.ts';
import type { z } from 'zod';

/** What an author gives: the number is the next one, and who publishes it is seen then. */
export const strategyDraftSchema = strategySchema.omit({ version: true, publishedBy: true });
export type StrategyDraft = z.infer<typeof strategyDraftSchema>;

/**
 * @param version 1 for the first
 * @param author stands for the publisher until there is one
 */
export function makeStrategy(draft: StrategyDraft, version: number, author: string): Strategy {
  return strategySchema.parse({ ...draft, version, publishedBy: author });
}
