import { formatInstant } from '../calendar.ts';
import { BASIC_RULES, decideContact, type ContactDecision } from './decide-contact.ts';
import type { ContactFacts } from './facts.ts';
import type { ContactRule, RulePack } from './rule.ts';
import { clocksOf } from './question.ts';
import { basicRuleWords, CHANNEL_WORDS, ruleWords } from './rule-words.ts';

/** One rule that made a decision. */
export interface ContactReason {
  rule: string;
  /** where it is written; empty for what every law agrees on */
  citation: string;
  sentence: string;
}

/** Why (not) and when, for people: the decision itself, in words. */
export interface ContactExplanation {
  decision: ContactDecision['decision'];
  /** earliest permitted instant of a deferral, epoch milliseconds */
  permittedFromMs?: number;
  summary: string;
  reasons: ContactReason[];
}

/**
 * Says in sentences what `decideContact` decides; there is no second opinion.
 *
 * @param now the instant that is asked about, epoch milliseconds
 * @returns one sentence for the whole, and one for each rule that made the decision
 * @throws InvalidInput as `decideContact` does
 * @example explainContact(rulePackOf('CN'), facts, Date.parse('2026-06-10T14:00:00Z')).summary
 *   // 'A call is not permitted at 2026-06-10 22:00 Asia/Shanghai; it will be from 2026-06-11 08:00 Asia/Shanghai.'
 */
export function explainContact(
  pack: RulePack | undefined,
  facts: ContactFacts,
  now: number,
): ContactExplanation {
  const decision = decideContact(pack, facts, now);
  const byId = new Map(pack?.rules.map((rule) => [rule.id, rule]));
  return {
    decision: decision.decision,
    ...(decision.decision === 'defer' && { permittedFromMs: decision.untilMs }),
    summary: summaryOf(decision, facts, now),
    reasons: decision.rules.map((id) => reasonOf(id, byId.get(id), facts)),
  };
}

function summaryOf(decision: ContactDecision, facts: ContactFacts, now: number): string {
  const what = CHANNEL_WORDS[facts.channel];
  const at = (atMs: number) =>
    clocksOf(facts)
      .map(({ zone }) => formatInstant(atMs, zone))
      .join(' / ');
  switch (decision.decision) {
    case 'allow':
      return `${what} is permitted at ${at(now)}.`;
    case 'defer':
      return `${what} is not permitted at ${at(now)}; it will be from ${at(decision.untilMs)}.`;
    case 'deny':
      return decision.rules.includes(BASIC_RULES.noInstant)
        ? `${what} is not permitted at ${at(now)}, nor at any time within 60 days.`
        : `${what} is not permitted at ${at(now)}, and waiting alone does not change it.`;
  }
}

function reasonOf(id: string, rule: ContactRule | undefined, facts: ContactFacts): ContactReason {
  const words = rule ? ruleWords(rule, facts) : basicRuleWords(id);
  return {
    rule: id,
    citation: rule?.citation ?? '',
    sentence: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
  };
}
