import type { InjectOptions } from 'fastify';
import type { Fakes } from './fakes.ts';

/** What the tests look at in an answer; the rest by its name. */
export type Body = Record<string, unknown> & {
  results: Record<string, unknown>[];
  errors: { field: string }[];
};

export async function call(fakes: Fakes, options: InjectOptions) {
  const response = await fakes.app.inject(options);
  return { response, status: response.statusCode, body: response.json<Body>() };
}

export function post(url: string, payload: unknown, headers: Record<string, string> = {}): InjectOptions {
  return { method: 'POST', url, payload: payload as object, headers };
}

/** @returns a promise to pay all of it on one day */
export function promiseToPay(amount: string, dueOn = '2026-11-10', currency = 'CNY') {
  return { instalments: [{ dueOn, amount: { amount, currency } }] };
}
