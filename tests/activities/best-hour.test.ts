import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDailyActivities } from '../../activities/daily.ts';
import type { RegionDay } from '../../activities/daily-types.ts';
import { hoursFor } from '../../activities/hours-for.ts';
import { buildApp } from '../../api/app.ts';
import { HoursReader } from '../../db/hours-reader.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { inTransaction } from '../../db/transaction.ts';
import { addDays } from '../../domain/calendar.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { strategySchema } from '../../domain/strategy/schema.ts';
import { fakeApi } from '../api/fakes.ts';
import { beijing, caseFacts } from '../domain/fixtures.ts';
import { bookPayment, timelineOf } from '../setup/case-records.ts';
import { ActivityBed, overdue, stateOf } from './bed.ts';

/** Every tier alike, the first step, by SMS, six days past due. */
const ladder = cnRetail.ladders.low.map((rung) => ({ ...rung, onDay: rung.onDay + 3 }));
const byHours = strategySchema.parse({
  ...cnRetail,
  ...{ id: 'cn-hours', publishedBy: 'mia', preferredTime: 'best', spreadMinutes: 0 },
  ladders: { low: ladder, middle: ladder, high: ladder },
});

const REGION = 'hours';
const SEEN = 12;
let bed: ActivityBed;
let app: ReturnType<typeof buildApp>;

beforeAll(async () => {
  bed = await ActivityBed.create();
  const { database, encryption } = bed;
  app = buildApp({
    ...{ database, encryption, clock: { now: () => bed.nowMs }, caseClient: fakeApi().caseClient },
  });
  // After those that ship, which are published when the database is made.
  await publishStrategies(database.orm, [byHours], new Date('2100-01-01'));
  await contactsOfLastWeeks();
});
afterAll(async () => {
  await app.close();
  await bed.close();
});

const DAYS = ['2026-10-22', '2026-10-29'];
let contacts = 0;

/** An SMS to the customer of a case. */
async function text(loanId: LoanId, atMs: number): Promise<void> {
  contacts += 1;
  await bed.pool.query(
    `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, case_id, channel, purpose, script, rules, status)
     SELECT $1, $2, customer_id, loan_id, case_id, 'sms', 'collect', 's', '[]', 'sent' FROM cases WHERE loan_id = $3`,
    [`text-${contacts}`, new Date(atMs), loanId],
  );
}

async function pay(loanId: LoanId, paidAtMs: number): Promise<void> {
  await bookPayment(bed.pool, { id: `paid-${loanId}-${paidAtMs}`, loanId, amountMinor: 1, paidAtMs });
}

/** Thursdays at six in the evening half of the customers pay upon an SMS, at ten in the morning none. */
async function contactsOfLastWeeks(): Promise<void> {
  bed.nowMs = beijing('2026-10-20', '12:00');
  for (let i = 0; i < SEEN; i += 1) {
    for (const [group, time] of [
      ['evening', '18:20'],
      ['morning', '10:05'],
    ] as const) {
      const loanId = await bed.seed({ loanId: `${group}-${i}`, region: REGION }, 30);
      await bed.open(loanId);
      for (const day of DAYS) {
        await text(loanId, beijing(day, time));
        if (group === 'evening' && i % 2 === 0) await pay(loanId, beijing(day, '18:30'));
      }
    }
  }
  await sumUp();
}

async function sumUp(): Promise<void> {
  for (const day of DAYS) await record(addDays(day, 4));
}

async function record(day: string): Promise<void> {
  bed.nowMs = beijing(day, '05:30');
  const { recordLoanDays } = createDailyActivities({
    ...{ pool: bed.pool, strategies: bed.strategies, policies: bed.policies, models: bed.models },
    channels: () => bed.sandbox,
    ...{ clock: { now: () => bed.nowMs }, caseClient: { start: () => Promise.resolve() } },
  });
  await new MockActivityEnvironment({}).run<[RegionDay], { loans: number }, typeof recordLoanDays>(
    recordLoanDays,
    { region: REGION, day },
  );
}

/** Overdue since 30 October: six days past due is Thursday 5 November. */
async function open(loanId: string) {
  bed.nowMs = beijing('2026-11-02', '12:00');
  const id = await bed.seed({ loanId, region: REGION }, 2);
  return bed.activities().decide({ loanId: id, state: null, events: [overdue(id)] });
}

describe('a case whose strategy plans by the best hour', () => {
  test('waits for the one that the ledger has shown, says why, and contacts the customer then', async () => {
    const opened = await open('HB-1');
    const state = stateOf(opened);
    const shown =
      /Thursdays at 18:00, when 12 of 24 SMS to customers of the (region|same risk tier) were followed by a payment; \d+ % at any time$/;
    expect(opened.instruction).toMatchObject({
      ...{ kind: 'wait', untilMs: beijing('2026-11-05', '18:00') },
      why: expect.stringMatching(shown) as string,
    });
    expect(state.chosenHour).toMatchObject({ rung: 0, weekday: 4, hour: 18, tries: 24, successes: 12 });

    const status = await app.inject({ method: 'GET', url: '/v1/cases/HB-1/status?lang=en' });
    const { sentences, bestHour } = status.json<{ sentences: string[]; bestHour: object }>();
    expect(sentences.join(' ')).toContain('The best hour of that day: Thursdays at 18:00, when 12 of 24 SMS');
    expect(bestHour).toMatchObject({ channel: 'sms', weekday: 4, hour: 18, tries: 24, successes: 12 });
    const chinese = await app.inject({ method: 'GET', url: '/v1/cases/HB-1/status?lang=zh-CN' });
    expect(chinese.json<{ text: string }>().text).toMatch(
      /当日最佳时段：周四 18:00 起，对.+客户的 24 条短信中，12 条发送后客户还款/,
    );

    bed.nowMs = beijing('2026-11-05', '18:00');
    const taken = await bed.activities().decide({ loanId: state.loanId, state, events: [] });
    expect(taken.instruction).toMatchObject({ kind: 'deliver', channel: 'sms' });
    const reserved = (await timelineOf(bed.pool, state.loanId)).find(
      ({ type }) => type === 'contact-reserved',
    );
    expect(reserved?.why).toMatch(shown);
    expect(reserved?.data['hour']).toMatchObject({ weekday: 4, hour: 18, tries: 24, successes: 12 });
  });

  test('goes by customers of its own segment, and by its customer’s own contacts', async () => {
    const alike = ['morning-1', 'morning-3'] as LoanId[];
    await bed.pool.query(
      `UPDATE case_scores s SET segment = 'S7' FROM cases k WHERE k.case_id = s.case_id AND k.loan_id = ANY($1)`,
      [alike],
    );
    for (const loanId of alike) {
      for (const day of DAYS) {
        for (let i = 0; i < 10; i += 1) await text(loanId, beijing(day, '12:40') + i);
        await pay(loanId, beijing(day, '12:45'));
      }
    }
    await sumUp();
    const opened = stateOf(await open('HB-2'));
    const again = (segment: string) =>
      bed.activities().decide({
        ...{ loanId: opened.loanId, state: { ...opened, segment } },
        events: [],
      });
    expect((await again('S7')).instruction).toMatchObject({
      untilMs: beijing('2026-11-05', '12:00'),
      why: expect.stringContaining('SMS to customers like this were followed by a payment') as string,
    });

    const other = stateOf(await open('HB-3'));
    for (let i = 0; i < 12; i += 1) await text(other.loanId, beijing('2026-10-29', '20:00') + i);
    await pay(other.loanId, beijing('2026-10-29', '21:00'));
    const own = await bed.activities().decide({ loanId: other.loanId, state: other, events: [] });
    expect(own.instruction).toMatchObject({
      untilMs: beijing('2026-11-05', '20:00'),
      why: expect.stringContaining('12 of 12 SMS to this customer were followed by a payment') as string,
    });
  });
});

describe('the reader of hours', () => {
  const whom = { customerId: 'C-evening-0' as CustomerId, region: REGION, zone: 'Asia/Shanghai' };
  const now = beijing('2026-11-02', '12:00');

  test('keeps a region for a while, and looks at a customer each time', async () => {
    const reader = new HoursReader(bed.pool, { keptMs: 60_000 });
    const first = await reader.of(whom, now);
    const second = await inTransaction(bed.pool, (tx) => reader.of(whom, now, tx));
    expect(second.region).toBe(first.region);
    expect(second.own).not.toBe(first.own);
    expect(first.own).toContainEqual({ channel: 'sms', weekday: 4, hour: 18, tries: 2, successes: 2 });
    expect((await reader.of({ ...whom, region: 'nowhere' }, now)).region).toEqual([]);
    const anew = new HoursReader(bed.pool, { keptMs: 0 });
    expect((await anew.of(whom, now)).region).not.toBe((await anew.of(whom, now)).region);
  });

  test('reads once for a batch, of the cases whose strategy plans by hours only', async () => {
    const other = (customerId: string) => {
      const { loan, ...rest } = caseFacts();
      return {
        ...rest,
        loan: { ...loan, customerId: customerId as CustomerId, loanId: customerId as LoanId },
      };
    };
    const [one, two, three] = [other('C1'), other('C2'), other('C3')];
    const asked: string[][] = [];
    const hours = {
      ofAll: (whom: readonly { customerId: CustomerId }[]) => {
        asked.push(whom.map(({ customerId }) => customerId));
        return Promise.resolve(new Map(whom.map(({ customerId }) => [customerId, { region: [], own: [] }])));
      },
    };
    await inTransaction(bed.pool, async (tx) => {
      const where = { now, tx };
      const usual = { strategy: cnRetail, published: {} };
      const none = await hoursFor(hours, [{ facts: one, ...usual }], where);
      expect([none(one), asked]).toEqual([{}, []]);
      const cases = [
        { facts: one, ...usual },
        { facts: two, strategy: cnRetail, published: { 'cn-hours@1': byHours } },
        { facts: three, strategy: byHours, published: {} },
      ];
      const seen = await hoursFor(hours, cases, where);
      const known = { hours: { region: [], own: [] } };
      expect([seen(one), seen(two), seen(three)]).toEqual([{}, known, known]);
      expect((await hoursFor(undefined, cases, where))(three)).toEqual({});
    });
    expect(asked).toEqual([['C2', 'C3']]);
  });

  test('knows each customer of a batch by their own contacts', async () => {
    const reader = new HoursReader(bed.pool, { keptMs: 60_000 });
    const customers = ['C-evening-0', 'C-evening-2', 'C-nobody'] as CustomerId[];
    const known = await reader.ofAll(
      customers.map((customerId) => ({ ...whom, customerId })),
      now,
    );
    for (const customerId of customers) {
      expect(known.get(customerId)).toEqual(await reader.of({ ...whom, customerId }, now));
    }
    expect(known.get('C-evening-2' as CustomerId)?.own).toContainEqual({
      ...{ channel: 'sms', weekday: 4, hour: 18, tries: 2, successes: 2 },
    });
    expect(known.get('C-nobody' as CustomerId)?.own).toEqual([]);
  });
});
