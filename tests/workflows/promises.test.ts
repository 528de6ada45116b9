import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { spread } from '../../domain/stable-hash.ts';
import { beijing } from '../domain/fixtures.ts';
import { minuteOf } from '../setup/case-records.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const inTheHour = (loanId: string, date: string, time: string) =>
  minuteOf(beijing(date, time) + spread(loanId, 60 * MINUTE_MS));

const promise = (id: string, ...instalments: { dueOn: string; amountMinor: number }[]) => ({
  ...{ type: 'promise' as const, id, by: 'collector-1', instalments },
});

/** A low-risk case at noon of 1 November, one day late, nothing sent yet. */
async function openCase(id: string): Promise<LoanId> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, 1);
  await cases.open(loanId);
  return loanId;
}

const purposes = async (loanId: LoanId) =>
  (await cases.contacts(loanId)).map(({ purpose, at }) => [purpose, at]);

/** Events but those of workflow tasks: this server records one for each question, the real one (journey.test.ts) none. */
async function eventsOf(loanId: LoanId): Promise<string[]> {
  const events = (await cases.history(loanId)).events ?? [];
  return events
    .filter((event) => !Object.keys(event).some((key) => key.startsWith('workflowTask')))
    .map((event) => String(event.eventType));
}

describe('a promise to pay', () => {
  test('holds the ladder, reminds the day before; kept by paying all: cured', async () => {
    const loanId = await openCase('KEPT-1');
    const state = await cases.ask(loanId, promise('P1', { dueOn: '2026-11-10', amountMinor: 50_000 }));
    expect(state?.holds).toMatchObject([{ kind: 'promise', owner: 'collector-1' }]);
    await cases.passUntil('2026-11-10', '12:00');
    expect(await purposes(loanId)).toEqual([['promise-reminder', inTheHour(loanId, '2026-11-09', '10:00')]]);

    await cases.pay(loanId, 50_000, 'PAY-KEPT-1');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await cases.types(loanId)).toEqual(expect.arrayContaining(['promise-kept', 'cured']));
  });

  test('kept in part of the debt: the hold ends, the ladder goes on', async () => {
    const loanId = await openCase('KEPT-2');
    await cases.ask(loanId, promise('P2', { dueOn: '2026-11-05', amountMinor: 20_000 }));
    await cases.passUntil('2026-11-04', '18:00');
    const state = await cases.pay(loanId, 20_000, 'PAY-KEPT-2');
    expect(state).toMatchObject({ keptPromises: 1, brokenPromises: 0, holds: [], arrearsMinor: 30_000 });
    await cases.passUntil('2026-11-07', '23:00');
    expect(await purposes(loanId)).toEqual([
      ['promise-reminder', inTheHour(loanId, '2026-11-04', '10:00')],
      ['collect', inTheHour(loanId, '2026-11-07', '10:00')],
    ]);
  });

  test('partly kept at its deadline: told apart from broken', async () => {
    const loanId = await openCase('PARTLY-1');
    await cases.ask(loanId, promise('P3', { dueOn: '2026-11-04', amountMinor: 50_000 }));
    await cases.passUntil('2026-11-04', '12:00');
    await cases.pay(loanId, 30_000, 'PAY-PARTLY-1');
    await cases.passUntil('2026-11-06', '23:59');
    expect(await cases.types(loanId)).not.toContain('promise-partly-kept');
    await cases.passUntil('2026-11-07', '00:01');
    expect((await cases.timeline(loanId)).at(-1)).toMatchObject({
      type: 'promise-partly-kept',
      at: '2026-11-07 00:00',
    });
    expect(await cases.state(loanId)).toMatchObject({ keptPromises: 0, brokenPromises: 0, holds: [] });
  });

  test('broken: judged when its tolerance ends, the next step comes as soon as the hours allow', async () => {
    const loanId = await openCase('BROKEN-1');
    await cases.ask(loanId, promise('P4', { dueOn: '2026-11-04', amountMinor: 50_000 }));
    await cases.passUntil('2026-11-07', '00:30');
    const broken = (await cases.timeline(loanId)).find(({ type }) => type === 'promise-broken');
    expect(broken?.at).toBe('2026-11-07 00:00');
    expect(await cases.state(loanId)).toMatchObject({ brokenPromises: 1, holds: [] });
    await cases.passUntil('2026-11-07', '12:00');
    expect((await cases.contacts(loanId)).at(-1)).toMatchObject({
      ...{ purpose: 'collect', rung: 0, at: inTheHour(loanId, '2026-11-07', '08:00') },
    });
  });

  test('in two parts: a missed part breaks it at once, without waiting for the second', async () => {
    const loanId = await openCase('PARTS-1');
    await cases.ask(
      loanId,
      promise(
        'P5',
        { dueOn: '2026-11-05', amountMinor: 25_000 },
        { dueOn: '2026-11-20', amountMinor: 25_000 },
      ),
    );
    await cases.passUntil('2026-11-08', '00:30');
    expect(await cases.types(loanId)).toContain('promise-broken');
  });

  test('in two parts, both paid: reminded of each once, kept with the last', async () => {
    const loanId = await openCase('PARTS-2');
    await cases.ask(
      loanId,
      promise(
        'P6',
        { dueOn: '2026-11-05', amountMinor: 25_000 },
        { dueOn: '2026-11-20', amountMinor: 25_000 },
      ),
    );
    await cases.passUntil('2026-11-05', '12:00');
    await cases.pay(loanId, 25_000, 'PAY-PARTS-2a');
    await cases.passUntil('2026-11-20', '12:00');
    expect((await purposes(loanId)).map(([purpose]) => purpose)).toEqual([
      'promise-reminder',
      'promise-reminder',
    ]);
    await cases.pay(loanId, 25_000, 'PAY-PARTS-2b');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await cases.types(loanId)).toContain('promise-kept');
  });
});

describe('a promise that is renegotiated', () => {
  test('is replaced and counted; payments from then on count towards the new one', async () => {
    const loanId = await openCase('AGAIN-1');
    await cases.ask(loanId, promise('A1', { dueOn: '2026-11-04', amountMinor: 50_000 }));
    await cases.passUntil('2026-11-02', '12:00');
    await cases.pay(loanId, 10_000, 'PAY-AGAIN-1a');
    const later = promise('A2', { dueOn: '2026-11-12', amountMinor: 40_000 });
    const state = await cases.ask(loanId, { ...later, replaces: 'A1' });
    expect(state).toMatchObject({
      promise: { id: 'A2', paidMinor: 0 },
      renegotiatedPromises: 1,
      keptPromises: 0,
      brokenPromises: 0,
    });
    // The first promise's date passes and nothing is judged; the second is reminded of and kept.
    await cases.passUntil('2026-11-12', '12:00');
    expect(await purposes(loanId)).toEqual([['promise-reminder', inTheHour(loanId, '2026-11-11', '10:00')]]);
    await cases.pay(loanId, 40_000, 'PAY-AGAIN-1b');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    const types = await cases.types(loanId);
    expect(types.filter((type) => type.startsWith('promise-'))).toEqual([
      'promise-renegotiated',
      'promise-kept',
    ]);
  });
});

describe('a promise during grace', () => {
  test('is not judged: its date moves by the days of grace', async () => {
    const loanId = await openCase('GRACE-1');
    await cases.ask(loanId, promise('G1', { dueOn: '2026-11-04', amountMinor: 50_000 }));
    const grace = { type: 'grace' as const, id: 'GR-1', by: 'collector-1', reason: 'force-majeure' as const };
    await cases.ask(loanId, { ...grace, days: 10 });
    await cases.passUntil('2026-11-11', '13:00');
    expect(await cases.state(loanId)).toMatchObject({
      brokenPromises: 0,
      promise: { instalments: [{ dueOn: '2026-11-14' }] },
    });
    await cases.passUntil('2026-11-17', '00:30');
    expect(await cases.state(loanId)).toMatchObject({ brokenPromises: 1 });
    expect(await purposes(loanId)).toEqual([['promise-reminder', inTheHour(loanId, '2026-11-13', '10:00')]]);
  });
});

describe('a promise that is refused', () => {
  test.each([
    ['too late', { dueOn: '2026-12-05', amountMinor: 50_000 }, 'Rejected.PromiseTooLate'],
    ['in the past', { dueOn: '2026-10-31', amountMinor: 50_000 }, 'Rejected.PromiseInThePast'],
    ['too small', { dueOn: '2026-11-05', amountMinor: 100 }, 'Rejected.PromiseTooSmall'],
  ])('%s: told at once, leaves no event in history', async (name, instalment, type) => {
    const loanId = await openCase(`REFUSED-${name.replaceAll(' ', '-')}`);
    const before = await eventsOf(loanId);
    await expect(cases.ask(loanId, promise('P7', instalment))).rejects.toMatchObject({ type });
    expect(await eventsOf(loanId)).toEqual(before);
    expect(await cases.types(loanId)).toEqual(['opened']);
  });

  test('a second one while one is open', async () => {
    const loanId = await openCase('SECOND-1');
    await cases.ask(loanId, promise('P8', { dueOn: '2026-11-05', amountMinor: 50_000 }));
    await expect(
      cases.ask(loanId, promise('P9', { dueOn: '2026-11-06', amountMinor: 50_000 })),
    ).rejects.toMatchObject({ type: 'Rejected.PromiseAlreadyOpen' });
  });

  test.each([
    ['another than the open one', 'P-none', 'Rejected.PromiseNotOpen'],
    ['too often', 'P12', 'Rejected.TooManyRenegotiations'],
  ])('in place of %s: told at once, leaves no event in history', async (name, replaces, type) => {
    const loanId = await openCase(`REPLACE-${name.replaceAll(' ', '-')}`);
    const due = { dueOn: '2026-11-05', amountMinor: 50_000 };
    await cases.ask(loanId, promise('P10', due));
    await cases.ask(loanId, { ...promise('P11', due), replaces: 'P10' });
    await cases.ask(loanId, { ...promise('P12', due), replaces: 'P11' });
    const before = await eventsOf(loanId);
    const [types, state] = [await cases.types(loanId), await cases.state(loanId)];
    await expect(cases.ask(loanId, { ...promise('P13', due), replaces })).rejects.toMatchObject({ type });
    expect(await eventsOf(loanId)).toEqual(before);
    expect([await cases.types(loanId), await cases.state(loanId)]).toEqual([types, state]);
  });

  test('asked twice with one id: answered twice, taken once', async () => {
    const loanId = await openCase('TWICE-1');
    const asked = promise('P10', { dueOn: '2026-11-05', amountMinor: 50_000 });
    const first = await cases.ask(loanId, asked);
    expect(await cases.ask(loanId, asked)).toEqual(first);
    expect((await cases.types(loanId)).filter((type) => type === 'promise')).toHaveLength(1);
  });
});
