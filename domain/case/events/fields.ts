import { z } from 'zod';

/** Fields that events have in common. */

/** Every event has an id by which it is handled once, however often it is delivered. */
export const id = z.string().min(1).max(200);
/** who reported it: a core system, a collector, a supervisor */
export const by = z.string().min(1).max(100);
export const isoDate = z.iso.date();
/** minor units, more than nothing */
export const amountMinor = z.int().positive();
export const why = z.string().min(1).max(500);

/** @returns the schema of an event of that type */
export function eventSchema<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), id, by, ...shape });
}
