import { describe, expect, it } from 'vitest';
import { builtInScripts } from '../../../domain/scripts/built-in/index.ts';
import { builtInStrategies } from '../../../domain/strategy/built-in/index.ts';
import { usRetail } from '../../../domain/strategy/built-in/us-retail.ts';
import { checkStrategy } from '../../../domain/strategy/check-strategy.ts';
import {
  strategySchema,
  strategyVersion,
  type Rung,
  type Strategy,
} from '../../../domain/strategy/schema.ts';
import { scriptsNamed } from '../../../domain/strategy/scripts-named.ts';

const scriptOf = (name: string) => builtInScripts.find(({ id }) => id === name.split('@')[0]);
const OWN = {
  ...{ creditor: { 'zh-CN': '某某银行', en: 'Our Bank' }, contact: '0800 1111' },
};
const ours: Strategy = { ...usRetail, letters: { ...usRetail.letters, ...OWN } };

function problemsOf(changes: Partial<Strategy>) {
  return checkStrategy(strategySchema.parse({ ...ours, ...changes }), { scriptOf });
}
/** Problems of a step by itself; others may follow from it. */
function ofStep(step: Partial<Rung>, { before = [] as Partial<Rung>[] } = {}) {
  const low = [...before, step, { onDay: 300, do: 'review' as const, by: 'supervisor' as const }];
  return problemsOf({ ladders: { ...ours.ladders, low: low as Rung[] } });
}
const sms: Partial<Rung> = { onDay: 5, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system' };

describe('checkStrategy', () => {
  it.each(builtInStrategies.map((strategy) => [strategyVersion(strategy), strategy] as const))(
    '%s lacks only the name of the bank',
    (_name, strategy) => {
      const problems = checkStrategy(strategy, { scriptOf });
      expect(problems.filter(({ field }) => !field.startsWith('letters.'))).toEqual([]);
      expect(problems.map(({ field }) => field)).toContain('letters.creditor');
      expect(checkStrategy({ ...strategy, letters: { ...strategy.letters, ...OWN } }, { scriptOf })).toEqual(
        [],
      );
    },
  );

  it.each<[string, Partial<Rung>, string, string]>([
    [
      'an unknown script',
      { ...sms, script: 'shout' },
      'ladders.low.0.script',
      "no script 'shout' is published for US",
    ],
    [
      'a script for other channels',
      { ...sms, script: 'call-firm' },
      'ladders.low.0.script',
      'not for sms, only for voice',
    ],
    [
      'a fall-back its script is not for',
      { ...sms, fallback: ['letter'] },
      'ladders.low.0.fallback',
      'is not for letter',
    ],
    [
      'words in place of a call that are for calls',
      { ...sms, do: 'call', channel: 'voice', script: 'call-offer', fallback: ['sms'], by: 'collector' },
      ...(['ladders.low.0.fallback', "'call-offer' is not for sms"] as const),
    ],
    ['thanks for a debt', { ...sms, script: 'thanks' }, 'ladders.low.0.script', 'not for collecting'],
    ['a call by SMS', { ...sms, do: 'call' }, 'ladders.low.0.channel', 'a call goes by voice, not by sms'],
    [
      'a letter by e-mail',
      { ...sms, do: 'letter', channel: 'email' },
      'ladders.low.0.channel',
      'goes by letter',
    ],
    [
      'its own channel as a fall-back',
      { ...sms, fallback: ['sms'] },
      'ladders.low.0.fallback',
      'is tried before',
    ],
    ['a fall-back twice', { ...sms, fallback: ['email', 'email'] }, 'ladders.low.0.fallback', 'twice'],
    [
      'words that are never said',
      { ...sms, fallbackScript: 'reminder-firm' },
      'ladders.low.0.fallbackScript',
      'never said',
    ],
    [
      'court without a letter',
      { onDay: 100, do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' },
      ...(['ladders.low.0', 'step 1 of the ladder for low risk (day 100) goes to court'] as const),
    ],
  ])('says that a step has %s', (_name, step, field, words) => {
    const found = ofStep(step).find((problem) => problem.field === field);
    expect(found?.message).toContain(words);
  });

  it.each<[string, Partial<Strategy>, string, string]>([
    [
      'no rules are known there',
      { jurisdiction: 'FR' },
      'jurisdiction',
      'nobody would be contacted; there are CN',
    ],
    ['risk is low below middle', { tierFrom: { low: 0.3, middle: 0.4 } }, 'tierFrom', 'above'],
    ['it calls too early', { preferredTime: '07:30' }, 'preferredTime', 'US-HOUSE-HOURS'],
    [
      'it does where no hour is known',
      { preferredTime: 'best', usualTime: '07:30' },
      'usualTime',
      'US-HOUSE-HOURS',
    ],
    [
      'it calls more often than the law presumes decent',
      { calls: { ...ours.calls, attempts: 8, spacingHours: 2 } },
      ...(['ladders.low.3', 'one call too many'] as const),
    ],
  ])('says that %s', (_name, changes, field, words) => {
    expect(problemsOf(changes).find((problem) => problem.field === field)?.message).toContain(words);
  });

  it('says each thing once, in the order of the strategy', () => {
    const problems = problemsOf({
      calls: { ...ours.calls, attempts: 8 },
      tierFrom: { low: 0.1, middle: 0.4 },
    });
    const said = problems.map(({ field, message }) => `${field} ${message}`);
    expect(new Set(said).size).toBe(said.length);
    expect(problems[0]?.field).toBe('tierFrom');
  });
});

it('scriptsNamed gives every script of the ladders once', () => {
  expect(scriptsNamed(usRetail).toSorted()).toEqual(
    ['reminder-soft', 'reminder-firm', 'call-offer', 'call-firm', 'formal-demand', 'legal-notice'].toSorted(),
  );
});
