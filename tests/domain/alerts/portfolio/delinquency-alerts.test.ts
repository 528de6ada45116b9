import { describe, expect, test } from 'vitest';
import { alertIdOf } from '../../../../domain/alerts/alert.ts';
import {
  delinquencyAlerts,
  readDelinquency,
  type ProductDay,
} from '../../../../domain/alerts/portfolio/delinquency-alerts.ts';
import type { StandingLevel } from '../../../../domain/alerts/portfolio/standing-level.ts';
import { addDays } from '../../../../domain/calendar.ts';
import { FIRST } from './series.ts';

const DAYS = 68;
const LAST = addDays(FIRST, DAYS - 1);

/** Cards and cars: 1,000 loans each, 49 and 51 in turn long past due, 10 of 100 past due of those that fell due. */
function days(
  last: (product: string) => Partial<ProductDay> = () => ({}),
  products = ['card', 'car'],
): ProductDay[] {
  return Array.from({ length: DAYS }, (_, index) =>
    products.map((product) => ({
      ...{ day: addDays(FIRST, index), product, loans: 1_000, over30: index % 2 === 0 ? 49 : 51 },
      ...{ fellDue: 100, newlyPastDue: index % 2 === 0 ? 8 : 12 },
      ...(index === DAYS - 1 && last(product)),
    })),
  ).flat();
}

const alertsOf = (all: readonly ProductDay[], standing: readonly StandingLevel[] = [], asOf = LAST) => {
  const read = readDelinquency({ region: 'north', asOf }, all);
  const readings = read.flatMap(({ indicator, level }) =>
    level === undefined ? [] : [{ indicator, level }],
  );
  return delinquencyAlerts(read, { readings, standing });
};

const told = (indicator: string, level: StandingLevel['level'], source = 'control-chart'): StandingLevel => ({
  ...{ indicator, level, source, asOf: addDays(LAST, -20) },
});

describe('a jump', () => {
  test('of a region is one alert, however many of its products and shares jump', () => {
    const alerts = alertsOf(days(() => ({ over30: 75, newlyPastDue: 30 })));
    expect(alerts).toEqual([
      {
        kind: 'delinquency-jump',
        subject: { kind: 'region', region: 'north' },
        day: LAST,
        figures: {
          ...{ indicator: 'delinquency', level: 'severe', asOf: LAST, source: 'control-chart' },
          ...{ measure: 'newly-past-due', signal: 'beyond-3-sigma', hits: 60, of: 200 },
          ...{ share: 0.3, usual: 0.1, limit: 0.2064, rise: 2 },
        },
        severity: 20,
        why: `north: loans past due of those that fell due the day before: 30.0 % on ${LAST}, where 10.0 % are usual; that is beyond the limit of 20.6 %.`,
        proposes: 'tell-region',
      },
    ]);
    expect(alerts.map(alertIdOf)).toEqual([`delinquency-jump:north:${LAST}`]);
  });

  test('of a product alone is told of as that, when the region as a whole is quiet', () => {
    const alerts = alertsOf(
      days((product) => (product === 'car' ? { newlyPastDue: 24 } : { newlyPastDue: 10 })),
    );
    expect(alerts.map(alertIdOf)).toEqual([`delinquency-jump:north/car:${LAST}`]);
    expect(alerts[0]).toMatchObject({
      figures: { indicator: 'delinquency of car', level: 'severe' },
      why: expect.stringContaining('north: of car, loans past due') as string,
    });
  });

  test('of less than half is to be watched, and of less than a tenth is none', () => {
    expect(alertsOf(days(() => ({ over30: 60 })))).toMatchObject([
      { figures: { level: 'watch' }, severity: 2 },
    ]);
    // Beyond the limit by far: the share hardly ever moves.
    expect(alertsOf(days(() => ({ over30: 54 })))).toEqual([]);
  });

  test('is told as no milder than what stands already', () => {
    const alerts = alertsOf(
      days(() => ({ over30: 60 })),
      [told('unemployment', 'severe', 'desk')],
    );
    expect(alerts).toMatchObject([{ figures: { level: 'severe', rise: 0.2 } }]);
  });

  test.each([
    ['of a day that is not recorded', addDays(LAST, 1)],
    ['of the day before', addDays(LAST, -1)],
  ])('%s is none', (_what, asOf) => {
    expect(
      alertsOf(
        days(() => ({ over30: 90 })),
        [],
        asOf,
      ),
    ).toEqual([]);
  });

  test('downwards is none', () => {
    expect(alertsOf(days(() => ({ over30: 10, newlyPastDue: 0 })))).toEqual([]);
  });
});

describe('what was told of a jump', () => {
  test('can be taken back when nothing is unusual any more', () => {
    const alerts = alertsOf(days(), [told('delinquency', 'severe')]);
    expect(alerts.map(alertIdOf)).toEqual([`indicator:north/delinquency/back:${LAST}`]);
    expect(alerts[0]).toMatchObject({
      figures: {
        indicator: 'delinquency',
        level: 'none',
        asOf: LAST,
        source: 'control-chart',
        toldLevel: 'severe',
      },
      proposes: 'tell-region',
    });
  });

  test('of a product as well', () => {
    expect(alertsOf(days(), [told('delinquency of car', 'watch')]).map(alertIdOf)).toEqual([
      `indicator:north/car/delinquency of car/back:${LAST}`,
    ]);
  });

  test('stands while something was unusual in the last days', () => {
    const jumped = days().map((one) => (one.day === addDays(LAST, -2) ? { ...one, over30: 80 } : one));
    expect(alertsOf(jumped, [told('delinquency', 'severe')])).toEqual([]);
  });

  test('stands when somebody else has told it, or there are no limits yet', () => {
    expect(alertsOf(days(), [told('delinquency', 'severe', 'desk')])).toEqual([]);
    const few = days().filter(({ day }) => day > addDays(LAST, -20));
    expect(alertsOf(few, [told('delinquency', 'severe')])).toEqual([]);
  });
});
