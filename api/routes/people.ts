import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { Person, PersonRow } from '../../db/people-repository.ts';
import { notFound } from '../../domain/failures.ts';
import { formatMinor } from '../../domain/money.ts';
import { minorOf } from '../money-input.ts';
import type { RouteDeps } from '../ports.ts';
import { personOf, savePerson, saveTeam, teamOf } from '../save-people.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/people.ts';
import { problemResponses } from '../schemas/problem.ts';

const tags = ['people'];

export const teamRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/teams',
    schema: {
      ...{ tags, summary: 'Teams, in order of their id', querystring: schemas.teamListQuerySchema },
      response: { 200: pageSchema(schemas.teamSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const items = await deps.people.teams({ after: cursor, limit });
      return { items, nextCursor: nextCursor(items.length, limit, items.at(-1)?.teamId) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/teams/:id',
    schema: {
      ...{ tags, summary: 'A team', params: schemas.idParamsSchema },
      response: { 200: schemas.teamSchema, ...problemResponses },
    },
    handler: ({ params }) => teamOf(deps, params.id),
  });

  app.route({
    method: 'POST',
    url: '/v1/teams',
    schema: {
      ...{ tags, summary: 'A new team; 200 when there is just this one already' },
      ...{ headers: postHeadersSchema, body: schemas.teamBodySchema },
      response: { 200: schemas.teamSchema, 201: schemas.teamSchema, ...problemResponses },
    },
    handler: async ({ body }, reply) => {
      const { added, view } = await saveTeam(deps, body, true);
      return reply.code(added ? 201 : 200).send(view);
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/teams/:id',
    schema: {
      ...{ tags, summary: 'A team as it is from now on; 201 when it was not there' },
      ...{ params: schemas.idParamsSchema, body: schemas.teamPutSchema },
      response: { 200: schemas.teamSchema, 201: schemas.teamSchema, ...problemResponses },
    },
    handler: async ({ params, body }, reply) => {
      const { added, view } = await saveTeam(deps, { teamId: params.id, ...body });
      return reply.code(added ? 201 : 200).send(view);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/teams/:id/deactivate',
    schema: {
      ...{ tags, summary: 'A team gets no tasks any more; refused while people in it are active' },
      ...{ headers: postHeadersSchema, params: schemas.idParamsSchema },
      response: { 200: schemas.teamSchema, ...problemResponses },
    },
    handler: async ({ params }) => {
      const team = await teamOf(deps, params.id);
      return (await saveTeam(deps, { ...team, active: false })).view;
    },
  });
  done();
};

export const userRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/users',
    schema: {
      ...{ tags, summary: 'People, in order of their id', querystring: schemas.userListQuerySchema },
      response: { 200: pageSchema(schemas.userSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const people = await deps.people.people(filter, { after: cursor, limit });
      return {
        items: people.map(viewOf),
        nextCursor: nextCursor(people.length, limit, people.at(-1)?.userId),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/users/:id',
    schema: {
      ...{ tags, summary: 'Somebody who works for the bank', params: schemas.idParamsSchema },
      response: { 200: schemas.userSchema, ...problemResponses },
    },
    handler: async ({ params }) => viewOf(await personOf(deps, params.id)),
  });

  const answers = { 200: schemas.savedUserSchema, 201: schemas.savedUserSchema, ...problemResponses };

  async function save(person: Person, isNew = false) {
    const { added, tasksMoved } = await savePerson(deps, person, isNew);
    const view = { ...viewOf(await personOf(deps, person.userId)), tasksMoved };
    return { status: added ? (201 as const) : (200 as const), view };
  }

  app.route({
    method: 'POST',
    url: '/v1/users',
    schema: {
      ...{ tags, summary: 'Somebody new; 200 when they are there just so already' },
      ...{ headers: postHeadersSchema, body: schemas.userBodySchema, response: answers },
    },
    handler: async ({ body: { userId, ...fields } }, reply) => {
      const { status, view } = await save(personFrom(userId, fields), true);
      return reply.code(status).send(view);
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/users/:id',
    schema: {
      tags,
      summary: 'Somebody as they are from now on; 201 when they were not there',
      description: 'The open tasks of whoever leaves, or changes team or role, go to others by the rules.',
      ...{ params: schemas.idParamsSchema, body: schemas.userPutSchema, response: answers },
    },
    handler: async ({ params, body }, reply) => {
      const { status, view } = await save(personFrom(params.id, body));
      return reply.code(status).send(view);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/users/:id/deactivate',
    schema: {
      ...{ tags, summary: 'Somebody is not there any more: their open tasks go to others by the rules' },
      ...{ headers: postHeadersSchema, params: schemas.idParamsSchema },
      response: { 200: schemas.savedUserSchema, ...problemResponses },
    },
    handler: async ({ params: { id } }) => {
      const tasksMoved = await deps.people.deactivate(id, deps.clock.now());
      if (tasksMoved === undefined) throw notFound(`there is no user ${id}`);
      return { ...viewOf(await personOf(deps, id)), tasksMoved };
    },
  });
  done();
};

function personFrom(userId: string, { team, authority, ...fields }: schemas.UserFields): Person {
  const limits = authority?.map((money, n) => {
    const { currency } = money;
    return [currency, minorOf(money, currency, `authority.${n}.amount`)] as const;
  });
  return { userId, teamId: team, authorityMinor: limits ? Object.fromEntries(limits) : null, ...fields };
}

function viewOf({ teamId, authorityMinor, ...person }: PersonRow): schemas.UserView {
  const authority =
    authorityMinor &&
    Object.entries(authorityMinor)
      .sort()
      .map(([currency, minor]) => ({ amount: formatMinor(minor, currency), currency }));
  return { ...person, team: teamId, authority };
}
