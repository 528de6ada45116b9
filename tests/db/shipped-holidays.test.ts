import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import Holidays from 'date-holidays';
import { createDatabase, type Database } from '../../db/client.ts';
import { HolidayRepository, PRODUCT } from '../../db/holiday-repository.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { publishShippedCalendars, shippedCalendars } from '../../db/shipped-holidays.ts';
import { epochDay } from '../../domain/calendar.ts';
import { dayKind } from '../../domain/holidays/calendar.ts';
import { irelandCalendar } from '../../domain/holidays/ireland.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let holidays: HolidayRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  holidays = new HolidayRepository(database.pool);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

describe('what ships is there after a migration', () => {
  it.each([
    ['CN', '2026-02-17', 'public-holiday', 'the first day of the lunar year'],
    ['CN', '2026-09-20', 'make-up-work-day', 'a Sunday that is worked for National Day'],
    ['CN', '2026-09-27', 'public-holiday', 'the Sunday of Mid-Autumn'],
    ['CN', '2026-11-01', 'ordinary', 'a Sunday like others'],
    ['US', '2026-07-03', 'public-holiday', 'observed for Independence Day, a Saturday'],
    ['US', '2026-11-26', 'public-holiday', 'Thanksgiving'],
    ['US-MA', '2026-06-19', 'public-holiday', 'Juneteenth, by the federal calendar'],
    ['UK', '2026-12-28', 'public-holiday', 'in place of Boxing Day'],
    ['UK', '2026-03-17', 'ordinary', 'St Patrick’s day, which is none in England'],
    ['IN', '2026-08-15', 'public-holiday', 'Independence Day'],
    ['EU-IE', '2026-03-17', 'public-holiday', 'St Patrick’s day'],
  ])('%s %s is a %s: %s', async (place, date, kind) => {
    const policy = await new PolicyReader(database.pool).of(place);
    expect(dayKind(policy.holidays, epochDay(date), 'the test')).toBe(kind);
  });

  it('covers the years that are told, and no other', async () => {
    const years = await holidays.list({});
    for (const source of shippedCalendars()) {
      const there = years.filter(({ place }) => place === source.place);
      expect(there.map(({ year }) => year)).toEqual([...source.years]);
      expect(there.every(({ publishedBy, why }) => publishedBy === PRODUCT && why === source.why)).toBe(true);
    }
    const { holidays: china } = await new PolicyReader(database.pool).of('CN');
    expect(() => dayKind(china, epochDay('2035-10-01'), 'the test')).toThrow(/covers 2035-10-01/);
  });
});

test('Ireland by the Act is what date-holidays has, in every year that we compute', () => {
  const theirs = new Holidays('IE');
  const [from, to] = [irelandCalendar.from, irelandCalendar.to].map((date) => Number(date.slice(0, 4)));
  for (let year = from ?? 0; year <= (to ?? 0); year += 1) {
    const dates = theirs
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10));
    const ours = irelandCalendar.publicHolidays.filter((date) => date.startsWith(`${year}-`));
    expect([...ours].sort()).toEqual([...dates].sort());
  }
});

test('a second migration adds nothing, and overtakes no version of the bank', async () => {
  expect(await publishShippedCalendars(database.pool, new Date())).toBe(0);
  const changes = [{ date: '2027-12-24', day: 'public-holiday' as const }];
  const by = { by: 'officer-1', why: 'a day off' };
  const own = await holidays.change({ place: 'UK', year: 2027, changes }, by, Date.now());
  expect(own).toMatchObject({ version: 2, publishedBy: 'officer-1' });
  expect(await publishShippedCalendars(database.pool, new Date())).toBe(0);
  const newer = shippedCalendars()
    .filter(({ place }) => place === 'UK')
    .map((source) => ({ ...source, why: 'shipped: a newer source' }));
  expect(await publishShippedCalendars(database.pool, new Date(), newer)).toBe(3);
  expect(await publishShippedCalendars(database.pool, new Date(), newer)).toBe(0);
  const [uk2026] = await holidays.list({ place: 'UK', year: 2026 });
  expect(uk2026).toMatchObject({ version: 2, why: 'shipped: a newer source' });
  const [uk2027] = await holidays.list({ place: 'UK', year: 2027 });
  expect(uk2027?.publicHolidays).toContain('2027-12-24');
});

test('a version is never edited, deleted or emptied', async () => {
  for (const sql of [
    `UPDATE holiday_calendars SET why = 'x'`,
    'DELETE FROM holiday_calendars',
    'TRUNCATE holiday_calendars',
  ]) {
    await expect(database.pool.query(sql)).rejects.toThrow();
  }
});

test('two officers at once: both changes stand, each in a version of its own', async () => {
  const change = (date: string) =>
    holidays.change(
      { place: 'IN', year: 2026, changes: [{ date, day: 'public-holiday' }] },
      { by: 'officer-1', why: 'proclaimed' },
      Date.now(),
    );
  const versions = await Promise.all(['2026-11-09', '2026-11-10', '2026-11-11'].map(change));
  expect(versions.map((published) => published?.version).sort()).toEqual([2, 3, 4]);
  const [newest] = await holidays.list({ place: 'IN', year: 2026 });
  expect(newest?.publicHolidays).toEqual(expect.arrayContaining(['2026-11-09', '2026-11-10', '2026-11-11']));
});
