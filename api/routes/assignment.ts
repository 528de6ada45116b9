import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Absence } from '../../db/absence-repository.ts';
import type { PublishedAssignmentRules } from '../../db/assignment-rules-repository.ts';
import { HARD_RULES } from '../../domain/assignment/hard-rules.ts';
import { checkRulePublisher, OPTIONAL_RULES } from '../../domain/assignment/rules.ts';
import { checkAbsence, checkShareOut } from '../../domain/assignment/who-leads.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import { notFound } from '../../domain/failures.ts';
import type { RouteDeps } from '../ports.ts';
import { personOf, teamOf } from '../save-people.ts';
import * as schemas from '../schemas/assignment.ts';
import { pageSchema, postHeadersSchema } from '../schemas/common.ts';
import * as people from '../schemas/people.ts';
import { problemResponses } from '../schemas/problem.ts';
import { officerOf, refuseIf } from '../script-desk.ts';
import { refuseUnlessLead } from '../work-desk.ts';

const tags = ['people'];
const noContentSchema = z.null().describe('done');

/** Who is not there when. */
export const absenceRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/users/:id/absences',
    schema: {
      ...{ tags, summary: 'When somebody is not there, from today on', params: people.idParamsSchema },
      response: { 200: pageSchema(people.absenceSchema), ...problemResponses },
    },
    handler: async ({ params: { id } }) => {
      await personOf(deps, id);
      // Whatever the zone: what has ended yesterday there may be today's here.
      const since = addDays(localDate(deps.clock.now(), 'UTC'), -1);
      return { items: (await deps.absences.of(id, since)).map(absenceView), nextCursor: null };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/users/:id/absences',
    schema: {
      tags,
      summary: 'Somebody is not there: if that is today, tasks they have not begun with go to others',
      ...{ headers: postHeadersSchema, params: people.idParamsSchema, body: people.absenceBodySchema },
      response: { 201: people.reportedAbsenceSchema, ...problemResponses },
    },
    handler: async ({ params: { id: userId }, body, actor }, reply) => {
      const absent = await personOf(deps, userId);
      await refuseUnlessLead(deps, actor, (asker) => checkAbsence(asker, absent));
      const reported = await deps.absences.report({ userId, ...body }, actor, deps.clock.now());
      if (!reported) throw notFound(`there is no user ${userId}`);
      return reply.code(201).send({ ...absenceView(reported.absence), tasksMoved: reported.tasksMoved });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/users/:id/absences/:absenceId/cancel',
    schema: {
      ...{ tags, summary: 'They are there after all; what has moved stays where it is' },
      ...{ headers: postHeadersSchema, params: people.absenceParamsSchema },
      response: { 204: noContentSchema, ...problemResponses },
    },
    handler: async ({ params: { id, absenceId }, actor }, reply) => {
      const absent = await personOf(deps, id);
      await refuseUnlessLead(deps, actor, (asker) => checkAbsence(asker, absent));
      const cancelled = await deps.absences.cancel(id, absenceId, actor, deps.clock.now());
      if (!cancelled) throw notFound(`there is no absence ${absenceId} of ${id} that counts`);
      return reply.code(204).send(null);
    },
  });
  done();
};

/** As many moves are shown. */
const MOST_MOVES = 1_000;

export const shareOutRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/teams/:id/share-out',
    schema: {
      tags,
      summary: 'The open tasks of a team’s region that nobody has begun with are given out anew, evenly',
      ...{ headers: postHeadersSchema, params: people.idParamsSchema, body: schemas.shareOutBodySchema },
      response: { 200: schemas.shareOutSchema, ...problemResponses },
    },
    handler: async ({ params: { id }, body: { dryRun }, actor }) => {
      const { region } = await teamOf(deps, id);
      if (!dryRun) await refuseUnlessLead(deps, actor, (asker) => checkShareOut(asker, region));
      const now = deps.clock.now();
      const { moves, ...shared } = dryRun
        ? await deps.shareOuts.plan(region, now)
        : await deps.shareOuts.shareOut(region, { now, by: actor });
      const shown = moves.slice(0, MOST_MOVES).map(({ why, ...move }) => ({ ...move, why: why.words }));
      return { dryRun, ...shared, moved: moves.length, moves: shown };
    },
  });
  done();
};

export const assignmentRuleRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/assignment-rules',
    schema: {
      ...{ tags, summary: 'By which rules work is given out, in all their versions, the newest first' },
      response: { 200: pageSchema(schemas.assignmentRulesViewSchema), ...problemResponses },
    },
    handler: async () => ({
      items: (await deps.assignmentRules.versions()).map(rulesView),
      nextCursor: null,
    }),
  });

  app.route({
    method: 'GET',
    url: '/v1/assignment-rules/words',
    schema: {
      ...{
        tags,
        summary: 'The rules that leave people out, by name and in words, in the order they are asked',
      },
      response: { 200: schemas.hardRuleListSchema, ...problemResponses },
    },
    handler: () => ({
      items: HARD_RULES.map(({ rule, name, words }) => ({
        ...{ rule, name, words },
        optional: OPTIONAL_RULES.some((one) => one === rule),
      })),
    }),
  });

  app.route({
    method: 'POST',
    url: '/v1/assignment-rules',
    schema: {
      ...{ tags, summary: 'A manager publishes rules: work is given out by them from then on' },
      ...{ headers: postHeadersSchema, body: schemas.assignmentRulesBodySchema },
      response: { 201: schemas.assignmentRulesViewSchema, ...problemResponses },
    },
    handler: async ({ body: { rules, why }, actor }, reply) => {
      refuseIf(checkRulePublisher(await officerOf(deps, actor)));
      const published = await deps.assignmentRules.publish(rules, { by: actor, why }, deps.clock.now());
      return reply.code(201).send(rulesView(published));
    },
  });
  done();
};

function absenceView({ reportedAt, cancelledAt: _, ...absence }: Absence) {
  return { ...absence, reportedAt: reportedAt.toISOString() };
}

function rulesView({ publishedAtMs, ...published }: PublishedAssignmentRules) {
  return {
    ...published,
    publishedAt: publishedAtMs === undefined ? null : new Date(publishedAtMs).toISOString(),
  };
}
