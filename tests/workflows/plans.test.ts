import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan/plan.ts';
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

const by = 'collector-1';
const inTheHour = (loanId: string, date: string, time: string) =>
  minuteOf(beijing(date, time) + spread(loanId, 60 * MINUTE_MS));

/** 500.00 in two parts, on 20 November and 20 December. */
const plan: Plan = {
  kind: 'spread',
  firstDueOn: '2026-11-20',
  pieces: [{ count: 2, amountMinor: 25_000 }],
  arrearsMinor: 50_000,
  interestMinor: 0,
};

/** A low-risk case at noon of 1 November, one day late, for which a plan is proposed. @returns the task to decide it */
async function proposed(id: string): Promise<{ loanId: LoanId; taskId: string }> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, 1);
  await cases.open(loanId);
  const state = await cases.ask(loanId, {
    ...{ type: 'plan-proposal', id: `${id}:plan`, by, plan, collectableMinor: 50_000 },
    means: { incomeMinor: 100_000, outgoingsMinor: 60_000, capacityMinor: 28_000 },
  });
  return { loanId, taskId: state?.asks?.[0]?.taskId ?? '' };
}

async function approved(id: string): Promise<LoanId> {
  const { loanId, taskId } = await proposed(id);
  await cases.ask(loanId, {
    ...{ type: 'approval', id: `${id}:yes`, by: 'supervisor-1', taskId, approved: true, why: 'papers seen' },
  });
  return loanId;
}

const said = async (loanId: LoanId) => (await cases.contacts(loanId)).map(({ purpose, at }) => [purpose, at]);

async function bodyOf(loanId: LoanId, words: string): Promise<string> {
  const { rows } = await cases.database.pool.query<{ body: string }>(
    `SELECT body FROM sandbox_messages WHERE contact_id LIKE $1 ORDER BY contact_id`,
    [`${loanId}%`],
  );
  return rows.map(({ body }) => body).find((body) => body.includes(words)) ?? '';
}

describe('a repayment plan', () => {
  test('kept: only its instalments are reminded of, and the last one cures the case', async () => {
    const loanId = await approved('PLAN-KEPT');
    await cases.passUntil('2026-11-20', '12:00');
    await cases.pay(loanId, 25_000, 'PLAN-KEPT-1');
    await cases.passUntil('2026-12-20', '12:00');
    expect(await said(loanId)).toEqual([
      ['promise-reminder', inTheHour(loanId, '2026-11-19', '10:00')],
      ['promise-reminder', inTheHour(loanId, '2026-12-19', '10:00')],
    ]);
    expect(await bodyOf(loanId, '20 December 2026')).toContain('CNY 250.00');
    await cases.pay(loanId, 25_000, 'PLAN-KEPT-2');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await cases.types(loanId)).toEqual(
      expect.arrayContaining([
        'plan-proposal',
        'plan-approved',
        'plan-instalment-kept',
        'plan-kept',
        'cured',
      ]),
    );
  });

  test('missed once: told, and it stands; missed twice: it ends, and the ladder goes on where it stood', async () => {
    const loanId = await approved('PLAN-BROKEN');
    await cases.passUntil('2026-11-24', '00:01');
    const missed = (await cases.timeline(loanId)).find(({ type }) => type === 'plan-instalment-missed');
    expect(missed?.at).toBe('2026-11-24 00:00');
    await cases.passUntil('2026-11-24', '23:00');
    expect(await cases.state(loanId)).toMatchObject({ plan: { missed: 1 }, holds: [{ kind: 'plan' }] });
    expect((await said(loanId)).at(-1)?.[1]).toBe(inTheHour(loanId, '2026-11-24', '08:00'));
    expect(await bodyOf(loanId, 'The plan stands')).toContain('CNY 250.00');
    await cases.passUntil('2026-12-24', '12:00');
    const state = await cases.state(loanId);
    expect(state).toMatchObject({ brokenPlans: 1, holds: [], rung: 0 });
    expect(state).not.toHaveProperty('plan');
    await cases.passUntil('2026-12-26', '23:00');
    // Proposed on the first day past due, two days before the first reminder: which is two days after the plan's end.
    expect((await said(loanId)).at(-1)).toEqual(['collect', inTheHour(loanId, '2026-12-26', '10:00')]);
    const { rows } = await cases.database.pool.query<{ kind: string }>(
      `SELECT kind FROM tasks WHERE case_id = $1 AND closed_at IS NULL`,
      [`${loanId}-1`],
    );
    expect(rows).toEqual([{ kind: 'plan-broken' }]);
  });

  test('that nobody decides is declined, and the ladder goes on', async () => {
    const { loanId } = await proposed('PLAN-LATE');
    await cases.passUntil('2026-11-06', '12:30');
    expect((await cases.timeline(loanId)).at(-1)).toMatchObject({
      ...{ type: 'ask-ended', why: 'nobody decided in time: declined', at: '2026-11-06 12:00' },
    });
    await cases.passUntil('2026-11-08', '23:00');
    expect(await said(loanId)).toEqual([['collect', inTheHour(loanId, '2026-11-08', '10:00')]]);
  });

  test('of arrears that have changed is refused, and leaves no event in history', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'PLAN-OLD' }, 1);
    await cases.open(loanId);
    const before = await cases.types(loanId);
    await expect(
      cases.ask(loanId, {
        ...{ type: 'plan-proposal', id: 'P', by, plan, collectableMinor: 60_000 },
        means: { incomeMinor: 100_000, capacityMinor: 28_000 },
      }),
    ).rejects.toMatchObject({ type: 'Rejected.PlanOutdated' });
    expect(await cases.types(loanId)).toEqual(before);
  });
});

describe('grace', () => {
  const instalments = [
    { dueOn: '2026-10-31', amountMinor: 50_000 },
    { dueOn: '2026-11-05', amountMinor: 30_000 },
  ];

  async function inGrace(id: string): Promise<LoanId> {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: id, instalments }, 1);
    await cases.open(loanId);
    const documentIds = ['DOC-17'];
    await cases.ask(loanId, {
      type: 'grace',
      id: `${id}:g`,
      by,
      reason: 'force-majeure',
      days: 20,
      documentIds,
    });
    return loanId;
  }

  test('in which an instalment falls due and is not paid ends early, with a task', async () => {
    const loanId = await inGrace('GRACE-MISSED');
    expect((await cases.timeline(loanId)).at(-1)).toMatchObject({ data: { documentIds: ['DOC-17'] } });
    await cases.passUntil('2026-11-10', '23:59');
    expect(await cases.state(loanId)).toMatchObject({ holds: [{ kind: 'grace' }] });
    await cases.passUntil('2026-11-11', '00:01');
    expect(await cases.state(loanId)).toMatchObject({ holds: [], shiftDays: 10 });
    const ended = (await cases.timeline(loanId)).find(({ type }) => type === 'grace-ended-early');
    expect(ended).toMatchObject({
      at: '2026-11-11 00:00',
      why: expect.stringContaining('CNY 300.00') as string,
    });
    const { rows } = await cases.database.pool.query<{ kind: string }>(
      `SELECT kind FROM tasks WHERE case_id = $1 AND closed_at IS NULL`,
      [`${loanId}-1`],
    );
    expect(rows).toEqual([{ kind: 'grace-ended' }]);
  });

  test('in which it is paid lasts to its end', async () => {
    const loanId = await inGrace('GRACE-PAID');
    await cases.passUntil('2026-11-05', '12:00');
    await cases.pay(loanId, 30_000, 'GRACE-PAID-1');
    await cases.passUntil('2026-11-20', '23:59');
    expect(await cases.state(loanId)).toMatchObject({ holds: [{ kind: 'grace' }] });
    await cases.passUntil('2026-11-21', '12:30');
    expect(await cases.state(loanId)).toMatchObject({ holds: [] });
  });
});
