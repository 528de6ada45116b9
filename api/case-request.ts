import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { CaseEventOf, UpdateType } from '../domain/case/events.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { askCase, eventBase } from './ask-case.ts';
import { positiveMinorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import { caseSchema, loanParamsSchema } from './schemas/cases.ts';
import { postHeadersSchema, type Money } from './schemas/common.ts';
import { problemResponses } from './schemas/problem.ts';

/** An event as a request says it: its id and author come from the request itself. */
type Said = { [Type in UpdateType]: Omit<CaseEventOf<Type>, 'id' | 'by'> }[UpdateType];

/** @returns minor units of what the caller named, which must be in the loan's currency */
export type InMinorUnits = (money: Money, field: string) => Promise<number>;

/** Something that is asked of a case at `POST /v1/cases/:loanId/<path>`. */
export interface CaseRequest<Body extends z.ZodType> {
  path: string;
  summary: string;
  body: Body;
  event: (body: z.output<Body>, minorOf: InMinorUnits) => Said | Promise<Said>;
}

/** Adds the route: parse, ask the case, show what it came to. A refusal names its rule. */
export function addCaseRequest<Body extends z.ZodType>(
  app: FastifyInstance,
  deps: RouteDeps,
  { path, summary, body, event }: CaseRequest<Body>,
): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: `/v1/cases/:loanId/${path}`,
    schema: {
      tags: ['cases'],
      summary,
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const said = await event(request.body as z.output<Body>, inMinorUnits(deps, loanId));
      return askCase(deps, loanId, { ...said, ...eventBase(request, loanId) });
    },
  });
}

/** @returns how money in a request about the loan is read */
export function inMinorUnits(deps: RouteDeps, loanId: LoanId): InMinorUnits {
  return async (money, field) => positiveMinorOf(money, await currencyOf(deps, loanId), field);
}

async function currencyOf({ events }: RouteDeps, loanId: LoanId): Promise<string> {
  const currency = (await events.currencies([loanId])).get(loanId);
  if (currency === undefined) throw notFound(`loan ${loanId} is not known`);
  return currency;
}
