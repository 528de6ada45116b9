import { z } from 'zod';
import {
  legalDocumentSchema,
  outcomeSchema,
  settleEventSchema,
  workStepSchema,
} from '../../domain/legal/events.ts';
import { DOCUMENT_KINDS, LEGAL_ENDS, LEGAL_STEPS } from '../../domain/legal/steps.ts';
import * as common from './common.ts';

/** A legal action as callers see it, and what they can ask of it. */

const { instantSchema, moneySchema } = common;

export const legalActionSchema = z
  .object({
    legalId: z.string(),
    caseId: z.string(),
    loanId: z.string(),
    openedAt: instantSchema,
    approvedBy: z.array(z.string()).describe('who approved that the claim goes to court'),
    claim: moneySchema.nullable(),
    step: z
      .object({
        name: z.enum(LEGAL_STEPS),
        taskId: z.string(),
        attempt: z.int().describe('2 and more: it did not succeed before'),
        openedAt: instantSchema,
        notBefore: instantSchema.nullable().describe('its outcome cannot be there any earlier'),
        dueAt: instantSchema,
        escalations: z.int().describe('how often its deadline has passed'),
        outcomes: z
          .array(outcomeSchema)
          .describe('how it can be completed; empty: it is approved or rejected'),
      })
      .nullable()
      .describe('null: ended, or not begun yet'),
    filed: z.boolean(),
    assetsPreserved: z.boolean(),
    instance: z.int(),
    verdict: z.enum(['for', 'partly', 'against']).nullable(),
    settlement: z
      .object({ taskId: z.string(), amount: moneySchema, askedBy: z.string(), dueAt: instantSchema })
      .nullable()
      .describe('waits for a second person'),
    stopping: z.string().nullable().describe('why it is given up; only the withdrawal is left'),
    ended: z.enum(LEGAL_ENDS).nullable(),
    next: z.object({ at: instantSchema.nullable(), step: z.string(), why: z.string() }).nullable(),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        kind: z.string(),
        summary: z.string(),
        openedAt: instantSchema,
        dueAt: instantSchema,
      }),
    ),
    documents: z.array(
      z.object({
        step: z.enum(LEGAL_STEPS),
        kind: z.enum(DOCUMENT_KINDS),
        name: z.string(),
        sha256: z.string(),
        addedBy: z.string(),
        addedAt: instantSchema,
      }),
    ),
    links: z.object({
      self: z.string(),
      case: z.string(),
      temporal: z.string().optional().describe('the workflow in the Temporal UI'),
    }),
  })
  .meta({ id: 'LegalAction' });
export type LegalActionView = z.infer<typeof legalActionSchema>;

export const legalListSchema = z.object({ items: z.array(legalActionSchema) });

const legalIdSchema = z.string().min(1).max(120).describe('id of the legal action');
export const legalParamsSchema = z.object({ id: legalIdSchema });
export const legalStepParamsSchema = z.object({ id: legalIdSchema, step: workStepSchema });
export const legalTaskParamsSchema = z.object({ id: legalIdSchema, taskId: z.string().min(1).max(200) });

const why = settleEventSchema.shape.why;
const documents = z.array(legalDocumentSchema).max(20).default([]);

export const completeBodySchema = z.strictObject({ outcome: outcomeSchema, documents, why });
export const documentsBodySchema = z.strictObject({ documents: documents.unwrap().min(1), why });
export const settleBodySchema = z.strictObject({ amount: moneySchema, documents, why });
export const whyBodySchema = z.strictObject({ why });
