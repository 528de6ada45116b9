import { chinese } from './chinese.ts';
import { english } from './english.ts';
import type { Explanation } from './explain.ts';
import type { Language, LanguageTag, Written } from './language.ts';

/** The same for people: a few sentences in their language, the most important first. */

const SPOKEN: Record<LanguageTag, Language> = { en: english, 'zh-CN': chinese };

/**
 * @returns sentences
 * @example sentencesOf(explanation, 'en')[0]
 *   // 'Waiting until 2026-11-02 10:12 (Asia/Shanghai) for SMS reminder 2, day 7 past due.'
 */
export function sentencesOf(explanation: Explanation, tag: LanguageTag): string[] {
  const language = SPOKEN[tag];
  const { zone, holds, tasks, call, legalAction, then } = explanation;
  const written: Written = {
    money: (minor) => language.money(minor, explanation.currency),
    instant: (atMs) => language.instant(atMs, zone),
    short: (atMs) => language.short(atMs, zone),
  };
  const suspending = holds.filter(({ suspends }) => suspends);
  return [
    ...whatOf(explanation, language, written),
    ...(suspending.length > 0 ? [language.held(suspending.map((hold) => language.hold(hold, written)))] : []),
    ...holds
      .filter(({ suspends }) => !suspends)
      .map((hold) => language.heldInPart(hold, language.hold(hold, written))),
    ...(call ? [language.onThePhone(call.by, written.short(call.untilMs))] : []),
    ...(legalAction ? [language.inCourt(legalAction.step, legalAction.ended)] : []),
    ...tasks.map((task) => language.task(task, task.dueMs === null ? undefined : written.short(task.dueMs))),
    ...(then
      ? [language.then(then.what, then.atMs === undefined ? undefined : written.short(then.atMs))]
      : []),
  ];
}

/** @returns the sentences as one text */
export function sayStatus(explanation: Explanation, tag: LanguageTag): string {
  return sentencesOf(explanation, tag).join(SPOKEN[tag].separator);
}

/** @returns what there is to say of a case that has decided nothing yet, or was not opened */
export function sayUnopened(decided: boolean, waitingEvents: number, tag: LanguageTag): string {
  return decided ? SPOKEN[tag].notOpened : SPOKEN[tag].undecided(waitingEvents);
}

/** @returns that events have come in which are not decided on yet, if there are any */
export function sayWaitingEvents(waitingEvents: number, tag: LanguageTag): string {
  return waitingEvents === 0 ? '' : `${SPOKEN[tag].separator}${SPOKEN[tag].waitingEvents(waitingEvents)}`;
}

function whatOf(explanation: Explanation, language: Language, written: Written): string[] {
  const { waitingFor, untilMs, sinceMs, closed, doing, fallback } = explanation;
  const ended = closed
    ? [
        language.closed(
          closed.reason,
          written.instant(closed.atMs),
          closed.forgivenMinor === undefined ? undefined : written.money(closed.forgivenMinor),
        ),
      ]
    : [];
  if (doing === 'closed' || doing === 'closing') return ended;
  if (doing === 'sending') {
    return [...ended, waitingFor ? language.sending(waitingFor) : language.sendingOf(fallback?.step ?? '')];
  }
  const until = untilMs === null ? '' : written.instant(untilMs);
  return [
    ...ended,
    waitingFor ? language.waiting(waitingFor, until) : language.waitingFor(fallback?.step ?? '', until),
    language.setBy(policyOf(explanation, language, written)),
    ...(explanation.hour ? [language.hour(explanation.hour)] : []),
    ...(sinceMs === null ? [] : [language.since(written.short(sinceMs))]),
  ];
}

function policyOf(explanation: Explanation, language: Language, written: Written): string {
  const { reason, waitingFor, strategy, fallback } = explanation;
  if (reason) return language.policyOf(reason, strategy, written);
  return waitingFor ? language.policyOfStep(waitingFor, strategy) : (fallback?.why ?? '');
}
