import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaseActivities } from '../../activities/case.ts';
import { createLegalActivities } from '../../activities/legal.ts';
import { linkAllLegal, type LegalStarter } from '../../activities/link-legal.ts';
import type { DecideLegalInput } from '../../activities/legal-types.ts';
import { LegalReader } from '../../db/legal-repository.ts';
import { addDays, DAY_MS } from '../../domain/calendar.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { ContactId, LegalId, LoanId } from '../../domain/ids.ts';
import type { LegalEvent } from '../../domain/legal/events.ts';
import type { LegalState } from '../../domain/legal/state.ts';
import { beijing } from '../domain/fixtures.ts';
import { paper } from '../domain/legal/fixtures.ts';
import { bookPayment, timelineOf } from '../setup/case-records.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

/** What Temporal is asked for; it can be away. */
class Starter implements LegalStarter {
  readonly calls: string[] = [];
  away = false;

  start({ legalId }: { legalId: LegalId }): Promise<void> {
    return this.note(`start ${legalId}`);
  }

  stop({ legalId }: { legalId: LegalId }, reason: string): Promise<void> {
    return this.note(`stop ${legalId} ${reason}`);
  }

  private note(call: string): Promise<void> {
    if (this.away) return Promise.reject(new Error('Temporal is away'));
    this.calls.push(call);
    return Promise.resolve();
  }
}

const clock = { now: () => bed.nowMs };

function caseActivities(legal: LegalStarter) {
  const encrypt = (plain: string) => bed.encryption.encrypt(plain);
  const { pool, strategies, policies, models, sandbox } = bed;
  return createCaseActivities({
    ...{ pool, strategies, policies, models, clock, legal, encrypt },
    channels: () => sandbox,
  });
}

/** The activity, and what the case was told by it. */
function legalActivities(away = () => false) {
  const told: CaseEvent[] = [];
  const { pool, strategies } = bed;
  const cases = {
    tell: (_loanId: LoanId, event: CaseEvent) => {
      if (away()) return Promise.reject(new Error('Temporal is away'));
      told.push(event);
      return Promise.resolve(true);
    },
  };
  return { told, ...createLegalActivities({ pool, strategies, clock, cases }) };
}

/** A case of high risk at its legal rung, which is due; the formal letter was served and legal action approved. */
async function approvedCase(loanId: string): Promise<CaseState> {
  bed.nowMs = beijing('2026-11-01', '12:00');
  const id = await bed.seed({ loanId, instalments: [{ dueOn: '2026-07-01', amountMinor: 50_000 }] });
  const opened = await bed.open(id);
  return {
    ...opened,
    ...{ rung: 6, stage: 'letter', tier: 'high', notBefore: { atMs: 0, why: 'long ago' } },
    letter: {
      contactId: `${loanId}-1.1` as ContactId,
      postedAtMs: bed.nowMs - 60 * DAY_MS,
      servedAtMs: bed.nowMs - 50 * DAY_MS,
    },
    legalAction: { id: opened.caseId as string as LegalId, ordinal: 1, approvedBy: ['supervisor-1'] },
  };
}

async function opened(loanId: string, starter = new Starter()) {
  const state = await approvedCase(loanId);
  const { decide } = caseActivities(starter);
  const decided = stateOf(await decide({ loanId: state.loanId, state, events: [] }));
  const legalId = `${loanId}-1` as LegalId;
  return { state: decided, before: state, legalId, loanId: state.loanId, starter };
}

const input = (
  { legalId, loanId }: { legalId: LegalId; loanId: LoanId },
  state: LegalState | null,
  events: LegalEvent[] = [],
): DecideLegalInput => ({ legalId, loanId, state, events, nowMs: bed.nowMs });

const served: LegalEvent = {
  ...{ type: 'complete', id: 'served', by: 'lawyer-1', step: 'notice', outcome: 'served' },
  ...{ documents: [paper], why: 'signed for' },
};

const recordOf = (legalId: LegalId) => new LegalReader(bed.pool).byId(legalId);

describe('an approved legal rung', () => {
  test('opens the action with the decision that reserves the notice, and starts its workflow', async () => {
    const { state, legalId, starter } = await opened('OPEN-1');
    expect(state).toMatchObject({ stage: 'legal', legalAction: { id: legalId, step: 'notice' } });
    expect(starter.calls).toEqual([`start ${legalId}`]);
    expect(await recordOf(legalId)).toMatchObject({
      opening: { legalId, loanId: 'OPEN-1', approvedBy: ['supervisor-1'], openedAtMs: bed.nowMs },
      decided: null,
    });
  });

  test('the decision repeated: one action, one start', async () => {
    const { before, starter, legalId } = await opened('OPEN-2');
    await caseActivities(starter).decide({ loanId: before.loanId, state: before, events: [] });
    expect(starter.calls).toEqual([`start ${legalId}`]);
  });

  test('Temporal away after the decision: the retry finds the decision, and starts', async () => {
    const state = await approvedCase('AWAY-1');
    const starter = new Starter();
    starter.away = true;
    const request = { loanId: state.loanId, state, events: [] };
    await expect(caseActivities(starter).decide(request)).rejects.toThrow('Temporal is away');
    starter.away = false;
    await caseActivities(starter).decide(request);
    expect(starter.calls).toEqual(['start AWAY-1-1']);
    expect(await bed.count('case_decisions', state.loanId)).toBe(2);
  });

  test('cut off before the start: found by the next decision of the case', async () => {
    const { state, starter, legalId } = await opened('CUT-1');
    await bed.pool.query('UPDATE legal_actions SET started_at = NULL WHERE legal_id = $1', [legalId]);
    const overdue: CaseEvent = { type: 'overdue', id: 'still', by: 'core' };
    await caseActivities(starter).decide({ loanId: state.loanId, state, events: [overdue] });
    expect(starter.calls).toEqual([`start ${legalId}`, `start ${legalId}`]);
  });

  test('cut off before the start: found by the sweep, once', async () => {
    const { legalId } = await opened('CUT-2');
    await bed.pool.query('UPDATE legal_actions SET started_at = NULL WHERE legal_id = $1', [legalId]);
    const legal = new Starter();
    expect(await linkAllLegal({ pool: bed.pool, clock, legal })).toBe(1);
    expect(await linkAllLegal({ pool: bed.pool, clock, legal })).toBe(0);
    expect(legal.calls).toEqual([`start ${legalId}`]);
  });
});

describe('a case that is cured', () => {
  async function cured(name: string) {
    const at = await opened(name);
    const id = `${name}-P`;
    const payment = { id, loanId: at.loanId, amountMinor: 50_000, paidAtMs: bed.nowMs };
    await bookPayment(bed.pool, payment);
    const { amountMinor, paidAtMs } = payment;
    const event: CaseEvent = { type: 'payment', id, by: 'core', amountMinor, paidAtMs };
    const { decide } = caseActivities(at.starter);
    const after = stateOf(await decide({ loanId: at.loanId, state: at.state, events: [event] }));
    expect(after.closed?.reason).toBe('cured');
    return { ...at, after };
  }

  test('stops its action, and says so once', async () => {
    const { after, starter, legalId, loanId } = await cured('CURE-1');
    await caseActivities(starter).decide({ loanId, state: after, events: [] });
    expect(starter.calls).toEqual([`start ${legalId}`, `stop ${legalId} cured`]);
    expect(await recordOf(legalId)).toMatchObject({ stopReason: 'cured' });
  });

  test('the action stops by itself when the word is lost', async () => {
    const { legalId, loanId } = await cured('CURE-2');
    const { decideLegal, told } = legalActivities();
    const { state } = await decideLegal(input({ legalId, loanId }, null));
    expect(state.ended?.reason).toBe('cured');
    expect(told).toEqual([]);
    expect(await recordOf(legalId)).toMatchObject({ endReason: 'cured', tasks: [] });
  });
});

describe('a decision of a legal action', () => {
  test('asked for again: the same answer, one effect, and the case is told the same event', async () => {
    const at = await opened('AGAIN-1');
    const { decideLegal, told } = legalActivities();
    const first = await decideLegal(input(at, null));
    const second = await decideLegal(input(at, first.state, [served]));
    bed.nowMs += DAY_MS;
    expect(await decideLegal(input(at, first.state, [served]))).toEqual(second);
    expect(told.map(({ id }) => id)).toEqual(['legal:AGAIN-1-1:2', 'legal:AGAIN-1-1:2']);
    expect(await recordOf(at.legalId)).toMatchObject({
      decided: { state: { step: { name: 'filing' } } },
      documents: [{ name: 'scan.pdf', step: 'notice', addedBy: 'lawyer-1' }],
      tasks: [{ kind: 'legal-filing' }],
    });
  });

  test('the case away: the attempt fails, and the next one tells it', async () => {
    const at = await opened('TELL-1');
    let away = true;
    const { decideLegal, told } = legalActivities(() => away);
    const { state } = await decideLegal(input(at, null));
    await expect(decideLegal(input(at, state, [served]))).rejects.toThrow('Temporal is away');
    away = false;
    await decideLegal(input(at, state, [served]));
    expect(told).toMatchObject([{ type: 'legal-progress', legalId: at.legalId, step: 'filing' }]);
  });

  test('an event that an earlier decision has handled is answered and does nothing', async () => {
    const at = await opened('TWICE-1');
    const { decideLegal } = legalActivities();
    const { state } = await decideLegal(input(at, null));
    const paperCame: LegalEvent = {
      ...{ type: 'document', id: 'doc-1', by: 'lawyer-1', documents: [paper], why: 'came' },
    };
    const once = await decideLegal(input(at, state, [paperCame]));
    const again = await decideLegal(input(at, once.state, [paperCame]));
    expect(again.answers).toEqual([{ id: 'doc-1', accepted: true }]);
    expect(again.state.step.documents).toBe(1);
    expect((await recordOf(at.legalId))?.documents).toHaveLength(1);
  });

  test('by twenty at once: one decision, twenty equal answers', async () => {
    const at = await opened('TWENTY-1');
    const { decideLegal } = legalActivities();
    const answers = await Promise.all(Array.from({ length: 20 }, () => decideLegal(input(at, null))));
    expect(answers).toEqual(answers.map(() => answers[0]));
    const { rows } = await bed.pool.query('SELECT 1 FROM legal_decisions WHERE legal_id = $1', [at.legalId]);
    expect(rows).toHaveLength(1);
  });

  test('stands on the case’s timeline, after the decision that opened it', async () => {
    const at = await opened('LINE-1');
    const { decideLegal } = legalActivities();
    const { state } = await decideLegal(input(at, null));
    await decideLegal(input(at, state, [served]));
    const types = (await timelineOf(bed.pool, at.loanId)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['contact-reserved', 'legal-opened', 'legal-complete']);
  });

  test('the claim is what the case has in arrears', async () => {
    const at = await opened('CLAIM-1');
    const { decideLegal } = legalActivities();
    const { state } = await decideLegal(input(at, null));
    expect(state.claimMinor).toBe(50_000);
    await bed.pool.query('UPDATE cases SET arrears_minor = 20000 WHERE loan_id = $1', [at.loanId]);
    expect((await decideLegal(input(at, state))).state.claimMinor).toBe(20_000);
  });

  test('of an action that no case has opened: NotFound, never repeated', async () => {
    const at = { legalId: 'NOBODY-1' as LegalId, loanId: 'NOBODY' as LoanId };
    await expect(legalActivities().decideLegal(input(at, null))).rejects.toMatchObject({
      type: 'NotFound',
      nonRetryable: true,
    });
  });
});

test('documents are only ever added', async () => {
  const at = await opened('PAPER-1');
  const { decideLegal } = legalActivities();
  const { state } = await decideLegal(input(at, null));
  await decideLegal(input(at, state, [served]));
  for (const change of ['UPDATE legal_documents SET name = $$x$$', 'DELETE FROM legal_documents']) {
    await expect(bed.pool.query(change)).rejects.toThrow('append-only');
  }
  await expect(bed.pool.query('TRUNCATE legal_documents')).rejects.toThrow('append-only');
});

test('a settlement closes the case with the tasks of the case; those of the action are its own to close', async () => {
  const at = await opened('SETTLE-1');
  const { decideLegal, told } = legalActivities();
  let { state } = await decideLegal(input(at, null));
  ({ state } = await decideLegal(input(at, state, [served])));
  bed.nowMs = beijing(addDays('2026-11-01', 16), '12:00');
  const filed = { ...served, id: 'filed', step: 'filing', outcome: 'accepted' } as LegalEvent;
  ({ state } = await decideLegal(input(at, state, [filed])));
  const settle: LegalEvent = {
    ...{ type: 'settle', id: 'settle', by: 'lawyer-1', amountMinor: 30_000, documents: [], why: 'lump sum' },
  };
  ({ state } = await decideLegal(input(at, state, [settle])));
  const news = told.at(-1);
  if (!news) throw new Error('the case was told nothing');
  const { decide } = caseActivities(at.starter);
  const closed = stateOf(await decide({ loanId: at.loanId, state: at.state, events: [news] }));
  expect(closed.closed?.reason).toBe('settled');
  expect(at.starter.calls).toEqual([`start ${at.legalId}`]);
  expect((await recordOf(at.legalId))?.tasks).toMatchObject([{ kind: 'legal-withdrawal' }]);
});
