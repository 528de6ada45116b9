import { DomainFailure, type RejectionRule } from '../failures.ts';
import { auditScript, type AuditViolation } from './audit/audit-script.ts';
import type { AuditContext } from './audit/context.ts';
import type { ScriptPart } from './script.ts';
import type { ScriptLanguage } from './template.ts';

/** What is wrong with a text that was to be sent or published. */
export interface TextViolation extends AuditViolation {
  /** where it stands; absent: in the only text there is */
  part?: ScriptPart;
  language?: ScriptLanguage;
  /** the words it is about, for people */
  words: string;
}

const RULE: RejectionRule = 'ScriptViolation';

/** A text that must not be sent. */
export class ScriptViolation extends DomainFailure {
  readonly violations: readonly TextViolation[];

  constructor(message: string, violations: readonly TextViolation[]) {
    super(`Rejected.${RULE}`, message);
    this.violations = violations;
  }
}

/** Whoever writes to a customer for the bank, unless it is known that a lawyer does. */
const TO_CUSTOMER: AuditContext = { speaker: 'collections', listener: 'customer' };

/**
 * Audits a text in both languages: one that is written in the other, or half so, gets no further for it.
 *
 * @param context what is known of the loan
 * @returns what is wrong with it, in order; empty: nothing
 */
export function auditText(text: string, context: AuditContext = {}): TextViolation[] {
  const known = { ...TO_CUSTOMER, ...context };
  return (['zh', 'en'] as const)
    .flatMap((lang) => auditScript({ lang, text, context: known }).violations)
    .map((violation) => ({ ...violation, words: text.slice(violation.start, violation.end) }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * @param texts by name
 * @throws Rejected.ScriptViolation with every place and reason when one of them, or all in a row, must not be sent
 */
export function checkTexts(texts: Partial<Record<ScriptPart, string>>, context: AuditContext = {}): void {
  const parts = Object.entries(texts) as [ScriptPart, string][];
  const violations = parts.flatMap(([part, text]) =>
    auditText(text, context).map((violation) => ({ ...violation, part })),
  );
  if (violations.length > 0) throw new ScriptViolation(inOneSentence(violations), violations);
}

/** @example 'The text must not be sent: it threatens with prison … (false_legal_consequence).' */
export function inOneSentence(violations: readonly TextViolation[]): string {
  const reasons = violations.map(({ category, reason }) => `${reason} (${category})`);
  return `The text must not be sent: ${[...new Set(reasons)].join('; ')}.`;
}
