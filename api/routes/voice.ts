import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { TwilioConfig } from '../../config/twilio.ts';
import { callWords, voicemailWords } from '../../domain/contact/call-words.ts';
import { formatMoney } from '../../domain/money.ts';
import { callOf, offeredPromise, promiseBy, takeKey, type MachineCall } from '../machine-call.ts';
import type { RouteDeps } from '../ports.ts';
import { reportDelivery, type DeliveryReport } from '../report-delivery.ts';
import * as schemas from '../schemas/webhooks.ts';
import { dial, gather, hangup, say, twiml, TWIML_TYPE } from '../twiml.ts';

/** What a machine that calls says and hears, step by step: who is there, the script, a key. */
export function voiceRoutes(plain: FastifyInstance, deps: RouteDeps, twilio: TwilioConfig): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { publicUrl, voice } = twilio;
  const tags = ['webhooks'];
  const at = (contactId: string, step: string) =>
    `${publicUrl}/webhooks/twilio/voice/${encodeURIComponent(contactId)}/${step}`;
  const answer = (reply: FastifyReply, ...parts: string[]) =>
    reply.type(TWIML_TYPE).send(twiml(...parts, hangup));
  const last = (reply: FastifyReply, call: MachineCall, text: string) =>
    answer(reply, say(text, call.language));

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/voice/:contactId',
    schema: {
      tags,
      summary: 'A call was answered: what is said first, to a person or to a machine',
      params: schemas.callParamsSchema,
      body: schemas.callAnswerSchema,
    },
    handler: async (request, reply) => {
      const { CallSid, AnsweredBy = 'unknown' } = request.body;
      const call = await callOf(deps, request.params.contactId);
      if (!call || !voice) {
        request.log.info({ sid: CallSid }, 'a call of no contact that is known');
        return answer(reply);
      }
      const { bankName, voicemail } = voice;
      if (/^(machine|fax)/.test(AnsweredBy)) {
        const { jurisdiction } = call.contact;
        const words = voicemail && voicemailWords(jurisdiction, bankName, voicemail.person, voicemail.number);
        return answer(reply, ...(words ? [say(words, 'en')] : []));
      }
      const greeting = callWords(call.language).greeting(bankName, call.contact.customerName);
      return answer(reply, gather(at(call.contactId, 'person'), say(greeting, call.language)));
    },
  });

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/voice/:contactId/person',
    schema: {
      tags,
      summary: 'Who answered: the customer hears the script, nobody else does',
      params: schemas.callParamsSchema,
      body: schemas.callKeySchema,
    },
    handler: async (request, reply) => {
      const { CallSid: callSid, Digits: key = '' } = request.body;
      const call = await callOf(deps, request.params.contactId);
      if (!call) return answer(reply);
      const words = callWords(call.language);
      if (key === '2') {
        await takeKey(deps, call, { callSid, key, meaning: 'wrong-person' });
        return last(reply, call, words.wrongPerson);
      }
      if (key === '9') {
        await takeKey(deps, call, { callSid, key, meaning: 'stop-calls' });
        return last(reply, call, words.optedOut);
      }
      if (key !== '1') return last(reply, call, words.goodbye);
      const offer = await offeredPromise(deps, call);
      const query = offer ? `?amount=${offer.amountMinor}&by=${offer.dueOn}` : '';
      const menu = words.menu(
        offer && { amount: formatMoney(offer.amountMinor, offer.currency), dueOn: offer.dueOn },
      );
      return answer(
        reply,
        gather(at(call.contactId, `choice${query}`), say(call.body, call.language), say(menu, call.language)),
      );
    },
  });

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/voice/:contactId/choice',
    schema: {
      tags,
      summary: 'What the customer wants: to promise what was offered, to speak to somebody, no more calls',
      params: schemas.callParamsSchema,
      querystring: schemas.promiseQuerySchema,
      body: schemas.callKeySchema,
    },
    handler: async (request, reply) => {
      const { CallSid: callSid, Digits: key = '' } = request.body;
      const { amount: amountMinor, by: dueOn } = request.query;
      const call = await callOf(deps, request.params.contactId);
      if (!call) return answer(reply);
      const words = callWords(call.language);
      if (key === '1' && amountMinor !== undefined && dueOn !== undefined) {
        if (await promiseBy(deps, call, { amountMinor, dueOn })) {
          const currency = (await deps.events.currencies([call.contact.loanId])).get(call.contact.loanId);
          return last(reply, call, words.promised(formatMoney(amountMinor, currency ?? ''), dueOn));
        }
        await takeKey(deps, call, { callSid, key, meaning: 'call-back' });
        return last(reply, call, words.notPromised);
      }
      if (key === '9') {
        await takeKey(deps, call, { callSid, key, meaning: 'stop-calls' });
        return last(reply, call, words.optedOut);
      }
      if (key !== '2') return last(reply, call, words.goodbye);
      if (voice?.agentNumber !== undefined) {
        return answer(reply, say(words.connecting, call.language), dial(voice.agentNumber, voice.from));
      }
      await takeKey(deps, call, { callSid, key, meaning: 'call-back' });
      return last(reply, call, words.callBack);
    },
  });

  app.route({
    method: 'POST',
    url: '/webhooks/twilio/voice/:contactId/status',
    schema: {
      tags,
      summary: 'What became of a call',
      params: schemas.callParamsSchema,
      body: schemas.callStatusSchema,
    },
    handler: async (request, reply) => {
      const { CallSid, CallStatus, AnsweredBy, ErrorCode, To } = request.body;
      const report: DeliveryReport = {
        ...{
          contactId: request.params.contactId,
          channel: 'voice',
          providerRef: CallSid,
          status: CallStatus,
        },
        ...{ answeredBy: AnsweredBy, errorCode: ErrorCode, to: To },
      };
      if (!(await reportDelivery(deps, report))) {
        request.log.info({ sid: CallSid }, 'a report of no call, or of no status, that is known');
      }
      return reply.code(204).send();
    },
  });
}
