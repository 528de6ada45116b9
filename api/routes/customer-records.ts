import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { RecordedComplaint, RecordedHold } from '../../db/customer-record-reader.ts';
import { holdReachWords } from '../../domain/case/hold-words.ts';
import { notFound } from '../../domain/failures.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { RouteDeps } from '../ports.ts';
import { nextCursor, pageSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/customer-records.ts';
import { problemResponses } from '../schemas/problem.ts';

/** What is on record of a customer, whichever case heard of it. */
export const customerRecordRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { customerRecords }, done) => {
  async function existing(id: string): Promise<CustomerId> {
    const customerId = id as CustomerId;
    if (!(await customerRecords.exists(customerId))) {
      throw notFound(`customer ${id} is not known; import it first`);
    }
    return customerId;
  }

  app.route({
    method: 'GET',
    url: '/v1/customers/:customerId/holds',
    schema: {
      tags: ['customers'],
      summary:
        'What the law holds contacts of a customer back for: whose it is, what it reaches, when it ends',
      params: schemas.customerParamsSchema,
      querystring: schemas.holdListQuerySchema,
      response: { 200: pageSchema(schemas.customerHoldSchema), ...problemResponses },
    },
    handler: async ({ params, query: { limit, cursor, standing } }) => {
      const customerId = await existing(params.customerId);
      const page = { after: cursor, limit, standing: standing === 'true' };
      const found = await customerRecords.holds(customerId, page);
      const last = found.at(-1);
      return {
        items: found.map(holdView),
        nextCursor: nextCursor(found.length, limit, last && [last.hold.sinceMs, last.hold.holdId]),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/customers/:customerId/complaints',
    schema: {
      tags: ['customers'],
      summary:
        'Complaints of a customer: who is to answer them, by when and by which rule, and how they were answered',
      params: schemas.customerParamsSchema,
      querystring: schemas.complaintListQuerySchema,
      response: { 200: pageSchema(schemas.customerComplaintSchema), ...problemResponses },
    },
    handler: async ({ params, query: { limit, cursor, open } }) => {
      const customerId = await existing(params.customerId);
      const page = { after: cursor, limit, open: open === 'true' };
      const found = await customerRecords.complaints(customerId, page);
      const last = found.at(-1);
      return {
        items: found.map(complaintView),
        nextCursor: nextCursor(found.length, limit, last && [last.recordedAt.getTime(), last.complaintId]),
      };
    },
  });
  done();
};

function holdView({ hold, loanId, endedAt, endedWhy }: RecordedHold): schemas.CustomerHoldView {
  return {
    holdId: hold.holdId,
    kind: hold.kind,
    reach: holdReachWords(hold, loanId),
    ...(loanId !== null && { loanId }),
    ...(hold.channels && { channels: hold.channels }),
    owner: hold.owner,
    since: iso(hold.sinceMs),
    until: iso(hold.untilMs),
    ends: hold.review ? 'review' : 'by-itself',
    ...(hold.taskId && { taskId: hold.taskId }),
    ...(endedAt && { ended: { at: endedAt.toISOString(), why: endedWhy ?? '' } }),
  };
}

function complaintView(complaint: RecordedComplaint): schemas.CustomerComplaintView {
  const { dueAt, recordedAt, citation, assignee, answeredAt, answeredBy, outcome, answer, ...rest } =
    complaint;
  return {
    ...rest,
    dueAt: dueAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    rule: citation,
    owner: assignee,
    ...(answeredAt &&
      outcome && {
        answered: { at: answeredAt.toISOString(), by: answeredBy ?? '', outcome, answer: answer ?? '' },
      }),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
