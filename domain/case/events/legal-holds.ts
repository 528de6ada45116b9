import { z } from 'zod';
import { channelSchema } from '../../strategy/schema.ts';
import { LEGAL_HOLD_KINDS } from '../hold.ts';
import { amountMinor, eventSchema, id, isoDate, why } from './fields.ts';

/** What the customer, a register or a court declares and the law gives effect to, and how it ends. */

/** number of a letter or file where names and addresses are: they are not kept here */
const reference = z.string().min(1).max(100).optional();

/** The customer wants no more contact: by some channels, or by none at all. */
export const ceaseEventSchema = eventSchema('cease', {
  /** absent: by none at all */
  channels: z.array(channelSchema).min(1).optional(),
  /** the customer said it of all loans, not of this debt */
  allLoans: z.boolean().optional(),
  why,
});

/** Contact goes to the attorney only. */
export const attorneyEventSchema = eventSchema('attorney', { reference, why });

export const CIRCUMSTANCES = ['health', 'life-event', 'resilience', 'capability', 'capacity'] as const;
export const vulnerabilityEventSchema = eventSchema('vulnerability', {
  circumstance: z.enum(CIRCUMSTANCES),
  why,
});

export const bankruptcyEventSchema = eventSchema('bankruptcy', {
  filedOn: isoDate.optional(),
  reference,
  why,
});

export const deathEventSchema = eventSchema('death', { diedOn: isoDate.optional(), reference, why });

export const MORATORIUM_TYPES = ['breathing-space', 'mental-health-crisis', 'other'] as const;
export const moratoriumEventSchema = eventSchema('moratorium', {
  moratorium: z.enum(MORATORIUM_TYPES),
  startOn: isoDate,
  /** its last day as the register has notified it */
  lastOn: isoDate.optional(),
  /** last day of the crisis treatment, from which its end is counted */
  treatmentEndedOn: isoDate.optional(),
  reference,
});

export const COMPLAINT_ABOUT = ['conduct', 'debt', 'service', 'data', 'other'] as const;
export type ComplaintAbout = (typeof COMPLAINT_ABOUT)[number];
export const complaintEventSchema = eventSchema('complaint', {
  about: z.enum(COMPLAINT_ABOUT),
  subject: why,
  /** absent: today; the deadline runs from it */
  receivedOn: isoDate.optional(),
});

/** A hold ends before its time: the wish is withdrawn, the moratorium is over, it was a mistake. */
export const liftHoldEventSchema = eventSchema('lift-hold', {
  hold: z.enum(LEGAL_HOLD_KINDS),
  /** of a hold of some channels: those that are free again; absent: all of the hold */
  channels: z.array(channelSchema).min(1).optional(),
  why,
});

export const RESOLUTIONS = ['upheld', 'rejected', 'partly'] as const;
export const resolveDisputeEventSchema = eventSchema('resolve-dispute', {
  outcome: z.enum(RESOLUTIONS),
  /** of `partly`: what the customer was right about */
  amountMinor: amountMinor.optional(),
  why,
});

/** A supervisor stops the case; without a last day it is looked at again at the interval of the policy. */
export const pauseEventSchema = eventSchema('pause', { lastOn: isoDate.optional(), why });
export const resumeEventSchema = eventSchema('resume', { why });

/** Another case, or a register, has changed the holds of the customer: they are read anew. */
export const customerHoldEventSchema = eventSchema('customer-hold', {});

export const complaintAnsweredEventSchema = eventSchema('complaint-answered', {
  complaintId: id,
  outcome: z.enum(RESOLUTIONS),
  why,
});
