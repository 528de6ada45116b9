import { explain } from '../domain/case/status/explain.ts';
import { LANGUAGES, type LanguageTag } from '../domain/case/status/language.ts';
import { sayStatus, sayUnopened, sayWaitingEvents } from '../domain/case/status/say.ts';
import type { CaseStatus, UpdateAnswer } from './messages.ts';

/** @returns what a case is waiting for, in words first, because that is what people look at in the Temporal UI */
export function statusOf({ state, next }: UpdateAnswer, waitingEvents: number): CaseStatus {
  const explanation = state && next ? explain(state, next) : null;
  const say = (language: LanguageTag) =>
    explanation
      ? sayStatus(explanation, language) + sayWaitingEvents(waitingEvents, language)
      : sayUnopened(next !== null, waitingEvents, language);
  const words = LANGUAGES.map((language) => [language, say(language)]);
  return {
    words: Object.fromEntries(words) as CaseStatus['words'],
    explanation,
    ...{ state, next, waitingEvents },
  };
}
