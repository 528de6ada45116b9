import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LoanId } from '../../domain/ids.ts';
import { openLowRisk, planned, rungDays } from './low-risk-case.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const openCase = (id: string) => openLowRisk(cases, id);
const days = (loanId: LoanId) => rungDays(cases, loanId);

const by = 'collector-1';

describe('grace', () => {
  test('force majeure: granted at once; afterwards the ladder resumes where it was', async () => {
    const loanId = await openCase('GRACE-1');
    await cases.passUntil('2026-11-05', '12:00');
    const state = await cases.ask(loanId, {
      ...{ type: 'grace', id: 'G1', by, reason: 'force-majeure', days: 10 },
    });
    expect(state?.holds).toMatchObject([{ kind: 'grace', owner: 'policy' }]);
    await cases.passUntil('2026-11-15', '11:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-03')]]);
    await cases.passUntil('2026-11-25', '23:00');
    // Everything after it is ten days later.
    expect(await days(loanId)).toEqual([
      [0, planned(loanId, '2026-11-03')],
      [1, planned(loanId, '2026-11-17')],
      [2, planned(loanId, '2026-11-24')],
    ]);
  });

  test('a payment during grace is handled at once', async () => {
    const loanId = await openCase('GRACE-2');
    await cases.ask(loanId, { type: 'grace', id: 'G2', by, reason: 'force-majeure', days: 10 });
    await cases.passUntil('2026-11-04', '12:00');
    await cases.pay(loanId, 50_000, 'PAY-GRACE-2');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
  });

  test('another reason: a supervisor decides; approved, it is granted from then on', async () => {
    const loanId = await openCase('GRACE-3');
    const asked = await cases.ask(loanId, { type: 'grace', id: 'G3', by, reason: 'illness', days: 5 });
    const [hold] = asked?.holds ?? [];
    expect(hold).toMatchObject({ kind: 'hardship-review', owner: 'supervisor' });
    await cases.passUntil('2026-11-02', '12:00');
    const taskId = hold?.taskId ?? '';
    const approved = await cases.ask(loanId, {
      ...{ type: 'approval', id: 'A3', by: 'supervisor-1', taskId, approved: true, why: 'papers seen' },
    });
    expect(approved?.holds).toMatchObject([{ kind: 'grace', owner: 'supervisor-1' }]);
    await cases.passUntil('2026-11-07', '12:30');
    // One day of review and five of grace.
    expect(await cases.state(loanId)).toMatchObject({ shiftDays: 6, holds: [] });
  });

  test('nobody decides in time: declined, and the contact is not lost', async () => {
    const loanId = await openCase('GRACE-4');
    await cases.ask(loanId, { type: 'grace', id: 'G4', by, reason: 'other', days: 5 });
    await cases.passUntil('2026-11-04', '12:30');
    expect((await cases.timeline(loanId)).at(-1)).toMatchObject({
      ...{ type: 'hold-ended', why: 'nobody decided in time: declined', at: '2026-11-04 12:00' },
    });
    await cases.passUntil('2026-11-07', '12:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-06')]]);
  });

  test('too long: refused', async () => {
    const loanId = await openCase('GRACE-5');
    await expect(
      cases.ask(loanId, { type: 'grace', id: 'G5', by, reason: 'force-majeure', days: 31 }),
    ).rejects.toMatchObject({ type: 'Rejected.GraceTooLong' });
  });
});

describe('a dispute', () => {
  test('of the whole debt holds everything; rejected, the debt is owed again', async () => {
    const loanId = await openCase('DISPUTE-1');
    const asked = await cases.ask(loanId, { type: 'dispute', id: 'D1', by, subject: 'not my loan' });
    const taskId = asked?.holds[0]?.taskId ?? '';
    await cases.passUntil('2026-11-11', '12:00');
    expect(await days(loanId)).toEqual([]);
    const state = await cases.ask(loanId, {
      ...{
        type: 'approval',
        id: 'AD1',
        by: 'supervisor-1',
        taskId,
        approved: false,
        why: 'signature is his',
      },
    });
    expect(state).toMatchObject({ disputedMinor: 0, holds: [], shiftDays: 10 });
    await cases.passUntil('2026-11-13', '23:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-13')]]);
  });

  test('of a part: the rest is still collected', async () => {
    const loanId = await openCase('DISPUTE-2');
    await cases.ask(loanId, { type: 'dispute', id: 'D2', by, amountMinor: 20_000, subject: 'a fee' });
    await cases.passUntil('2026-11-03', '23:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-03')]]);
    const { rows } = await cases.database.pool.query<{ body: string }>(
      `SELECT body FROM sandbox_messages WHERE contact_id LIKE 'DISPUTE-2%'`,
    );
    expect(rows[0]?.body).toContain('CNY 300.00');
    expect(rows[0]?.body).not.toContain('CNY 500');
  });

  test('that nobody resolves: escalated, and the amount stays left out', async () => {
    const loanId = await openCase('DISPUTE-3');
    await cases.ask(loanId, { type: 'dispute', id: 'D3', by, subject: 'not my loan' });
    await cases.passUntil('2026-12-02', '12:00');
    expect(await cases.types(loanId)).toContain('dispute-overdue');
    expect(await cases.state(loanId)).toMatchObject({ disputedMinor: 50_000, holds: [{ kind: 'dispute' }] });
    expect(await days(loanId)).toEqual([]);
  });

  test('of more than is overdue: refused', async () => {
    const loanId = await openCase('DISPUTE-4');
    await expect(
      cases.ask(loanId, { type: 'dispute', id: 'D4', by, amountMinor: 60_000, subject: 'all of it' }),
    ).rejects.toMatchObject({ type: 'Rejected.DisputeExceedsArrears' });
  });
});

describe('a supervisor', () => {
  test('closes the case: no thanks, nothing more, the workflow ends', async () => {
    const loanId = await openCase('CLOSE-1');
    await cases.ask(loanId, { type: 'dispute', id: 'D5', by, subject: 'not my loan' });
    const closing = {
      type: 'close',
      id: 'X1',
      by: 'supervisor-1',
      reason: 'settled',
      why: 'agreed',
    } as const;
    expect(await cases.ask(loanId, closing)).toMatchObject({ closed: { reason: 'settled' }, holds: [] });
    expect(await cases.result(loanId)).toEqual({ closed: 'settled' });
    expect(await cases.contacts(loanId)).toEqual([]);
    const open = await cases.database.pool.query(
      `SELECT FROM tasks WHERE case_id = 'CLOSE-1-1' AND closed_at IS NULL`,
    );
    expect(open.rowCount).toBe(0);
    await expect(cases.ask(loanId, { ...closing, id: 'X2' })).rejects.toMatchObject({ type: 'NotFound' });
  });
});
