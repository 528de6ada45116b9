import { z } from 'zod';
import { amountMinor, eventSchema, id, why } from '../case/events/fields.ts';
import { DOCUMENT_KINDS, LEGAL_OUTCOMES, type LegalOutcome, type WorkStep } from './steps.ts';

/** What can happen to a legal action from outside. */

/** What is known of a document; the document itself is kept where the bank keeps documents. */
export const legalDocumentSchema = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(DOCUMENT_KINDS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 lower-case hex digits'),
});
export type LegalDocument = z.infer<typeof legalDocumentSchema>;

const documents = z.array(legalDocumentSchema).max(20);
const steps = Object.keys(LEGAL_OUTCOMES) as [WorkStep, ...WorkStep[]];
const outcomes = Object.values(LEGAL_OUTCOMES).flat() as [LegalOutcome, ...LegalOutcome[]];

export const workStepSchema = z.enum(steps);
export const outcomeSchema = z.enum(outcomes);

/** Somebody has done the step. */
export const completeEventSchema = eventSchema('complete', {
  step: workStepSchema,
  outcome: outcomeSchema,
  documents,
  why,
});

export const documentEventSchema = eventSchema('document', { documents: documents.min(1), why });

/** The answer to what waits for another person: the approval to file, or a settlement. */
export const legalApprovalEventSchema = eventSchema('approval', { taskId: id, approved: z.boolean(), why });

/** The debtor pays so much, by agreement, and the rest is let go. */
export const settleEventSchema = eventSchema('settle', { amountMinor, documents, why });

export const withdrawEventSchema = eventSchema('withdraw', { why });

/** Reported by the case, never refused. */
export const stopEventSchema = eventSchema('stop', { reason: z.enum(['cured', 'closed']) });

export const legalEventSchema = z.discriminatedUnion('type', [
  completeEventSchema,
  documentEventSchema,
  legalApprovalEventSchema,
  settleEventSchema,
  withdrawEventSchema,
  stopEventSchema,
]);
export type LegalEvent = z.infer<typeof legalEventSchema>;
export type LegalEventOf<Type extends LegalEvent['type']> = Extract<LegalEvent, { type: Type }>;

/** What people ask is an Update: it is answered at once, or refused by a rule. */
export type LegalUpdateType = Exclude<LegalEvent['type'], 'stop'>;
