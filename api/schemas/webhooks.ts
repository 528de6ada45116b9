import { z } from 'zod';

/** What Twilio sends, as far as it is read; and the page by which a channel is ended. */

const text = z.string().max(2_000);
const sid = z.string().min(1).max(64);
const errorCode = z.coerce.number().int().optional().catch(undefined);

export const statusQuerySchema = z.object({ contact: z.string().min(1).max(300) });
export const messageStatusSchema = z.looseObject({
  MessageSid: sid,
  MessageStatus: text,
  ErrorCode: errorCode,
  To: text.optional(),
});

export const inboundMessageSchema = z.looseObject({
  MessageSid: sid,
  From: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an international number'),
  Body: z.string().default(''),
  /** what Twilio's own handling of opt-outs has understood, and answered */
  OptOutType: text.optional(),
});

export const callParamsSchema = z.object({ contactId: z.string().min(1).max(300) });
export const callAnswerSchema = z.looseObject({ CallSid: sid, AnsweredBy: text.optional() });
export const callKeySchema = z.looseObject({ CallSid: sid, To: text.optional(), Digits: text.optional() });
export const promiseQuerySchema = z.object({
  amount: z.coerce.number().int().positive().optional(),
  by: z.iso.date().optional(),
});
export const callStatusSchema = z.looseObject({
  CallSid: sid,
  CallStatus: text,
  AnsweredBy: text.optional(),
  ErrorCode: errorCode,
  To: text.optional(),
});

export const unsubscribeQuerySchema = z.object({ t: z.string().max(1_000).default('') });

export const inboundParamsSchema = z.object({ id: z.string().min(1).max(100) });
export const inboundViewSchema = z
  .object({
    messageId: z.string(),
    channel: z.string(),
    customerId: z.string().nullable(),
    loanId: z.string().nullable(),
    meaning: z.string().describe('as it was read by the machine'),
    text: z.string(),
    at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'CustomerMessage' });
