import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import {
  MEASURES,
  measuredChart,
  type MeasuredChart,
} from '../../domain/alerts/portfolio/delinquency-alerts.ts';
import { notFound } from '../../domain/failures.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/indicators.ts';
import { problemResponses } from '../schemas/problem.ts';

/** How delinquency goes beside what is usual. */
export const controlChartRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { productDays }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/portfolio/control-charts',
    schema: {
      tags: ['planning'],
      summary:
        'Shares of loans past due, day by day, with what is usual, limits, and what is out of the usual',
      querystring: schemas.controlChartQuerySchema,
      response: { 200: schemas.controlChartsSchema, ...problemResponses },
    },
    handler: async ({ query: { region, product = null, asOf } }) => {
      const newest = await productDays.newestDay(region);
      if (newest === undefined) {
        throw notFound(
          `no day of region ${region} is recorded; daily operations record each day when it has ended`,
        );
      }
      const day = asOf ?? newest;
      const days = await productDays.forChart(region, day);
      const products = [...new Set(days.map((one) => one.product))].sort();
      if (days.length === 0) {
        throw notFound(`no day of region ${region} up to ${day} is recorded; the newest one is ${newest}`);
      }
      if (product !== null && !products.includes(product)) {
        throw notFound(`region ${region} has no loans of product ${product}; it has ${products.join(', ')}`);
      }
      const charts = MEASURES.map((measure) =>
        chartView(measuredChart(days, { measure, product, asOf: day })),
      );
      return { region, product, asOf: day, products, charts };
    },
  });
  done();
};

function chartView({ measure, note, missingDays, base, points }: MeasuredChart) {
  return {
    ...{ measure, note, missingDays, mean: base?.mean ?? null, sigmaZ: base?.sigmaZ ?? null },
    base: base ? { from: base.from, to: base.to, days: base.days } : null,
    points,
  };
}
