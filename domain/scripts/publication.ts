import type { Rejection } from '../failures.ts';
import { auditText, type TextViolation } from './audit-message.ts';
import { LETTER_JURISDICTIONS, letterLaw } from './letter-law.ts';
import { lawWords } from './message-law.ts';
import { sampleWords } from './samples.ts';
import { partsOf, scriptVersion, type Script } from './script.ts';
import { render, SCRIPT_LANGUAGES, type ScriptLanguage } from './template.ts';
import type { ScriptWords } from './variables.ts';

/** From draft to what customers get, and out of use again. */

export const SCRIPT_STATES = ['draft', 'published', 'withdrawn'] as const;
export type ScriptState = (typeof SCRIPT_STATES)[number];

/** A version of a script, and what has become of it. */
export interface ScriptRecord {
  script: Script;
  state: ScriptState;
  writtenBy: string;
  writtenAtMs: number;
  publishedBy?: string;
  publishedAtMs?: number;
  withdrawnBy?: string;
  withdrawnAtMs?: number;
  withdrawnWhy?: string;
}

/** Who asks. */
export interface Officer {
  actor: string;
  /** as the bank knows the person; absent: it does not */
  role: string | undefined;
}

/** @returns why it is not published, or undefined: by another person than its author, who answers for the law */
export function checkPublication(record: ScriptRecord, officer: Officer): Rejection | undefined {
  const { script, state, writtenBy } = record;
  if (state !== 'draft') {
    return { rule: 'ScriptNotDraft', message: `${scriptVersion(script)} is ${state}; write a new version.` };
  }
  if (writtenBy === officer.actor) {
    const message = `${writtenBy} has written ${scriptVersion(script)}; somebody else has to publish it.`;
    return { rule: 'SamePerson', message };
  }
  return checkOfficer(officer, 'publishes scripts');
}

/** @returns why it is not withdrawn, or undefined */
export function checkWithdrawal({ script, state }: ScriptRecord, officer: Officer): Rejection | undefined {
  return state === 'withdrawn'
    ? { rule: 'ScriptNotPublished', message: `${scriptVersion(script)} was withdrawn before.` }
    : checkOfficer(officer, 'withdraws scripts');
}

/** @param does what only a compliance officer does: `publishes scripts` @returns why it is refused, or undefined */
export function checkOfficer({ actor, role }: Officer, does: string): Rejection | undefined {
  if (role === 'compliance') return undefined;
  const message = `Only a compliance officer ${does}; ${actor} is ${role ? `a ${role}` : 'not known as one'}.`;
  return { rule: 'NotComplianceOfficer', message };
}

/**
 * Audits a script in each language: as it is written, filled in with samples as they may be where it is used, and with
 * the optional parts left out.
 *
 * @returns what is wrong, each finding once; spans are those of the template where it shows there already, else of the
 *   text as it was filled in
 */
export function auditForPublication(script: Script): TextViolation[] {
  const found = new Map<string, TextViolation>();
  for (const language of SCRIPT_LANGUAGES) {
    const fillings = fillingsOf(script, language);
    for (const [part, template] of partsOf(script.texts[language])) {
      const texts = new Set([template, ...fillings.map((words) => render(template, words))]);
      for (const text of texts) {
        for (const violation of auditText(text)) {
          const key = [language, part, violation.category, violation.reason].join();
          if (!found.has(key)) found.set(key, { ...violation, language, part });
        }
      }
    }
  }
  return [...found.values()];
}

function fillingsOf({ variables, ...script }: Script, language: ScriptLanguage): ScriptWords[] {
  const samples = sampleWords(language);
  const places = (script.jurisdictions ?? LETTER_JURISDICTIONS).flatMap((jurisdiction) =>
    script.channels.flatMap((channel) =>
      (['first_party', 'third_party'] as const).map((lenderRole) => {
        const law = lawWords({ jurisdiction, lenderRole, language, channel }, samples);
        return { ...samples, ...law, ...(channel === 'letter' && letterLaw(jurisdiction, language)) };
      }),
    ),
  );
  const full = [{ ...samples }, ...places];
  return [...full, ...full.map((words) => without(variables, words))].map((words) => {
    // What the law leaves empty there, and the script requires, has a sample all the same.
    for (const { name, required } of variables) if (required) words[name] ||= samples[name] ?? '';
    return words;
  });
}

function without(variables: Script['variables'], words: ScriptWords): ScriptWords {
  const bare = { ...words };
  for (const { name, required } of variables) if (!required) bare[name] = '';
  return bare;
}
