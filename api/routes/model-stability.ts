import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { modelVersionName } from '../../domain/risk/model-version.ts';
import { DRIFT_WORDS } from '../../domain/risk/stability.ts';
import type { RouteDeps } from '../ports.ts';
import { findModel } from '../risk-model-desk.ts';
import { modelStabilitySchema } from '../schemas/model-stability.ts';
import { problemResponses } from '../schemas/problem.ts';
import { riskModelParamsSchema } from '../schemas/risk-models.ts';

const NOT_MEASURED =
  'Not measured yet: a training run measures the model that counts, and so does `arrears models stability`, where 200 days of overdue loans or more are known.';

/** Whether the loans of now are those that a model has learnt from. */
export const modelStabilityRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/risk-models/:version/stability',
    schema: {
      tags: ['risk models'],
      summary: 'How far overdue loans are from those that the model has learnt from, as measured last',
      params: riskModelParamsSchema,
      response: { 200: modelStabilitySchema, ...problemResponses },
    },
    handler: async ({ params: { version } }) => {
      await findModel(deps, version);
      const model = modelVersionName(version);
      const found = await deps.stability.newest(model);
      if (!found) return { model, measuredOn: null, rows: 0, measured: [], note: NOT_MEASURED };
      const score = found.measured.find(({ name }) => name === 'score');
      return {
        ...{ model, measuredOn: found.day, rows: found.rows, measured: [...found.measured] },
        note: score ? `Score: ${DRIFT_WORDS[score.drift]}.` : '',
      };
    },
  });
  done();
};
