import { jurisdictions, rulePackOf } from '../contact/rule-packs/index.ts';
import type { GatePolicy } from '../contact/gate-policy.ts';
import type { Script } from '../scripts/script.ts';
import { TIERS, type Channel, type Rung, type Strategy, type Tier } from './schema.ts';
import { usualTime } from './usual-time.ts';
import { walkLadders, type LadderObstacle } from './walk-ladder.ts';

/** What would go wrong with a strategy that is well formed, and what its author is to do. */
export interface StrategyProblem {
  /** where: `ladders.low.2.script` */
  field: string;
  /** one sentence */
  message: string;
}

export interface StrategySurroundings {
  /** what is said now under that name in the strategy's place; undefined: nothing is published */
  scriptOf: (name: string) => Pick<Script, 'channels' | 'purpose'> | undefined;
  /** what the gate decides by there; absent: what ships */
  policy?: GatePolicy | undefined;
}

/**
 * @param strategy a draft that `strategySchema` takes
 * @returns every problem, in the order of the strategy; empty when it may be published
 * @example checkStrategy({ ...usRetail, calls: { ...usRetail.calls, attempts: 9 } }, surroundings)[0]?.field
 *   // 'ladders.low.3'
 */
export function checkStrategy(
  strategy: Strategy,
  { scriptOf, policy }: StrategySurroundings,
): StrategyProblem[] {
  const { jurisdiction, tierFrom, letters } = strategy;
  const problems: StrategyProblem[] = [];
  const add = (field: string, message: string) => void problems.push({ field, message });
  const known = rulePackOf(jurisdiction) !== undefined;
  if (!known) {
    const places = jurisdictions().join(', ');
    add(
      'jurisdiction',
      `no rules of contact are known for ${jurisdiction}, so nobody would be contacted; there are ${places}`,
    );
  }
  if (tierFrom.low <= tierFrom.middle) {
    add('tierFrom', 'the probability from which risk is low is above the one from which it is middle');
  }
  for (const [field, message] of amountProblems(tierFrom)) add(field, message);
  if (/\bExample Bank\b|示例银行/.test(Object.values(letters.creditor).join(' '))) {
    add('letters.creditor', 'is the example’s; put the name of the bank as its customers know it');
  }
  if (/\bexample\.com\b/.test(letters.contact)) {
    add('letters.contact', 'is the example’s; put a telephone number or address at which the bank answers');
  }
  for (const tier of TIERS) {
    strategy.ladders[tier].forEach((rung, index) => {
      const at = `ladders.${tier}.${index}`;
      for (const [field, message] of rungProblems(rung, scriptOf, jurisdiction))
        add(`${at}.${field}`, message);
      const before = strategy.ladders[tier].slice(0, index);
      if (rung.do === 'legal' && !before.some(({ do: action }) => action === 'letter')) {
        add(at, `${nameOf(tier, index, rung)} goes to court, and no letter goes before it; add a letter`);
      }
    });
  }
  if (!known) return problems;
  for (const obstacle of walkLadders(strategy, policy && { policy })) {
    const { tier, rung, kind } = obstacle;
    const time = strategy.preferredTime === 'best' ? 'usualTime' : 'preferredTime';
    add(kind === 'hours' ? time : `ladders.${tier}.${rung}`, obstacleWords(obstacle, strategy));
  }
  return withoutRepeats(problems);
}

/** What a rung of that kind goes by. */
const CHANNEL_OF: Partial<Record<Rung['do'], Channel>> = { call: 'voice', letter: 'letter', legal: 'letter' };

function* rungProblems(
  rung: Rung,
  scriptOf: StrategySurroundings['scriptOf'],
  jurisdiction: string,
): Generator<[field: string, message: string]> {
  const { do: action, channel, script, fallback, fallbackScript } = rung;
  const needed = CHANNEL_OF[action];
  if (needed && channel !== needed)
    yield ['channel', `a ${action} goes by ${needed}, not by ${channel ?? 'nothing'}`];
  if (channel && fallback.includes(channel)) yield ['fallback', `${channel} is tried before, as its channel`];
  if (new Set(fallback).size < fallback.length) yield ['fallback', 'names a channel twice'];
  if (script !== undefined && channel) yield* scriptProblems('script', script, [channel]);
  const instead = fallbackScript ?? script;
  if (instead !== undefined && fallback.length > 0) {
    yield* scriptProblems(fallbackScript === undefined ? 'fallback' : 'fallbackScript', instead, fallback);
  } else if (fallbackScript !== undefined) {
    yield ['fallbackScript', 'is never said, because the step has no other channel; add one or leave it out'];
  }

  function* scriptProblems(
    field: string,
    name: string,
    channels: readonly Channel[],
  ): Generator<[field: string, message: string]> {
    const found = scriptOf(name);
    if (!found) {
      yield [
        field,
        `no script '${name}' is published for ${jurisdiction}; publish it first, or name another`,
      ];
      return;
    }
    if (found.purpose !== 'collect') {
      yield [field, `script '${name}' is not for collecting (${found.purpose}); name another`];
    }
    const others = channels.filter((one) => !found.channels.includes(one));
    if (others.length > 0) {
      const [wrong, right] = [others.join(' and '), found.channels.join(', ')];
      yield [
        field,
        `script '${name}' is not for ${wrong}, only for ${right}; name another script or channel`,
      ];
    }
  }
}

function obstacleWords(
  { tier, rung: index, channel, kind, rules }: LadderObstacle,
  strategy: Strategy,
): string {
  const { ladders, spreadMinutes } = strategy;
  const by = rules.join(', ');
  if (kind === 'hours') {
    return `${usualTime(strategy)} and ${spreadMinutes} minutes after it are not all within the hours of contact (${by}); choose another time or a narrower spread`;
  }
  const name = nameOf(tier, index, ladders[tier][index]);
  return `${name} is one ${channel === 'voice' ? 'call' : channel} too many after what the ladder has done by then (${by}); space the steps or lower calls.attempts`;
}

function nameOf(tier: Tier, index: number, rung: Rung | undefined): string {
  return `step ${index + 1} of the ladder for ${tier} risk (day ${rung?.onDay ?? '?'})`;
}

function withoutRepeats(problems: readonly StrategyProblem[]): StrategyProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ field, message }) => {
    const key = `${field} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Of several amounts that are reached the last counts, so they have to ascend. */
function amountProblems({ byAmount = [] }: Strategy['tierFrom']): [field: string, message: string][] {
  return byAmount.flatMap(({ arrearsFromMinor, low, middle }, at) => {
    const field = `tierFrom.byAmount.${at}`;
    const before = byAmount[at - 1]?.arrearsFromMinor ?? 0;
    const problems: [string, string][] = [];
    if (arrearsFromMinor <= before) {
      problems.push([
        `${field}.arrearsFromMinor`,
        'is not above the amount before it; put them in ascending order',
      ]);
    }
    if (low <= middle) {
      const owed = `with ${arrearsFromMinor} minor units overdue`;
      problems.push([
        field,
        `${owed} the probability from which risk is low is above the one from which it is middle`,
      ]);
    }
    return problems;
  });
}
