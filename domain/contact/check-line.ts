import type { z } from 'zod';
import { DomainFailure, invalidInput } from '../failures.ts';
import { factsOf } from './check-line-facts.ts';
import { checkLineSchema, KNOWN_FIELDS, type CheckLine } from './check-line-schema.ts';
import { decideContact } from './decide-contact.ts';
import type { Basis } from './rule.ts';
import { rulePackOf } from './rule-packs/index.ts';

/** The answer to a line; `deferUntilUtc` with a deferral only. */
export interface CheckAnswer {
  id: string;
  decision: 'allow' | 'defer' | 'deny';
  deferUntilUtc?: string;
  rules: string[];
}

/** The answer, or why there is none and the id where the line told it; and the fields that were not understood. */
export type CheckResult = { ignored: string[] } & (
  { answer: CheckAnswer } | { problem: string; id: string | null }
);

/**
 * Decides one line of a file of contact cases.
 *
 * @param text a JSON object as described in docs/rule-packs.md
 * @returns the decision, or the sentence that says which field is wrong; never throws for what the text holds
 */
export function checkLine(text: string, basis: Basis): CheckResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON', id: null, ignored: [] };
  }
  const ignored = unknownFields(value);
  const parsed = checkLineSchema.safeParse(value);
  if (!parsed.success) return { problem: problemOf(parsed.error), id: idOf(value), ignored };
  try {
    return { answer: answerTo(parsed.data, basis), ignored };
  } catch (error) {
    if (error instanceof DomainFailure) return { problem: error.message, id: parsed.data.id, ignored };
    throw error;
  }
}

function answerTo(line: CheckLine, basis: Basis): CheckAnswer {
  const pack = rulePackOf(placeOf(line), { basis });
  if (!pack) throw invalidInput(`jurisdiction: there is no rule pack for '${line.jurisdiction}'`);
  const decision = decideContact(pack, factsOf(line), Date.parse(line.nowUtc));
  const until =
    decision.decision === 'defer'
      ? { deferUntilUtc: new Date(decision.untilMs).toISOString().replace('.000Z', 'Z') }
      : {};
  return { id: line.id, decision: decision.decision, ...until, rules: decision.rules };
}

const STATES: Readonly<Record<string, string>> = { MASSACHUSETTS: 'MA', CALIFORNIA: 'CA' };

/** @returns the jurisdiction, with the state where the line tells it */
function placeOf({ jurisdiction, flags }: CheckLine): string {
  if (jurisdiction !== 'US' || flags.state === undefined) return jurisdiction;
  const state = flags.state.toUpperCase().replace(/^US-/, '');
  return `US-${STATES[state] ?? state}`;
}

/** The first problem is told; the person mends the line and asks again. */
function problemOf({ issues: [issue] }: z.ZodError): string {
  if (!issue) return 'cannot be read';
  const field = issue.path.map(String).join('.');
  return field === '' ? issue.message : `${field}: ${issue.message}`;
}

function idOf(value: unknown): string | null {
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function unknownFields(value: unknown): string[] {
  if (!isRecord(value)) return [];
  const history = Array.isArray(value['history']) ? (value['history'] as unknown[]) : [];
  const unknownIn = (record: unknown, known: readonly string[], prefix: string) =>
    isRecord(record)
      ? Object.keys(record).flatMap((key) => (known.includes(key) ? [] : [`${prefix}.${key}`]))
      : [];
  return [
    ...new Set([
      ...unknownIn(value['flags'], KNOWN_FIELDS.flags, 'flags'),
      ...history.flatMap((past) => unknownIn(past, KNOWN_FIELDS.history, 'history')),
    ]),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
