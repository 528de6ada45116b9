import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DomainFailure, invalidInput } from '../domain/failures.ts';
import { ApiFailure, itemProblem } from './problem.ts';
import type { FieldError, Problem } from './schemas/problem.ts';
import { MAX_BATCH } from './schemas/reports.ts';

/** Requests to Temporal under way at once for one batch: enough to keep a frontend busy, few enough to share it. */
const CONCURRENCY = 32;

/**
 * The items of a body that is one of them or an array. In an array each item stands for itself, and one that is not
 * valid is rejected alone; so the route has `attachValidation` and asks here.
 *
 * @throws the validation error of anything else
 */
export function itemsOf(request: FastifyRequest): unknown[] {
  const { body, validationError } = request;
  const isBatch = Array.isArray(body) && body.length >= 1 && body.length <= MAX_BATCH;
  if (validationError && !(isBatch && validationError.validationContext === 'body')) throw validationError;
  return Array.isArray(body) ? (body as unknown[]) : [body];
}

/** An item of a batch on its way to a result. */
export type BatchItem<Item> = { index: number } & ({ item: Item } | { problem: Problem });

/** @param instance of the request, to which the problems of items belong */
export function parseItems<Schema extends z.ZodType>(
  raw: readonly unknown[],
  schema: Schema,
  instance: string,
): BatchItem<z.output<Schema>>[] {
  return raw.map((value, index) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { index, item: parsed.data };
    const errors: FieldError[] = parsed.error.issues.map(({ path, message }) => ({
      field: path.length > 0 ? path.join('.') : 'item',
      message,
    }));
    const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
    return { index, problem: itemProblem(invalidInput(detail), `${instance}#${index}`, errors) };
  });
}

/** @returns what `check` returns, or the problem that it throws, as far as it concerns this item alone */
export function itemOrProblem<T>(check: () => T, instance: string): { item: T } | { problem: Problem } {
  try {
    return { item: check() };
  } catch (error) {
    if (!(error instanceof DomainFailure || error instanceof ApiFailure)) throw error;
    return { problem: itemProblem(error, instance) };
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
