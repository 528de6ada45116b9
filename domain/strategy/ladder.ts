import type { Rung, Strategy, Tier } from './schema.ts';

/** @returns the rungs of a tier, in order of `onDay` */
export function ladderOf(strategy: Strategy, tier: Tier): readonly Rung[] {
  return strategy.ladders[tier];
}

/**
 * Where a case enters the ladder: at the rung its days past due say, but never past the first formal letter,
 * because nobody is taken to court who was not written to.
 *
 * @param daysPastDue at opening, >= 0
 * @returns index of the first rung to take; the rungs before it are skipped and recorded as such
 * @example entryRung([{ onDay: 1 }, { onDay: 7 }, { onDay: 15 }], 12) // 1
 */
export function entryRung(ladder: readonly Rung[], daysPastDue: number): number {
  const reached = ladder.findLastIndex((rung) => rung.onDay <= daysPastDue);
  const firstLetter = ladder.findIndex((rung) => rung.do === 'letter');
  const entry = Math.max(0, reached);
  return firstLetter === -1 ? entry : Math.min(entry, firstLetter);
}

/**
 * Which reminder, call ... of its kind a rung is, as people count them.
 *
 * @example ordinalOf([{ do: 'remind' }, { do: 'call' }, { do: 'remind' }], 2) // 2
 */
export function ordinalOf(ladder: readonly Rung[], index: number): number {
  const action = ladder[index]?.do;
  let ordinal = 0;
  for (let at = 0; at <= index && at < ladder.length; at += 1) if (ladder[at]?.do === action) ordinal += 1;
  return ordinal;
}
