import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DomainFailure } from '../domain/failures.ts';
import { ApiFailure, InvalidFields, problemOfFailure } from './problem.ts';
import type { Problem } from './schemas/problem.ts';
import { MAX_BATCH } from './schemas/reports.ts';

/** Requests to Temporal under way at once for one batch: enough to keep a frontend busy, few enough to share it. */
const CONCURRENCY = 32;

/** An item of a batch on its way to a result. */
export type BatchItem<Item> = { index: number } & ({ item: Item } | { problem: Problem });

/**
 * The items of a body that is one of them or an array. In an array each item stands for itself, and one that is not
 * valid is rejected alone; so the route has `attachValidation` and asks here.
 *
 * @param instance of the request, to which the problems of items belong
 * @throws what is not valid about anything else
 */
export function itemsOf<Schema extends z.ZodType>(
  { body, validationError }: Pick<FastifyRequest, 'body' | 'validationError'>,
  schema: Schema,
  instance: string,
): BatchItem<z.output<Schema>>[] {
  if (validationError && validationError.validationContext !== 'body') throw validationError;
  if (!Array.isArray(body)) return [{ index: 0, item: parseItem(body, schema) }];
  if (body.length < 1 || body.length > MAX_BATCH) {
    const size = `must have 1 to ${MAX_BATCH} items, not ${body.length}`;
    throw new InvalidFields([{ field: 'body', message: size }]);
  }
  return body.map((value: unknown, index) => ({
    index,
    ...itemOrProblem(() => parseItem(value, schema), `${instance}#${index}`),
  }));
}

function parseItem<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    // The database would refuse the others with it.
    if (hasNul(value)) throw new InvalidFields([{ field: 'item', message: 'has a NUL character in it' }]);
    return parsed.data;
  }
  throw new InvalidFields(
    parsed.error.issues.map(({ path, message }) => ({
      field: path.length > 0 ? path.join('.') : 'item',
      message,
    })),
  );
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
}

/** @returns what `check` returns, or the problem that it throws, as far as it concerns this item alone */
export function itemOrProblem<T>(check: () => T, instance: string): { item: T } | { problem: Problem } {
  try {
    return { item: check() };
  } catch (error) {
    if (!(error instanceof DomainFailure || error instanceof ApiFailure)) throw error;
    return { problem: problemOfFailure(error, instance) };
  }
}

/** Does the work for each item, a bounded number at once; the first error ends it. */
export async function forEachConcurrently<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failed = false;
  const lanes = Array.from({ length: CONCURRENCY }, async () => {
    for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  });
  await Promise.all(lanes);
}

/** @returns the answer to a batch */
export function summary<Result extends { status: 'accepted' | 'rejected' }>(results: Result[]) {
  const accepted = results.filter((result) => result.status === 'accepted').length;
  return { accepted, rejected: results.length - accepted, results };
}
