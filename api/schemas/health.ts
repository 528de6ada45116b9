import { z } from 'zod';

export const healthSchema = z.object({ status: z.literal('alive') });

const partSchema = z.object({ status: z.enum(['up', 'down']), detail: z.string().optional() });

export const readinessSchema = z.object({
  status: z.enum(['ready', 'unavailable']),
  parts: z.object({ database: partSchema, temporal: partSchema }),
});
export type ReadinessPart = z.infer<typeof partSchema>;
