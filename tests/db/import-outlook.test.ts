import { expect, test } from 'vitest';
import { CollateralRepository } from '../../db/collateral-repository.ts';
import { IndicatorRepository } from '../../db/indicator-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { importBed } from './import-bed.ts';
import { ALL_GOOD, rejectedLines, writeFiles } from './import-fixtures.ts';

const bed = importBed();
const { importIt, rowsOf } = bed;

test('figures of the economy arrive as they were given; again, nothing changes; what has changed is updated', async () => {
  const gdp = { indicator: 'gdp growth', region: '', value: '-0.35', note: 'flash estimate' };
  writeFiles(bed.dir, { indicators: [{}, gdp, { value: 'six' }] });
  expect((await importIt()).indicators).toMatchObject({ inserted: 2, rejected: 1 });
  expect(rejectedLines(bed.dir, 'indicators')).toEqual(['4,value,six,is not a decimal number']);
  expect(await rowsOf('SELECT *, as_of::text FROM indicators ORDER BY indicator')).toEqual([
    {
      ...{ indicator: 'gdp growth', region: '', as_of: '2026-10-31', value: -0.35 },
      ...{ source: 'statistics-office', extra: { note: 'flash estimate' } },
    },
    {
      ...{ indicator: 'unemployment', region: 'north', as_of: '2026-10-31', value: 5.2 },
      ...{ source: 'statistics-office', extra: {} },
    },
  ]);
  expect((await importIt()).indicators).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  writeFiles(bed.dir, { indicators: [{ value: '5.3' }, { as_of: '2026-11-30' }] });
  expect((await importIt()).indicators).toMatchObject({ inserted: 1, updated: 1 });
});

test('a region has its own series whole, or that of all regions, up to a day and so far back', async () => {
  const months = ['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31'];
  writeFiles(bed.dir, {
    indicators: [
      ...months.map((as_of, index) => ({ region: '', as_of, value: String(index) })),
      { region: 'south', as_of: '2026-09-30', value: '9' },
    ],
  });
  await importIt();
  const repository = new IndicatorRepository(bed.pool);
  const series = async (region: string, asOf: string) =>
    (await repository.series(['unemployment'], { region, asOf, periods: 1 }))
      .get('unemployment')
      ?.map(({ asOf: on, value }) => [on, value]);
  expect(await series('south', '2026-10-31')).toEqual([['2026-09-30', 9]]);
  expect(await series('west', '2026-10-30')).toEqual([
    ['2026-08-31', 1],
    ['2026-09-30', 2],
  ]);
  // Before the region had one of its own.
  expect(await series('south', '2026-08-31')).toEqual([
    ['2026-07-31', 0],
    ['2026-08-31', 1],
  ]);
});

test('series are listed by name, the newest figure first, page by page', async () => {
  const months = ['2026-08-31', '2026-09-30', '2026-10-31'];
  writeFiles(bed.dir, {
    indicators: [...months.map((as_of) => ({ as_of })), { region: '', indicator: 'gdp' }, { region: '' }],
  });
  await importIt();
  const repository = new IndicatorRepository(bed.pool);
  const all = await repository.list({}, { limit: 9 });
  expect(all.map(({ indicator, region, asOf }) => [indicator, region, asOf])).toEqual([
    ['gdp', '', '2026-10-31'],
    ['unemployment', '', '2026-10-31'],
    ['unemployment', 'north', '2026-10-31'],
    ['unemployment', 'north', '2026-09-30'],
    ['unemployment', 'north', '2026-08-31'],
  ]);
  expect(await repository.list({}, { after: ['unemployment', 'north', '2026-10-31'], limit: 9 })).toEqual(
    all.slice(3),
  );
  expect(await repository.list({ region: '', indicator: 'gdp' }, { limit: 9 })).toEqual(all.slice(0, 1));
});

test('collateral arrives with loans of the same import, and the newest two values are told', async () => {
  const later = { as_of: '2026-11-30', value: '18000.50', source: 'auction house' };
  writeFiles(bed.dir, {
    ...ALL_GOOD,
    loans: [{}, { loan_id: 'L2', currency: 'JPY', principal: '20000' }, { loan_id: 'L3' }],
    collateral: [
      { as_of: '2025-01-31' },
      later,
      {},
      { loan_id: 'L2', currency: 'JPY', value: '500' },
      { loan_id: 'L9' },
    ],
  });
  expect((await importIt()).collateral).toMatchObject({ inserted: 4, rejected: 1 });
  const repository = new CollateralRepository(bed.pool);
  const ids = ['L1', 'L2', 'L3'] as LoanId[];
  const newest = { loanId: 'L1', currency: 'CNY' };
  const [third, october] = [
    { ...newest, asOf: '2026-11-30', valueMinor: 1_800_050, source: 'auction house' },
    { ...newest, asOf: '2026-10-31', valueMinor: 2_500_000, source: 'surveyor' },
  ];
  const first = { ...october, asOf: '2025-01-31' };
  const yen = { newest: { ...october, loanId: 'L2', currency: 'JPY', valueMinor: 500 } };
  expect(await repository.newest(ids)).toEqual(
    new Map<string, unknown>([
      ['L1', { newest: third, before: october }],
      ['L2', yen],
    ]),
  );
  expect(await repository.newest(ids, '2026-11-29')).toEqual(
    new Map<string, unknown>([
      ['L1', { newest: october, before: first }],
      ['L2', yen],
    ]),
  );
  expect((await importIt()).collateral).toMatchObject({ unchanged: 4, inserted: 0, updated: 0 });
});
