import { z } from 'zod';
import { textViolationSchema } from './scripts.ts';

export const fieldErrorSchema = z.object({
  field: z.string().describe('path of the field, for example instalments.0.dueOn'),
  message: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** A problem document, RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().describe('stable, to branch on: urn:arrears:problem:…'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('one sentence for a person'),
    instance: z.string(),
    code: z.string().describe('the failure type behind it, for example Rejected.PromiseTooLate'),
    rules: z.array(z.string()).optional().describe('of a contact that is refused: the rules that say so'),
    until: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('of a contact that is put off: from when it is permitted; absent: waiting changes nothing'),
    errors: z.array(fieldErrorSchema).optional().describe('the fields that are not valid'),
    violations: z
      .array(textViolationSchema)
      .optional()
      .describe('of a text that must not be sent: where and why'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_TYPE = 'application/problem+json';

const problem = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
});

/** The answers that every route may give besides its own. */
export const problemResponses = {
  '4xx': problem('The request cannot be done as it is; `type` says why.'),
  '5xx': problem('Try again: nothing is done twice.'),
};
