import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createReconcileActivities, type ReconcileDeps } from '../../activities/reconcile-contacts.ts';
import type { ReconcileInput, ReconcileReport } from '../../activities/reconcile-types.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/calendar.ts';
import type { CaseEventOf } from '../../domain/case/events.ts';
import type { ContactStatus } from '../../domain/contact/ledger.ts';
import type { LoanId } from '../../domain/ids.ts';
import { contactsOf, timelineOf } from '../setup/case-records.ts';
import { ActivityBed } from './bed.ts';

type Answer = 'sent' | 'not-sent' | 'unknown';
type Told = CaseEventOf<'delivery-report'>;

/** What could not be answered is what some tests are about: it is not told again. */
const logger = new DefaultLogger('ERROR', () => undefined);
const BOUNDS: ReconcileInput = { deliveryMs: 30 * MINUTE_MS, reminderMs: 4 * 60 * MINUTE_MS };

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());
// Each test has the ledger to itself: a round looks at all of it.
beforeEach(async () => {
  await bed.pool.query(
    `UPDATE contacts SET status = 'sent' WHERE status IN ('sending', 'unknown', 'calling')`,
  );
});

/** A contact of a case that has been at that status for so many minutes. */
async function contactAt(id: string, status: ContactStatus, minutes: number) {
  const loanId = await bed.seed({ loanId: id });
  const { contact, state } = await bed.reserve(loanId);
  const since = new Date(bed.nowMs - minutes * MINUTE_MS);
  await bed.pool.query(
    `UPDATE contacts SET status = $2, sending_at = $3, concluded_at = CASE WHEN $2 = 'unknown' THEN $3::timestamptz END
     WHERE contact_id = $1`,
    [contact.contactId, status, since],
  );
  return { loanId, contact, state };
}

const statusOf = async (loanId: LoanId) => (await contactsOf(bed.pool, loanId))[0]?.status;

interface Around {
  lookUp?: (contactId: string) => Promise<Answer>;
  /** undefined: the workflow is gone, and so long ago that nobody knows of it */
  run?: { running: boolean; endedAtMs?: number } | undefined;
  tell?: (loanId: LoanId, event: Told) => Promise<boolean>;
}

/** One round. Unless it is said otherwise no workflow runs, and it is told all the same. */
async function round({ lookUp, run, tell }: Around) {
  const told: Told[] = [];
  const asked: string[] = [];
  const deps: ReconcileDeps = {
    pool: bed.pool,
    clock: { now: () => bed.nowMs },
    channels: () => ({
      deliver: () => Promise.reject(new Error('a reconciler sends nothing')),
      lookUp: (contactId) => {
        asked.push(contactId);
        return lookUp ? lookUp(contactId) : Promise.reject(new Error('nobody is to be asked'));
      },
    }),
    caseClient: {
      runOf: () => Promise.resolve(run),
      tell: async (loanId, event) => {
        if (tell && !(await tell(loanId, event))) return false;
        told.push(event);
        return true;
      },
    },
  };
  const { reconcileContacts } = createReconcileActivities(deps);
  const env = new MockActivityEnvironment({}, { logger });
  const report = await env.run<[ReconcileInput], ReconcileReport, typeof reconcileContacts>(
    reconcileContacts,
    BOUNDS,
  );
  return { report, told, asked };
}

const says = (answer: Answer) => () => Promise.resolve(answer);

describe('what the channel says is what the ledger and the case say', () => {
  test.each([
    ['R-1', 'sending', 'sent', 'sent', 'accepted'],
    ['R-2', 'sending', 'not-sent', 'failed', 'not-accepted'],
    ['R-3', 'sending', 'unknown', 'unknown', 'not-known'],
    ['R-4', 'unknown', 'sent', 'sent', 'accepted'],
    ['R-5', 'unknown', 'not-sent', 'failed', 'not-accepted'],
  ] as const)('%s: at %s, %s', async (id, status, answer, now, end) => {
    const { loanId, contact } = await contactAt(id, status, 31);
    const { report, told } = await round({ lookUp: says(answer) });
    expect(await statusOf(loanId)).toBe(now);
    expect(told).toMatchObject([{ contactId: contact.contactId, end, by: 'system' }]);
    expect(report).toMatchObject({ asked: 1, [now]: 1, leftToCases: 0, more: false });
    // There is nothing left to ask about, unless the channel may know it later.
    const again = await round({ lookUp: says('unknown') });
    expect(again.told).toEqual([]);
    expect(await statusOf(loanId)).toBe(now);
  });
});

describe('a delivery that may be under way', () => {
  test.each([
    ['U-1', 'sending', 29, undefined, 0],
    ['U-2', 'unknown', 29, undefined, 0],
    ['U-3', 'sending', 3_000, { running: true }, 1],
    ['U-4', 'sending', 3_000, { running: false, endedAtMs: Date.now() - 60_000 }, 1],
    ['U-5', 'calling', 30 * 24 * 60, { running: true }, 1],
  ] as const)('%s at %s for %i minutes is left to it', async (id, status, minutes, run, leftToCases) => {
    const { loanId } = await contactAt(id, status, minutes);
    if (status === 'calling') {
      bed.nowMs += 2 * DAY_MS;
    }
    const { report, asked } = await round({ run });
    expect([asked, report]).toMatchObject([[], { asked: 0, leftToCases }]);
    expect(await statusOf(loanId)).toBe(status);
  });

  test('and that ends between the question and its answer: what it has recorded stays', async () => {
    const { loanId, contact } = await contactAt('U-6', 'sending', 31);
    const { report, told } = await round({
      lookUp: async () => {
        await bed.pool.query(
          `UPDATE contacts SET status = 'sent', concluded_at = now() WHERE contact_id = $1`,
          [contact.contactId],
        );
        return 'not-sent';
      },
    });
    expect([report.unanswered, report.failed, told]).toEqual([1, 0, []]);
    expect(await statusOf(loanId)).toBe('sent');
  });

  test('and that comes back after all finds what was recorded, and sends nothing', async () => {
    const { loanId, contact } = await contactAt('U-7', 'sending', 31);
    await round({ lookUp: says('sent') });
    const never = () => Promise.reject(new Error('it was sent again'));
    const { state } = await bed.activities({ deliver: never, lookUp: never }).deliver(contact);
    expect(state?.pending).toBeUndefined();
    expect(await statusOf(loanId)).toBe('sent');
    const delivered = (await timelineOf(bed.pool, loanId)).find(({ type }) => type === 'delivered');
    expect(delivered?.data['outcome']).toBe('sent');
  });
});

describe('a case that does not run any more', () => {
  test('has it on its timeline, once, however often it is said', async () => {
    const { loanId } = await contactAt('D-1', 'sending', 31);
    const gone = { lookUp: says('sent'), tell: () => Promise.resolve(false) };
    await round(gone);
    await bed.pool.query(`UPDATE contacts SET status = 'sending', concluded_at = NULL WHERE loan_id = $1`, [
      loanId,
    ]);
    await round(gone);
    const entries = (await timelineOf(bed.pool, loanId)).filter(({ type }) => type === 'delivery-report');
    expect(entries).toMatchObject([{ actor: 'system', data: { outcome: 'accepted' } }]);
    expect(await statusOf(loanId)).toBe('sent');
  });

  test.each([
    ['D-2', 'unknown'],
    ['D-3', 'sending'],
  ] as const)(
    '%s: of an earlier delinquency, its own timeline says it, not that of the new case',
    async (id, status) => {
      const { loanId, state } = await contactAt(id, status, 31);
      await bed.pool.query(`UPDATE cases SET closed_at = opened_at WHERE case_id = $1`, [state.caseId]);
      await bed.pool.query(
        `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
         arrears_minor, opened_at, next_action, next_why, previous_case_id)
       SELECT loan_id || '-2', loan_id, customer_id, 1, stage, tier, strategy, region, currency, arrears_minor,
         opened_at + interval '1 hour', '', '', case_id FROM cases WHERE case_id = $1`,
        [state.caseId],
      );
      const { told } = await round({ lookUp: says('not-sent'), run: { running: true } });
      expect(told).toEqual([]);
      const reports = (await timelineOf(bed.pool, loanId)).filter(({ type }) => type === 'delivery-report');
      expect(reports).toMatchObject([{ caseId: state.caseId, data: { outcome: 'not-accepted' } }]);
    },
  );

  test('a call whose collector’s case is gone counts as one that nobody knows of', async () => {
    const { loanId } = await contactAt('D-4', 'calling', 0);
    bed.nowMs += DAY_MS - 1;
    expect((await round({})).report.asked).toBe(0);
    bed.nowMs += 1;
    const { told, asked } = await round({});
    expect([await statusOf(loanId), asked, told[0]?.end]).toEqual(['unknown', [], 'not-known']);
  });
});

test('the ledger changes only together with the case: when it cannot be told, the next round does both', async () => {
  const { loanId } = await contactAt('T-1', 'sending', 31);
  const away = () => Promise.reject(new Error('Temporal is away'));
  expect((await round({ lookUp: says('sent'), tell: away })).report).toMatchObject({
    sent: 0,
    unanswered: 1,
  });
  expect(await statusOf(loanId)).toBe('sending');
  bed.nowMs += 30 * MINUTE_MS;
  expect((await round({ lookUp: says('sent') })).told).toHaveLength(1);
  expect(await statusOf(loanId)).toBe('sent');
});

test('a reminder before the due date is asked for when its round is certainly over, and has no case to tell', async () => {
  const loanId = await bed.seed({ loanId: 'P-1' });
  const insert = `INSERT INTO contacts (contact_id, reserved_at, sending_at, customer_id, loan_id, channel, purpose,
      script, rules, status)
    VALUES ('due-P-1', $1, $1, 'C-P-1', 'P-1', 'sms', 'pre-due', 'due-soon', '[]', 'sending')`;
  await bed.pool.query(insert, [new Date(bed.nowMs - BOUNDS.reminderMs + 1)]);
  expect((await round({})).report.asked).toBe(0);
  bed.nowMs += 1;
  const { report, told } = await round({ lookUp: says('not-sent') });
  expect([report.failed, told]).toEqual([1, []]);
  expect(await statusOf(loanId)).toBe('failed');
});

describe('a channel that cannot tell', () => {
  test('is asked less and less often, and after a week no more', async () => {
    const { loanId } = await contactAt('W-1', 'unknown', 0);
    const began = bed.nowMs;
    const at: number[] = [];
    // A round every quarter of an hour, for nine days.
    for (; bed.nowMs < began + 9 * DAY_MS; bed.nowMs += 15 * MINUTE_MS) {
      const { report } = await round({ lookUp: says('unknown') });
      if (report.stillUnknown > 0) at.push((bed.nowMs - began) / MINUTE_MS);
    }
    expect(at).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680]);
    expect(await statusOf(loanId)).toBe('unknown');
  });

  test('or does not answer is left alone for the rest of the round; the others are asked', async () => {
    for (const n of [1, 2, 3, 4, 5]) await contactAt(`X-${n}`, 'unknown', 31);
    const { loanId } = await contactAt('X-6', 'unknown', 31);
    await bed.pool.query(`UPDATE contacts SET channel = 'email' WHERE loan_id = $1`, [loanId]);
    const email = (await contactsOf(bed.pool, loanId))[0]?.contactId;
    const down = (id: string) => (id === email ? says('sent')() : Promise.reject(new Error('down')));
    const first = await round({ lookUp: down });
    expect(first.report).toMatchObject({ asked: 4, sent: 1, unanswered: 3, more: true });
    // Those that it was not asked about are next; the outage has not counted as an answer.
    const second = await round({ lookUp: says('sent') });
    expect(second.report).toMatchObject({ asked: 2, sent: 2, more: false });
    bed.nowMs += 30 * MINUTE_MS;
    expect((await round({ lookUp: says('sent') })).report).toMatchObject({ asked: 3, sent: 3 });
  });
});

test('two rounds at once record each contact once', async () => {
  const { loanId } = await contactAt('C-1', 'sending', 31);
  const rounds = await Promise.all([1, 2, 3].map(() => round({ lookUp: says('not-sent') })));
  expect(rounds.flatMap(({ told }) => told)).toHaveLength(1);
  expect(await statusOf(loanId)).toBe('failed');
});
