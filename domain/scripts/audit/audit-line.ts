import { z } from 'zod';
import { auditScript, type AuditVerdict } from './audit-script.ts';
import { AUDIT_LANGUAGES } from './category.ts';

const contextSchema = z.strictObject({
  speaker: z.enum(['collections', 'lawyer']).optional(),
  listener: z.enum(['customer', 'obligor', 'third-party']).optional(),
  secured: z.boolean().optional(),
  suitFiled: z.boolean().optional(),
  limitationExpired: z.boolean().optional(),
  moratorium: z.boolean().optional(),
});

/** A line of a file of texts; what else it holds is not looked at. */
const lineSchema = z.object({
  lang: z.enum(AUDIT_LANGUAGES),
  text: z.string(),
  context: contextSchema.exactOptional(),
});

/** A line's verdict, or what is wrong with the line. */
export type AuditedLine =
  { readonly verdict: AuditVerdict; readonly problem?: undefined } | { readonly problem: string };

/**
 * Audits one line of JSONL.
 *
 * @param line JSON with `lang` (zh or en), `text` and, if known, `context`
 * @returns the verdict, or in one sentence what is wrong with the line; never throws
 * @example auditLine('{"lang":"en","text":"Hello"}') // { verdict: { ok: true, violations: [] } }
 */
export function auditLine(line: string): AuditedLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { problem: 'this is no JSON: each line is one object with lang and text.' };
  }
  const parsed = lineSchema.safeParse(json);
  if (parsed.success) {
    const { lang, text, context } = parsed.data;
    return { verdict: auditScript({ lang, text, ...(context && { context: known(context) }) }) };
  }
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return { problem: where === '' ? `${issue?.message}.` : `${where}: ${issue?.message}.` };
}

/** Without the fields that are there and say nothing. */
function known<Context extends object>(context: Context) {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}
