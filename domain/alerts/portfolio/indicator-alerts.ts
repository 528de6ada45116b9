import type { IsoDate } from '../../calendar.ts';
import { MACRO_LEVELS, type MacroLevel } from '../../case/state.ts';
import type { Alert } from '../alert.ts';
import type { IndicatorReading } from './indicator-rules.ts';
import { whatToTell, type LevelReading, type StandingLevel } from './standing-level.ts';

/** What a region may be told of its indicators. */

/**
 * @param known all that figures say of the region, and the newest alert of each indicator that it was told of
 * @returns an alert for each of these indicators that is worse than what the region was told of it, or better
 */
export function indicatorAlerts(
  place: { region: string; day: IsoDate },
  indicators: readonly IndicatorReading[],
  known: { readings: readonly LevelReading[]; standing: readonly StandingLevel[] },
): Alert[] {
  return indicators.flatMap((reading): Alert[] => {
    const { indicator, newest, rule, why } = reading;
    const tell = whatToTell(indicator, known);
    if (!tell) return [];
    const { level } = tell;
    const figures = {
      ...{ indicator, level, asOf: newest.asOf, source: 'indicator-rules' },
      ...{ value: newest.value, valueSource: newest.source },
      ...(rule && { rule: rule.id, threshold: 'by' in rule.when ? rule.when.by : rule.when.value }),
    };
    const told = known.standing.find((one) => one.indicator === indicator);
    if (tell.say === 'lower' && told) return [loweringAlert({ ...place, told, figures, why })];
    return [
      {
        kind: 'indicator',
        subject: { kind: 'region', region: place.region, indicator },
        day: place.day,
        figures: { ...figures, ...(told && { toldLevel: told.level, toldAsOf: told.asOf }) },
        severity: MACRO_LEVELS.indexOf(level),
        why: `${why}: ${place.region} can be told '${level}'.`,
        proposes: 'tell-region',
      },
    ];
  });
}

/** @returns the proposal to take back what a region was told of an indicator, as far as figures allow */
export function loweringAlert(input: {
  region: string;
  product?: string;
  day: IsoDate;
  told: StandingLevel;
  figures: { indicator: string; level: MacroLevel } & Alert['figures'];
  why: string;
}): Alert {
  const { region, product, day, told, figures, why } = input;
  const { indicator, level } = figures;
  return {
    kind: 'indicator',
    subject: { kind: 'region', region, ...(product !== undefined && { product }), indicator, lower: true },
    day,
    figures: { ...figures, toldLevel: told.level, toldAsOf: told.asOf },
    // What can be taken back further is asked about anew.
    severity: MACRO_LEVELS.length - MACRO_LEVELS.indexOf(level),
    why: `${region} was told '${told.level}' of ${indicator} as of ${told.asOf}; ${why}: it can be told '${level}'.`,
    proposes: 'tell-region',
  };
}
