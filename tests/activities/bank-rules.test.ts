import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDailyActivities } from '../../activities/daily.ts';
import type { PreDueRound } from '../../activities/daily-types.ts';
import type { DeliverInput } from '../../activities/types.ts';
import { ContactOutlookReader } from '../../db/contact-outlook-reader.ts';
import { HolidayRepository } from '../../db/holiday-repository.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { PolicyRepository } from '../../db/policy-repository.ts';
import { GATE_UNANSWERED } from '../../domain/contact/gate-policy.ts';
import type { LoanId } from '../../domain/ids.ts';
import { fakeApi, type Fakes } from '../api/fakes.ts';
import { noSmsOnSundays } from '../domain/contact/policy-fixtures.ts';
import { beijing } from '../domain/fixtures.ts';
import { seedLoans } from '../setup/seed.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
let api: Fakes;

beforeAll(async () => {
  bed = await ActivityBed.create();
  const { pool } = bed;
  api = fakeApi({
    data: {
      rules: new PolicyRepository(pool),
      holidays: new HolidayRepository(pool),
      people: new PeopleRepository(pool),
      contactOutlook: new ContactOutlookReader(pool, bed.policies),
    },
  });
  const carl = { userId: 'carl', teamId: 'head-office', role: 'compliance' as const };
  await saveRoster(pool, { teams: [{ teamId: 'head-office', region: 'head-office' }], users: [carl] });
});
afterAll(async () => {
  await api.app.close();
  await bed.close();
});
// What one test publishes is over for the next one.
beforeEach(() => publish('/v1/rule-packs/CN/house', { rules: [] }));

async function publish(url: string, body: object) {
  const payload = { why: 'a test', ...body };
  const answer = await api.app.inject({ method: 'POST', url, payload, headers: { 'x-actor': 'carl' } });
  expect([answer.statusCode, answer.body]).toEqual([expect.toBeOneOf([200, 201]), expect.anything()]);
}
const quietSundays = () => publish('/v1/rule-packs/CN/house', { rules: [noSmsOnSundays()] });

/** What a case decides whose SMS reminder is due in the middle of that day. */
async function reminderOn(day: string, loanId: string) {
  const { orm } = bed.database;
  const { encryption } = bed;
  await seedLoans({ orm, encryption, loans: [{ loanId }], today: day, daysPastDue: 3 });
  bed.nowMs = beijing(day, '11:00');
  const opened = await bed.open(loanId as LoanId);
  bed.nowMs = beijing(day, '13:00');
  return bed.activities().decide({ loanId: loanId as LoanId, state: opened, events: [] });
}

test('no SMS on Sundays: what is due on one goes out on Monday, and a Sunday that is worked is none', async () => {
  await quietSundays();
  const { instruction } = await reminderOn('2026-11-01', 'SUN');
  expect(instruction).toMatchObject({
    kind: 'wait',
    why: expect.stringMatching('BANK-QUIET-SUNDAYS') as unknown,
  });
  const untilMs = instruction.kind === 'wait' ? instruction.untilMs : 0;
  expect(untilMs).toBeGreaterThanOrEqual(beijing('2026-11-02', '08:00'));
  expect(untilMs).toBeLessThan(beijing('2026-11-02', '12:00'));
  bed.nowMs = untilMs;
  const state = await bed.stateAt('SUN-1', 2);
  const monday = await bed.activities().decide({ loanId: 'SUN' as LoanId, state, events: [] });
  expect(monday.instruction).toMatchObject({ kind: 'deliver', channel: 'sms' });
  // 20 September 2026 is worked for National Day; 13 September is not.
  expect((await reminderOn('2026-09-20', 'WORKED')).instruction).toMatchObject({
    kind: 'deliver',
    channel: 'sms',
  });
  expect((await reminderOn('2026-09-13', 'FREE')).instruction).toMatchObject({ kind: 'wait' });
});

test('what was allowed on Saturday does not leave on Sunday', async () => {
  const decided = await reminderOn('2026-10-31', 'LATE');
  const { instruction } = decided;
  if (instruction.kind !== 'deliver') throw new Error(`it is to ${instruction.summary}`);
  const { caseId, sequence } = stateOf(decided);
  const { contactId, reservedAtMs } = instruction;
  const contact: DeliverInput = { loanId: 'LATE' as LoanId, caseId, contactId, reservedAtMs, sequence };
  await quietSundays();
  bed.nowMs = beijing('2026-11-01', '09:00');
  const after = await bed.activities().deliver(contact);
  expect(after.instruction).toMatchObject({
    kind: 'wait',
    why: expect.stringMatching('BANK-QUIET-SUNDAYS') as unknown,
  });
  const { rows } = await bed.pool.query('SELECT 1 FROM sandbox_messages WHERE contact_id = $1', [contactId]);
  expect(rows).toEqual([]);
});

test('a year without calendar: the case waits with a task for compliance, and goes on when it is there', async () => {
  await quietSundays();
  const { state, instruction } = await reminderOn('2027-03-07', 'NOCAL');
  expect(instruction).toMatchObject({
    kind: 'wait',
    why: expect.stringMatching(/no holiday calendar covers 2027-03-07/) as unknown,
  });
  const tasks = async () =>
    (
      await bed.pool.query(
        `SELECT kind, for_role, closed_at IS NOT NULL AS closed FROM tasks WHERE case_id = 'NOCAL-1'`,
      )
    ).rows as unknown[];
  const task = { kind: 'gate-unanswered', for_role: 'compliance' };
  expect(await tasks()).toEqual([{ ...task, closed: false }]);

  const check = () =>
    api.app.inject({ url: '/v1/cases/NOCAL/contact-check?channel=sms&at=2027-03-07T13:00:00%2B08:00' });
  const unanswered = await check();
  expect(unanswered.statusCode).toBe(409);
  expect(unanswered.json()).toMatchObject({
    ...{ code: 'Rejected.GateUnanswered', rules: [GATE_UNANSWERED] },
    detail: expect.stringMatching(/no holiday calendar covers 2027-03-07/i) as unknown,
  });

  await publish('/v1/holidays', { place: 'CN', year: 2027, publicHolidays: ['2027-01-01'] });
  expect((await check()).json()).toMatchObject({
    decision: 'defer',
    permittedFrom: '2027-03-08T00:00:00.000Z',
  });
  bed.nowMs = instruction.kind === 'wait' ? instruction.untilMs : 0;
  const loanId = 'NOCAL' as LoanId;
  const later = await bed.activities().decide({ loanId, state, events: [] });
  expect(later.instruction).toMatchObject({
    why: expect.stringMatching('deferred by BANK-QUIET-SUNDAYS') as unknown,
  });
  expect(await tasks()).toEqual([{ ...task, closed: true }]);
});

test('reminders before the due date ask the same rules: put off, or asked about later, never failed', async () => {
  const daily = createDailyActivities({
    ...{ pool: bed.pool, strategies: bed.strategies, policies: bed.policies, models: bed.models },
    clock: { now: () => bed.nowMs },
    channels: () => bed.sandbox,
    caseClient: { start: () => Promise.resolve() },
  });
  async function roundOn(region: string, day: string, dueOn: string) {
    const { orm } = bed.database;
    const instalments = [{ dueOn, amountMinor: 50_000 }];
    const loans = [{ loanId: `DUE-${region}`, region, consents: ['sms'], instalments }];
    await seedLoans({ orm, encryption: bed.encryption, loans, today: day });
    bed.nowMs = beijing(day, '10:00');
    const run = (input: { region: string; day: string }) => daily.remindBeforeDue(input);
    return new MockActivityEnvironment().run<[Parameters<typeof run>[0]], PreDueRound, typeof run>(run, {
      ...{ region, day },
    });
  }
  await quietSundays();
  const sunday = await roundOn('south', '2026-11-01', '2026-11-04');
  expect(sunday).toMatchObject({ reminded: 0, failed: 0 });
  expect(sunday.againAtMs).toBeGreaterThanOrEqual(beijing('2026-11-02', '08:00'));
  const unknown = await roundOn('north', '2028-02-06', '2028-02-09');
  expect(unknown).toMatchObject({ reminded: 0, failed: 0, unanswered: { reminders: 1 } });
  expect(unknown.againAtMs).toBeGreaterThanOrEqual(bed.nowMs + 4 * 3_600_000);
});

test('a process goes on with what it has read for some seconds, and compiles it once', async () => {
  const reader = new PolicyReader(bed.pool, { keptMs: 60_000 });
  const before = await reader.of('CN');
  await quietSundays();
  expect(await reader.of('CN')).toBe(before);
  const anew = new PolicyReader(bed.pool, { keptMs: 0 });
  const [first, second] = [await anew.of('CN'), await anew.of('CN')];
  expect(second).toBe(first);
  expect(first.pack?.rules.map(({ id }) => id)).toContain('BANK-QUIET-SUNDAYS');
});
