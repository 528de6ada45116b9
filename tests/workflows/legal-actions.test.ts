import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays, localDate } from '../../domain/calendar.ts';
import type { LegalUpdateEvent } from '../../api/legal-client.ts';
import type { LegalId, LoanId } from '../../domain/ids.ts';
import type { LegalState } from '../../domain/legal/state.ts';
import { needsDocument, type LegalOutcome, type WorkStep } from '../../domain/legal/steps.ts';
import { ZONE } from '../domain/fixtures.ts';
import { timersOf } from '../setup/history.ts';
import { paper } from '../domain/legal/fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;
let asked = 0;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const TWO_PERSONS_FROM_MINOR = 5_000_000;

async function passDays(days: number): Promise<void> {
  const today = localDate(await cases.readClock(), ZONE);
  await cases.passUntil(addDays(today, days), '12:00');
}

async function approve(loanId: LoanId, taskId: string, by: string) {
  asked += 1;
  const base = { type: 'approval' as const, id: `approval-${asked}`, by, taskId, approved: true };
  return cases.ask(loanId, { ...base, why: 'looked at it' });
}

/** A loan so late that it enters at the formal letter; the time to answer it passes, and supervisors are asked. */
async function atCourt(loanId: string, amountMinor = 50_000): Promise<{ loanId: LoanId; taskId: string }> {
  await cases.begin('2026-11-01', '09:00');
  const instalments = [{ dueOn: '2026-04-15', amountMinor }];
  const id = await cases.seed({ loanId, principalMinor: amountMinor, instalments }, 200);
  await cases.open(id);
  for (let days = 0; days < 60; days += 1) {
    await passDays(1);
    const { asks = [] } = await cases.state(id);
    const court = asks.find(({ kind }) => kind === 'legal-approval');
    if (court) return { loanId: id, taskId: court.taskId };
    // A letter about a large amount has to be approved as well.
    for (const { taskId } of asks) await approve(id, taskId, 'supervisor-9');
  }
  throw new Error('nobody was asked to approve legal action in 60 days');
}

/** An approved legal action, at its notice. */
async function sued(name: string): Promise<{ loanId: LoanId; legalId: LegalId }> {
  const { loanId, taskId } = await atCourt(name);
  await approve(loanId, taskId, 'supervisor-1');
  const legalId = `${loanId}-1` as LegalId;
  await legalState(legalId);
  return { loanId, legalId };
}

/** @returns the state once nothing waits for a decision */
async function legalState(legalId: LegalId): Promise<LegalState> {
  for (;;) {
    const { state, waitingEvents } = await cases.client.legal.status(legalId);
    if (state && waitingEvents === 0) return state;
  }
}

async function say(legalId: LegalId, event: Record<string, unknown>): Promise<LegalState> {
  asked += 1;
  const said = { id: `legal-${asked}`, by: 'lawyer-1', why: 'so it is', ...event } as LegalUpdateEvent;
  const { state } = await cases.client.legal.ask(legalId, said);
  if (!state) throw new Error('no state');
  return state;
}

function complete(legalId: LegalId, step: WorkStep, outcome: LegalOutcome): Promise<LegalState> {
  const documents = needsDocument(step, outcome) ? [paper] : [];
  return say(legalId, { type: 'complete', step, outcome, documents });
}

const tasks = async (loanId: LoanId) => {
  const { rows } = await cases.database.pool.query<{ kind: string; summary: string; open: boolean }>(
    `SELECT t.kind, t.summary, t.closed_at IS NULL AS open FROM tasks t JOIN cases USING (case_id)
     WHERE loan_id = $1 AND t.legal_id IS NOT NULL ORDER BY t.opened_at, t.task_id`,
    [loanId],
  );
  return rows;
};

describe('a large claim', () => {
  test('needs two persons; then the notice goes out, a missed deadline is escalated, and it goes to judgment', async () => {
    const { loanId, taskId } = await atCourt('COURT-1', TWO_PERSONS_FROM_MINOR);
    const notices = async () =>
      (await cases.contacts(loanId)).filter(({ script }) => script === 'legal-notice');
    await approve(loanId, taskId, 'supervisor-1');
    expect(await notices()).toEqual([]);
    await expect(approve(loanId, taskId, 'supervisor-1')).rejects.toMatchObject({
      type: 'Rejected.SamePerson',
    });
    await approve(loanId, taskId, 'supervisor-2');
    const legalId = `${loanId}-1` as LegalId;
    expect(await cases.state(loanId)).toMatchObject({
      stage: 'legal',
      legalAction: { id: legalId, approvedBy: ['supervisor-1', 'supervisor-2'] },
    });
    expect(await notices()).toMatchObject([{ channel: 'letter', status: 'sent' }]);
    expect(await legalState(legalId)).toMatchObject({ step: { name: 'notice', escalations: 0 } });

    await passDays(11);
    expect(await legalState(legalId)).toMatchObject({ step: { name: 'notice', escalations: 1 } });
    expect(await tasks(loanId)).toMatchObject([
      { kind: 'legal-notice', open: true, summary: expect.stringMatching(/^Overdue \(1\)/) as string },
    ]);

    await complete(legalId, 'notice', 'served');
    await expect(complete(legalId, 'filing', 'accepted')).rejects.toMatchObject({
      type: 'Rejected.LegalStepTooEarly',
    });
    await passDays(16);
    await complete(legalId, 'filing', 'accepted');
    await complete(legalId, 'hearing', 'held');
    await complete(legalId, 'judgment', 'for');
    await passDays(16);
    await complete(legalId, 'appeal', 'none');
    expect(await cases.state(loanId)).toMatchObject({ legalAction: { step: 'enforcement' } });
    await complete(legalId, 'enforcement', 'paid');
    expect(await cases.result(loanId)).toEqual({ closed: 'settled' });
    expect(await cases.legalHandle(legalId).result()).toEqual({ ended: 'paid' });
    expect((await tasks(loanId)).every(({ open }) => !open)).toBe(true);

    const types = (await cases.types(loanId)).filter((type) => type.startsWith('legal-'));
    expect(types).toEqual(
      expect.arrayContaining(['legal-opened', 'legal-overdue', 'legal-complete', 'legal-ended']),
    );
    const waits = timersOf(await cases.legalHandle(legalId).fetchHistory());
    expect(waits[0]?.summary).toMatch(/^deadline 20\d\d-\d\d-\d\d \d\d:\d\d Asia\/Shanghai: legal notice$/);
    const { typedSearchAttributes } = await cases.legalHandle(legalId).describe();
    const shown = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value] as const);
    expect(Object.fromEntries(shown)).toMatchObject({ LoanId: loanId, CaseStage: 'legal-enforcement' });
  });
});

describe('a payment of everything', () => {
  test('before anything is filed ends the action', async () => {
    const { loanId, legalId } = await sued('CURE-1');
    expect(await cases.pay(loanId, 50_000, 'P-CURE-1')).toMatchObject({ closed: { reason: 'cured' } });
    expect(await cases.legalHandle(legalId).result()).toEqual({ ended: 'cured' });
    expect(await tasks(loanId)).toMatchObject([{ kind: 'legal-notice', open: false }]);
    await expect(complete(legalId, 'notice', 'served')).rejects.toMatchObject({ type: 'NotFound' });
  });

  test('once it is filed leaves the withdrawal, and nothing else', async () => {
    const { loanId, legalId } = await sued('CURE-2');
    await complete(legalId, 'notice', 'served');
    await passDays(16);
    await complete(legalId, 'filing', 'accepted');
    await cases.pay(loanId, 50_000, 'P-CURE-2');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await legalState(legalId)).toMatchObject({ stopping: 'cured', step: { name: 'withdrawal' } });
    await expect(complete(legalId, 'hearing', 'held')).rejects.toMatchObject({
      type: 'Rejected.LegalStepNotOpen',
    });
    expect((await tasks(loanId)).filter(({ open }) => open)).toMatchObject([{ kind: 'legal-withdrawal' }]);
    await complete(legalId, 'withdrawal', 'done');
    expect(await cases.legalHandle(legalId).result()).toEqual({ ended: 'cured' });
  });
});

describe('a settlement', () => {
  test('closes the case as settled', async () => {
    const { loanId, legalId } = await sued('SETTLE-1');
    await say(legalId, { type: 'settle', amountMinor: 30_000, documents: [paper] });
    expect(await cases.result(loanId)).toEqual({ closed: 'settled' });
    expect(await cases.legalHandle(legalId).result()).toEqual({ ended: 'settled' });
  });
});

describe('the end of the case', () => {
  test('for another reason stops the action too', async () => {
    const { loanId, legalId } = await sued('CLOSE-1');
    await cases.ask(loanId, {
      type: 'close',
      id: 'close-1',
      by: 'supervisor-1',
      reason: 'recalled',
      why: 'error',
    });
    expect(await cases.legalHandle(legalId).result()).toEqual({ ended: 'closed' });
  });
});

describe('a fresh history', () => {
  test('goes on where the last one stood', async () => {
    const { loanId, legalId } = await sued('FRESH-1');
    const state = await complete(legalId, 'notice', 'served');
    const { next } = await cases.client.legal.status(legalId);
    await cases.legalHandle(legalId).terminate('as if it went on as new');
    await cases.startLegalRun({ legalId, loanId, decided: { state, instruction: next } });
    const after = await say(legalId, { type: 'document', documents: [paper] });
    expect(after).toMatchObject({
      sequence: state.sequence + 1,
      step: { name: 'filing', taskId: state.step.taskId, documents: 1 },
    });
    await passDays(30);
    expect(await legalState(legalId)).toMatchObject({ step: { name: 'filing', escalations: 1 } });
  });
});
