import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { confirmation } from '../../domain/contact/inbound/confirmations.ts';
import { notFound } from '../../domain/failures.ts';
import { addFormBody } from '../plugins/form-body.ts';
import { addTwilioSignature } from '../plugins/twilio-signature.ts';
import type { RouteDeps } from '../ports.ts';
import { reportDelivery, type DeliveryReport } from '../report-delivery.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/webhooks.ts';
import { takeText } from '../take-reply.ts';
import { message, twiml, TWIML_TYPE } from '../twiml.ts';
import { voiceRoutes } from './voice.ts';

const PROVIDER_READ = { STOP: 'stop', START: 'start' } as const;

/** What Twilio reports and asks. Without an account and an address for it to reach us, there are no such routes. */
export const webhookRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { twilio } = deps;
  if (twilio?.publicUrl === undefined) {
    done();
    return;
  }
  const { authToken, publicUrl } = twilio;
  addFormBody(app);
  addTwilioSignature(app, { authToken, publicUrl });

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/status',
    schema: {
      tags: ['webhooks'],
      summary: 'What became of an SMS',
      querystring: schemas.statusQuerySchema,
      body: schemas.messageStatusSchema,
    },
    handler: async (request, reply) => {
      const { MessageSid, MessageStatus, ErrorCode, To } = request.body;
      const report: DeliveryReport = {
        ...{ contactId: request.query.contact, channel: 'sms', providerRef: MessageSid },
        ...{ status: MessageStatus, errorCode: ErrorCode, to: To },
      };
      if (!(await reportDelivery(deps, report))) request.log.info({ sid: MessageSid }, UNKNOWN);
      return reply.code(204).send();
    },
  });

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/inbound',
    schema: {
      tags: ['webhooks'],
      summary: 'A text message from a customer; an opt-out is confirmed once',
      body: schemas.inboundMessageSchema,
    },
    handler: async (request, reply) => {
      const { MessageSid, From, Body, OptOutType } = request.body;
      const answer = await takeText(deps, {
        ...{ messageId: MessageSid, from: From, text: Body },
        providerRead: PROVIDER_READ[OptOutType as keyof typeof PROVIDER_READ],
      });
      if (!answer) request.log.info({ sid: MessageSid }, 'a text message from a number that is not on file');
      const words = answer?.confirm && confirmation(answer.confirm, answer.language, twilio.bankName);
      return reply.type(TWIML_TYPE).send(twiml(...(words ? [message(words)] : [])));
    },
  });

  voiceRoutes(app, deps, twilio);
  done();
};

const UNKNOWN = 'a report of no contact, or of no status, that is known';

/** For whoever has the task to answer it. */
export const customerMessageRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { replies }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/customer-messages/:id',
    schema: {
      tags: ['tasks'],
      summary: 'What a customer has written or pressed',
      params: schemas.inboundParamsSchema,
      response: { 200: schemas.inboundViewSchema, ...problemResponses },
    },
    handler: async ({ params: { id } }) => {
      const found = await replies.callbacks.inbound(id);
      if (!found) throw notFound(`there is no customer message ${id}`);
      const { body: text, at, ...rest } = found;
      return { ...rest, text, at: at.toISOString() };
    },
  });
  done();
};
