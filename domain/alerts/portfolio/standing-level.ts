import type { IsoDate } from '../../calendar.ts';
import { MACRO_LEVELS, type MacroLevel } from '../../case/state.ts';

/** What a region has been told of its economy, and whether figures give cause to tell it something else. */

/** Sources of what was told because figures gave cause to: only what came from them is taken back by them. */
const FROM_FIGURES = ['indicator-rules', 'control-chart'];

/** The newest alert of a region about one indicator. */
export interface StandingLevel {
  indicator: string;
  asOf: IsoDate;
  level: MacroLevel;
  source: string;
}

/** What figures say of it now, or what was told. */
export interface LevelReading {
  indicator: string;
  level: MacroLevel;
}

export interface ToTell {
  say: 'raise' | 'lower';
  level: MacroLevel;
}

/**
 * A region is told when its figures are worse than what it was last told of them, and when they are better, if that came
 * from figures. A case knows one level of its region, that of the last word: so nothing is said that is milder than what
 * there is to say of another indicator.
 *
 * @param readings of all indicators of the region that there are figures of
 * @param standing the newest alert of each indicator
 * @returns undefined: nothing
 * @example whatToTell('jobs', { readings: [{ indicator: 'jobs', level: 'watch' }], standing: [] }) // { say: 'raise', level: 'watch' }
 */
export function whatToTell(
  indicator: string,
  { readings, standing }: { readings: readonly LevelReading[]; standing: readonly StandingLevel[] },
): ToTell | undefined {
  const now = readings.find((one) => one.indicator === indicator)?.level;
  if (now === undefined) return undefined;
  const told = standing.find((one) => one.indicator === indicator);
  const others = worstOfOthers(indicator, { readings, standing });
  if (isWorse(now, told?.level ?? 'none'))
    return isWorse(others, now) ? undefined : { say: 'raise', level: now };
  const level = worstOf([now, others]);
  if (!told || !isFromFigures(told) || !isWorse(told.level, level)) return undefined;
  return { say: 'lower', level };
}

/** @returns the worst that there is to say of any other indicator: by its figures, unless somebody has said worse */
export function worstOfOthers(
  indicator: string,
  { readings, standing }: { readings: readonly LevelReading[]; standing: readonly StandingLevel[] },
): MacroLevel {
  const read = readings.filter((one) => one.indicator !== indicator);
  const said = standing.filter(
    (one) =>
      one.indicator !== indicator &&
      !(isFromFigures(one) && read.some((reading) => reading.indicator === one.indicator)),
  );
  return worstOf([...read, ...said].map(({ level }) => level));
}

/**
 * How the economy of a region fares by all that was told of it.
 *
 * @param told newest first
 * @returns the worst of each indicator's newest; null: nothing was told
 * @example levelOfRegion([{ indicator: 'jobs', level: 'none' }, { indicator: 'gdp', level: 'watch' }, { indicator: 'jobs', level: 'severe' }]) // 'watch'
 */
export function levelOfRegion(told: readonly LevelReading[]): MacroLevel | null {
  if (told.length === 0) return null;
  const newest = new Map<string, MacroLevel>();
  for (const { indicator, level } of told) if (!newest.has(indicator)) newest.set(indicator, level);
  return worstOf([...newest.values()]);
}

/** @returns 'none' of no levels */
export function worstOf(levels: readonly MacroLevel[]): MacroLevel {
  return levels.reduce((worst, level) => (isWorse(level, worst) ? level : worst), 'none');
}

const isFromFigures = ({ source }: StandingLevel): boolean => FROM_FIGURES.includes(source);
const isWorse = (level: MacroLevel, than: MacroLevel): boolean =>
  MACRO_LEVELS.indexOf(level) > MACRO_LEVELS.indexOf(than);
