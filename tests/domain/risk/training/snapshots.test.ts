import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, epochDay, isoDateOfDay } from '../../../../domain/calendar.ts';
import { CASE_FEATURES } from '../../../../domain/risk/features/case-features.ts';
import { riskFactsAsOf, type RiskHistory } from '../../../../domain/risk/risk-history.ts';
import { tenthsOf } from '../../../../domain/risk/training/finish-content.ts';
import { permittedFeatures } from '../../../../domain/risk/training/permission.ts';
import { standingModels } from '../../../../domain/risk/training/publication.ts';
import { rowValues } from '../../../../domain/risk/training/row-values.ts';
import { TrainingSample } from '../../../../domain/risk/training/sample.ts';
import { lastWholeDay } from '../../../../domain/risk/training/snapshot-days.ts';
import { snapshotsOf, type Snapshot } from '../../../../domain/risk/training/snapshots.ts';

const NEWEST = '2026-10-31';
const HORIZONS = [30, 60, 90];
const features = CASE_FEATURES.map(({ name }) => name);

const day = fc.integer({ min: 0, max: 600 }).map((at) => addDays('2025-03-01', at));
const inOrder = <T>(dated: fc.Arbitrary<T>, on: (one: T) => string, newestFirst = false) =>
  fc
    .array(dated, { maxLength: 8 })
    .map((list) =>
      list.sort((a, b) => (on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : 0) * (newestFirst ? -1 : 1)),
    );
const amountMinor = fc.integer({ min: 1, max: 40_000 });

const history: fc.Arbitrary<RiskHistory> = fc.record({
  zone: fc.constant('Asia/Shanghai'),
  loan: fc.constant({
    ...{
      product: 'card',
      secured: false,
      currency: 'CNY',
      principalMinor: 1_000_000,
      originatedOn: '2025-02-01',
    },
    ...{ termMonths: null, annualRate: 0.18 },
  }),
  customer: fc.constant({ annualIncomeMinor: null, birthDate: '1990-02-28', language: 'en' }),
  instalments: inOrder(fc.record({ dueOn: day, amountMinor }), ({ dueOn }) => dueOn),
  payments: inOrder(fc.record({ paidOn: day, amountMinor }), ({ paidOn }) => paidOn),
  ratings: inOrder(
    fc.record({
      source: fc.constantFrom('internal', 'bureau'),
      asOf: day,
      score: fc.integer({ min: 400, max: 800 }),
    }),
    ({ asOf }) => asOf,
    true,
  ),
  externalDebts: inOrder(fc.record({ asOf: day, totalMinor: amountMinor }), ({ asOf }) => asOf, true),
  macroAlerts: inOrder(
    fc.record({
      indicator: fc.constantFrom('jobs', 'gdp'),
      asOf: day,
      level: fc.constantFrom('none' as const, 'watch' as const, 'severe' as const),
    }),
    ({ asOf }) => asOf,
    true,
  ),
  judged: inOrder(
    fc.record({
      promiseId: fc.constantFrom('p1', 'p2'),
      on: day,
      outcome: fc.constantFrom('kept' as const, 'broken' as const),
    }),
    ({ on }) => on,
  ),
  contacts: inOrder(fc.record({ on: day }), ({ on }) => on),
});

const look = (of: RiskHistory, newestOn = NEWEST): Snapshot[] =>
  snapshotsOf(of, (on) => riskFactsAsOf(of, on), { newestOn, horizons: HORIZONS, features });

/** What the bank knew on a day, when nothing of what is later had happened. */
function cutAt(of: RiskHistory, last: string): RiskHistory {
  const until = <T>(list: readonly T[], on: (one: T) => string) => list.filter((one) => on(one) <= last);
  return {
    ...of,
    instalments: until(of.instalments, ({ dueOn }) => dueOn),
    payments: until(of.payments, ({ paidOn }) => paidOn),
    ratings: until(of.ratings, ({ asOf }) => asOf),
    externalDebts: until(of.externalDebts, ({ asOf }) => asOf),
    macroAlerts: until(of.macroAlerts, ({ asOf }) => asOf),
    judged: until(of.judged, ({ on }) => on),
    contacts: until(of.contacts, ({ on }) => on),
  };
}

describe('a loan on days of its past', () => {
  test('the features of a day know nothing of later', () => {
    fc.assert(
      fc.property(history, (of) => {
        for (const { day: on, values } of look(of)) {
          const known = cutAt(of, isoDateOfDay(on));
          const then = snapshotsOf(known, (at) => riskFactsAsOf(known, at), {
            ...{ newestOn: addDays(isoDateOfDay(on), 30), horizons: [30], features },
          });
          expect(then.find((one) => one.day === on)?.values).toEqual(values);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the outcome of a horizon knows nothing of what is after it, and none is told that has not ended', () => {
    fc.assert(
      fc.property(history, (of) => {
        for (const { day: on, outcomes } of look(of)) {
          for (const [at, horizon] of HORIZONS.entries()) {
            const end = isoDateOfDay(on + horizon);
            if (end > NEWEST) expect(outcomes[at]).toBeNull();
            else {
              const then = look(cutAt(of, end), end).find((one) => one.day === on);
              expect(then?.outcomes[at]).toEqual(outcomes[at]);
              expect(outcomes[at]).not.toBeNull();
            }
          }
          expect(on + 30).toBeLessThanOrEqual(epochDay(NEWEST));
        }
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  // Half a day behind UTC the day is over when the next one has half gone.
  ['2026-11-02T12:00:00Z', '2026-11-01'],
  ['2026-11-02T11:59:59.999Z', '2026-10-31'],
  ['2026-11-02T00:30:00Z', '2026-10-31'],
  ['2024-03-01T12:00:00Z', '2024-02-29'],
])('of books that reach to %s the last day that is over everywhere is %s', (until, day) => {
  expect(lastWholeDay(Date.parse(until))).toBe(day);
});

describe('a sample of snapshots', () => {
  const names = ['daysPastDue', 'product', 'missing'];
  const kinds = [
    { name: 'daysPastDue', kind: 'number' },
    { name: 'product', kind: 'category' },
    { name: 'missing', kind: 'number' },
  ].map((feature) => ({ ...feature, label: '', unit: 'none', direction: 'unknown' }) as never);
  const snapshot = (at: number): Snapshot => ({
    day: at,
    values: { daysPastDue: at, product: at % 2 === 0 ? 'card' : 'car', missing: null },
    outcomes: [{ repaid: at % 3 === 0, defaulted: null }, null],
  });
  const draw = (rows: number, mostRows: number, seed = 1) => {
    const sample = new TrainingSample({ features: kinds, horizons: [30, 60], mostRows, seed });
    for (let at = 0; at < rows; at += 1) sample.add(at, snapshot(at));
    return sample.finish(99);
  };

  test('keeps every row whole, in columns', () => {
    const table = draw(50, 100);
    expect(table).toMatchObject({ rowsSeen: 50, newestDay: 99 });
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    for (let row = 0; row < 50; row += 1) {
      const day = table.days[row]!;
      expect(rowValues(table.columns, row)).toEqual(snapshot(day).values);
      expect(table.customers[row]).toBe(day);
      expect(table.horizons.map(({ repaid, defaulted }) => [repaid[row], defaulted[row]])).toEqual([
        [day % 3 === 0 ? 1 : 0, -1],
        [-1, -1],
      ]);
    }
  });

  test('of more it draws as many as it may keep, evenly, and the same for the same seed', () => {
    const table = draw(4000, 400);
    expect([table.days.length, table.rowsSeen]).toEqual([400, 4000]);
    expect(new Set(table.days).size).toBe(400);
    const late = table.days.filter((day) => day >= 2000).length;
    expect(Math.abs(late - 200)).toBeLessThan(50);
    expect(draw(4000, 400)).toEqual(table);
    expect(draw(4000, 400, 2)).not.toEqual(table);
  });
});

test('tenths of points: shares add up, and a score that many have is one group', () => {
  expect(tenthsOf(Float64Array.of(400, 400, 500, 600))).toEqual({
    ...{ bounds: [500, 600], shares: [0.5, 0.25, 0.25] },
  });
  const points = fc.array(fc.integer({ min: 300, max: 700 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(points, (list) => {
      const { bounds, shares } = tenthsOf(Float64Array.from(list));
      expect(shares).toHaveLength(bounds.length + 1);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(shares.every((share) => share > 0)).toBe(true);
      expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
    }),
  );
});

test.each<[('p1' | 'p2' | 'p3' | 'back' | 'back1')[], number[]]>([
  [[], []],
  [['p1'], [1]],
  [
    ['p1', 'p2'],
    [1, 2],
  ],
  [['p1', 'p2', 'back1'], [1]],
  [['p1', 'back'], []],
  [
    ['p1', 'p2', 'back1', 'p3'],
    [1, 3],
  ],
  [['p1', 'p2', 'back1', 'back', 'p2'], [2]],
])('of %j there stand %j', (changes, standing) => {
  const publications = changes.map((change) =>
    change.startsWith('back')
      ? ({ action: 'rolled-back', version: Number(change.slice(4)) || null } as const)
      : ({ action: 'published', version: Number(change.slice(1)) } as const),
  );
  expect(standingModels(publications)).toEqual(standing);
});

test('features of a protected attribute are there exactly where it is allowed', () => {
  const namesOf = (allowed: Parameters<typeof permittedFeatures>[0]) => {
    const { features: all, allowProtected } = permittedFeatures(allowed);
    return [all.filter((one) => one.protectedAttribute).map(({ name }) => name), allowProtected];
  };
  expect(namesOf([])).toEqual([[], []]);
  expect(namesOf([{ attribute: 'age', why: 'review 12' }])).toEqual([
    ['age'],
    [{ column: 'age', reason: 'review 12' }],
  ]);
  expect(namesOf([{ attribute: 'sex', why: 'no feature tells it' }])).toEqual([[], []]);
});
