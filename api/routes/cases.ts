import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { DecidedCase } from '../../db/case-reader.ts';
import { notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { languageOf } from '../accept-language.ts';
import { caseView, timelineView } from '../case-view.ts';
import { collateralView } from '../collateral-view.ts';
import type { RouteDeps } from '../ports.ts';
import { scoreView } from '../score-view.ts';
import * as schemas from '../schemas/cases.ts';
import { nextCursor, pageSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';

export const caseRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { cases, caseScores, collateral, clock, temporalUiUrl } = deps;
  const view = ({ state, instruction }: DecidedCase) =>
    caseView({ state, next: instruction, now: clock.now(), temporalUiUrl });

  async function newestOf(loanId: string): Promise<DecidedCase> {
    const found = await cases.newestOf(loanId as LoanId);
    if (!found) throw notFound(`loan ${loanId} has no case`);
    return found;
  }

  app.route({
    method: 'GET',
    url: '/v1/cases',
    schema: {
      tags: ['cases'],
      summary: 'Cases, in order of their id',
      querystring: schemas.caseListQuerySchema,
      response: { 200: pageSchema(schemas.caseSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const found = await cases.list(filter, { after: cursor, limit });
      return {
        items: found.map(view),
        nextCursor: nextCursor(found.length, limit, found.at(-1)?.state.caseId),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId',
    schema: {
      tags: ['cases'],
      summary: 'The newest case of a loan: where it stands, what comes next, and why',
      params: schemas.loanParamsSchema,
      querystring: schemas.caseDetailQuerySchema,
      response: { 200: schemas.caseDetailSchema, ...problemResponses },
    },
    handler: async ({ params, query, headers }, reply) => {
      const found = await newestOf(params.loanId);
      const { loanId, caseId, currency } = found.state;
      const language = query.lang ?? languageOf(headers['accept-language']);
      void reply.header('content-language', language).header('vary', 'accept-language');
      const [valued, scored] = await Promise.all([collateral.ofLoan(loanId), caseScores.ofCase(caseId)]);
      return {
        ...view(found),
        collateral: collateralView(valued),
        score: scoreView(scored, { language, currency }),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId/timeline',
    schema: {
      tags: ['cases'],
      summary: 'Everything that happened to the newest case of a loan, with reasons, oldest first',
      params: schemas.loanParamsSchema,
      querystring: schemas.timelineQuerySchema,
      response: { 200: pageSchema(schemas.timelineEntrySchema), ...problemResponses },
    },
    handler: async ({ params, query: { limit, cursor } }) => {
      const { caseId, currency } = (await newestOf(params.loanId)).state;
      const rows = await cases.timeline(caseId, { after: cursor, limit });
      const last = rows.at(-1);
      return {
        items: rows.map((row) => timelineView(row, currency)),
        nextCursor: nextCursor(rows.length, limit, last && [last.sequence, last.entry]),
      };
    },
  });
  done();
};
