import { z } from 'zod';
import { eventSchema, id } from './fields.ts';

/** Channels that a collector may write by. */
export const writtenChannelSchema = z.enum(['sms', 'email', 'push']);

/** A collector has written to the customer in their own words; they are in the database, and only their id is here. */
export const messageEventSchema = eventSchema('message', { messageId: id, channel: writtenChannelSchema });
