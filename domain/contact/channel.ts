import { z } from 'zod';
import { CHANNELS } from '../strategy/schema.ts';

/** By what a customer can be contacted: the channels of a strategy, and what only people or machines do. */
export const CONTACT_CHANNELS = [...CHANNELS, 'ai_voice', 'visit'] as const;
export const contactChannelSchema = z.enum(CONTACT_CHANNELS);
export type ContactChannel = z.infer<typeof contactChannelSchema>;

/** Calls, by a person or a machine. */
export const CALLS = ['voice', 'ai_voice'] as const satisfies readonly ContactChannel[];
/** All but post, which is served and lies there until it is read. */
export const ALL_BUT_LETTER = [
  'voice',
  'ai_voice',
  'sms',
  'email',
  'push',
  'visit',
] as const satisfies readonly ContactChannel[];
