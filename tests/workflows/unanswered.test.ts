import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HolidayRepository } from '../../db/holiday-repository.ts';
import { PolicyRepository } from '../../db/policy-repository.ts';
import { noSmsOnSundays } from '../domain/contact/policy-fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

/** For so long a worker goes on with the rules that it has read. */
const KEPT_MS = 5_000;

test('a case whose rules ask for a calendar that is not there lives on, and goes on when it is', async () => {
  const { pool } = cases.database;
  const publication = { by: 'carl', why: 'a test' };
  const rule = noSmsOnSundays({ publicHolidays: true, channels: ['sms', 'email', 'voice', 'push'] });
  await new PolicyRepository(pool).publishHouse({ jurisdiction: 'CN', rules: [rule] }, publication, 0);
  await cases.begin('2027-03-01', '12:00');
  const loanId = await cases.seed({ loanId: 'NO-CALENDAR' }, 1);
  await cases.open(loanId);
  await cases.passUntil('2027-03-04', '12:00');

  const waiting = await cases.state(loanId);
  expect(waiting.errands).toMatchObject([{ kind: 'gate-unanswered' }]);
  expect(await cases.contacts(loanId)).toEqual([]);
  const asked = (await cases.types(loanId)).filter((type) => type === 'gate-unanswered');
  expect(asked.length).toBeGreaterThan(3);

  const year = { place: 'CN', year: 2027, publicHolidays: ['2027-01-01'], makeUpWorkDays: [] };
  await new HolidayRepository(pool).publish(year, publication, cases.now());
  await setTimeout(KEPT_MS);
  await cases.passUntil('2027-03-05', '12:00');
  expect(await cases.contacts(loanId)).toMatchObject([
    { channel: 'sms', rung: 0, status: 'sent', messages: 1 },
  ]);
  expect((await cases.state(loanId)).errands).toBeUndefined();
});
