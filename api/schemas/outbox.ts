import { z } from 'zod';
import { channelSchema } from '../../domain/strategy/schema.ts';
import * as common from './common.ts';

export const outboxQuerySchema = z.object({
  loan: common.loanIdSchema.optional().describe('of that loan only'),
  limit: common.limitSchema,
});

export const outboxMessageSchema = z
  .object({
    contactId: z.string(),
    loanId: z.string(),
    at: common.instantSchema,
    zone: z.string().describe('IANA zone where the customer is'),
    channel: channelSchema,
    to: z.string().describe('masked'),
    language: z.string(),
    script: z.string().describe('with its version, like reminder-soft@1'),
    subject: z.string().optional().describe('where the channel has one'),
    body: z.string(),
  })
  .meta({ id: 'OutboxMessage' });
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

export const outboxSchema = z.object({ items: z.array(outboxMessageSchema).describe('oldest first') });
