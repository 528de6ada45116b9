import { AUDIT_CATEGORIES, type AuditCategory, type AuditLanguage } from './category.ts';
import { readContext, type AuditContext } from './context.ts';
import { compile, type CompiledPack } from './engine/compile.ts';
import { evaluate, type Finding } from './engine/evaluate.ts';
import { Hits } from './engine/hits.ts';
import { match } from './engine/match.ts';
import { EN } from './families/en/index.ts';
import { ZH } from './families/zh/index.ts';
import { buildFoldTable } from './normalise/fold-table.ts';
import { normaliseEn } from './normalise/normalise-en.ts';
import { normaliseZh } from './normalise/normalise-zh.ts';
import { Stream } from './normalise/stream.ts';

/** What is wrong with a text, and where. */
export interface AuditViolation {
  readonly category: AuditCategory;
  /** UTF-16 offset in the text as it was given. */
  readonly start: number;
  /** UTF-16 offset behind the last character. */
  readonly end: number;
  readonly reason: string;
}

export interface AuditVerdict {
  readonly ok: boolean;
  /** in order of their start; of one category no two overlap */
  readonly violations: readonly AuditViolation[];
}

export interface ScriptToAudit {
  readonly lang: AuditLanguage;
  readonly text: string;
  /** What is known of speaker, listener and loan; wins over bracketed remarks in the text. */
  readonly context?: AuditContext;
}

/** All that an audit works with and that is made once. */
interface Workshop {
  readonly table: Uint16Array;
  readonly packs: Readonly<Record<AuditLanguage, CompiledPack>>;
  readonly stream: Stream;
  readonly hits: Hits;
  readonly present: Uint8Array;
}

let made: Workshop | undefined;

/** Not made on import: whoever never audits does not pay for it. */
function workshop(): Workshop {
  if (made) return made;
  const packs = { zh: compile(ZH), en: compile(EN) };
  const present = new Uint8Array(Math.max(packs.zh.conceptCount, packs.en.conceptCount));
  made = { table: buildFoldTable(), packs, stream: new Stream(), hits: new Hits(), present };
  return made;
}

/**
 * Says whether a text may be said or sent to a customer: the same text and context always give the same verdict.
 *
 * @param script language, text (any string) and what is known beside it
 * @returns the verdict; never throws
 * @example auditScript({ lang: 'en', text: 'We will have you arrested.' }).violations[0]?.category
 *   // 'false_legal_consequence'
 * @see docs/auditor.md for the law behind each category
 */
export function auditScript({ lang, text, context = {} }: ScriptToAudit): AuditVerdict {
  const { table, packs, stream, hits, present } = workshop();
  const pack = packs[lang];
  if (lang === 'zh') normaliseZh(text, 0, text.length, table, stream);
  else normaliseEn(text, 0, text.length, table, pack.vocabulary, stream);
  match(pack, stream, lang === 'en', hits);
  const findings = evaluate(pack, hits, readContext(text, context), present);
  const violations = findings.length === 0 ? [] : merge(findings.map((finding) => locate(finding, stream)));
  return { ok: violations.length === 0, violations };
}

function locate({ compiled, start, end }: Finding, { from, to }: Stream): AuditViolation {
  const { category, reason } = compiled.rule;
  return { category, start: from[start] as number, end: to[end - 1] as number, reason };
}

/** One violation where several rules of a category found the same words. */
function merge(violations: readonly AuditViolation[]): AuditViolation[] {
  const merged: AuditViolation[] = [];
  const inOrder = violations.toSorted(
    (a, b) =>
      AUDIT_CATEGORIES.indexOf(a.category) - AUDIT_CATEGORIES.indexOf(b.category) ||
      a.start - b.start ||
      b.end - a.end,
  );
  for (const violation of inOrder) {
    const last = merged.at(-1);
    if (last?.category === violation.category && violation.start < last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, violation.end) };
    } else merged.push(violation);
  }
  return merged.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
