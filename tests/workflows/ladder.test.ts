import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays, MINUTE_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { spread } from '../../domain/stable-hash.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import type { Tier } from '../../domain/strategy/schema.ts';
import { beijing } from '../domain/fixtures.ts';
import { minuteOf, rate } from '../setup/case-records.ts';
import { activitiesOf, stepCosts, timersOf } from '../setup/history.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

/** @returns the instant of a rung, to the minute: 10:00 and the loan's own place in the hour after it */
const planned = (loanId: string, date: string, time = '10:00') =>
  minuteOf(beijing(date, time) + spread(loanId, 60 * MINUTE_MS));

/** What a ladder sends by itself when nobody pays, calls or approves anything, for a loan due on that date. */
function expectedContacts(tier: Tier, loanId: LoanId, dueOn: string) {
  return cnRetail.ladders[tier].flatMap((rung, index) =>
    rung.do === 'remind' || rung.do === 'letter'
      ? [
          {
            rung: index,
            channel: rung.channel,
            script: rung.script,
            at: planned(loanId, addDays(dueOn, rung.onDay)),
          },
        ]
      : [],
  );
}

async function sentContacts(loanId: LoanId) {
  const contacts = await cases.contacts(loanId);
  expect(contacts.map(({ status, messages }) => ({ status, messages }))).toEqual(
    contacts.map(() => ({ status: 'sent', messages: 1 })),
  );
  return contacts.map(({ rung, channel, script, at }) => ({ rung, channel, script, at }));
}

describe('a ladder without any payment', () => {
  test('low risk: each contact once, on its day and hour, then a review', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'LOW-1' }, 1);
    expect(await cases.open(loanId)).toMatchObject({ tier: 'low', stage: 'reminder', rung: 0 });
    await cases.passUntil('2027-05-10', '12:00');

    expect(await sentContacts(loanId)).toEqual(expectedContacts('low', loanId, '2026-10-31'));
    const last = (await cases.timeline(loanId)).at(-1);
    expect(last).toMatchObject({ type: 'review-opened', at: planned(loanId, '2027-04-29') });
  });

  test('middle risk: more often, called earlier', async () => {
    await cases.begin('2026-11-01', '09:00');
    const loanId = await cases.seed({ loanId: 'MID-1', principalMinor: 100_000 }, 1);
    await rate(cases.database.pool, loanId, 500);
    expect(await cases.open(loanId)).toMatchObject({ tier: 'middle' });
    await cases.passUntil('2027-04-20', '12:00');

    const contacts = await sentContacts(loanId);
    expect(contacts).toEqual(expectedContacts('middle', loanId, '2026-10-31'));
    expect((await cases.types(loanId)).at(-1)).toBe('review-opened');
  });

  test('very late at the start: enters at the letter, what was skipped is on the timeline', async () => {
    await cases.begin('2026-11-01', '09:00');
    const loanId = await cases.seed({ loanId: 'LATE-1', principalMinor: 100_000 }, 200);
    expect(await cases.open(loanId)).toMatchObject({ tier: 'high', stage: 'letter', rung: 5 });
    await cases.passUntil('2026-11-23', '12:00');

    const [opened, skipped] = await cases.timeline(loanId);
    expect(opened?.type).toBe('opened');
    expect(skipped).toMatchObject({ type: 'rungs-skipped' });
    expect(skipped?.data['skipped']).toHaveLength(5);
    // The customer has 15 days to answer the letter, however late the loan is.
    expect(await cases.contacts(loanId)).toMatchObject([
      {
        rung: 5,
        script: 'formal-demand',
        at: minuteOf(beijing('2026-11-01', '09:00') + spread(loanId, 60 * MINUTE_MS)),
      },
    ]);
    const { stage, asks: [ask] = [] } = await cases.state(loanId);
    expect([stage, ask?.kind]).toEqual(['letter', 'legal-approval']);
    const answer = { type: 'approval' as const, id: 'LATE-1-yes', by: 'supervisor-1', approved: true };
    await cases.ask(loanId, { ...answer, taskId: ask?.taskId ?? '', why: 'there are means' });
    expect(await cases.state(loanId)).toMatchObject({ stage: 'legal' });
    expect((await cases.contacts(loanId))[1]).toMatchObject({ rung: 6, script: 'legal-notice' });
  });
});

describe('at night', () => {
  test('due at 22:30: delivered after 08:00 Beijing, at the loan’s own place in the hour', async () => {
    await cases.begin('2026-11-01', '22:30');
    const loanId = await cases.seed({ loanId: 'NIGHT-1' }, 3);
    await cases.open(loanId);
    await cases.passUntil('2026-11-02', '07:59');
    expect(await cases.contacts(loanId)).toEqual([]);
    const deferred = (await cases.timeline(loanId)).at(-1);
    const untilMs = beijing('2026-11-02', '08:00') + spread(loanId, 60 * MINUTE_MS);
    expect(deferred).toMatchObject({
      type: 'contact-deferred',
      why: 'deferred by CN-GBT45251-HOURS, CN-CBA2026-HOURS',
      data: { rules: ['CN-GBT45251-HOURS', 'CN-CBA2026-HOURS'], untilMs },
    });

    await cases.passUntil('2026-11-02', '09:30');
    const contacts = await cases.contacts(loanId);
    expect(contacts).toMatchObject([{ status: 'sent', channel: 'sms', at: minuteOf(untilMs) }]);
    expect(contacts[0]?.atMs).toBeGreaterThanOrEqual(untilMs);
  });

  test('a deferral costs what any step costs: 11 events and 2 actions', async () => {
    await cases.begin('2026-11-01', '22:30');
    const loanId = await cases.seed({ loanId: 'NIGHT-2' }, 3);
    await cases.open(loanId);
    await cases.passUntil('2026-11-02', '12:00');
    const [deferral, contact] = stepCosts(await cases.history(loanId));
    expect(deferral).toMatchObject({ events: 11, actions: 2, upserts: 0 });
    expect(contact).toMatchObject({ activities: 1 });
  });
});

describe('in the history', () => {
  async function ladderToReview(loanId: string): Promise<LoanId> {
    await cases.begin('2026-11-01', '12:00');
    const id = await cases.seed({ loanId }, 1);
    await cases.open(id);
    await cases.passUntil('2027-05-10', '12:00');
    return id;
  }

  test('a contact step costs what the bare engine needs: 11 events, 2 actions; a new stage one upsert more', async () => {
    const loanId = await ladderToReview('COST-1');
    const steps = stepCosts(await cases.history(loanId)).slice(0, 8);
    expect(steps.map((step) => step.events - step.upserts)).toEqual(Array(8).fill(11));
    expect(steps.map((step) => step.actions - step.upserts)).toEqual(Array(8).fill(2));
    // Call and letter: the stages after the first. Each call is a step when it is due, and one when it is missed.
    expect(steps.map((step) => step.upserts)).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test('every timer and activity says in words what it is', async () => {
    const loanId = await ladderToReview('WORDS-1');
    const history = await cases.history(loanId);
    const waits = timersOf(history).map(({ summary }) => summary);
    expect(waits[0]).toBe(`wait for ${planned(loanId, '2026-11-03')} Asia/Shanghai: SMS reminder 1, D+3`);
    expect(
      activitiesOf(history)
        .map(({ summary }) => summary)
        .slice(0, 11),
    ).toEqual([
      'SMS reminder 1, D+3',
      'e-mail reminder 2, D+7',
      'SMS reminder 3, D+14',
      'call 1, D+25',
      'end of the time to make call 1',
      'call 2, D+35',
      'end of the time to make call 2',
      'formal letter, D+60',
      'legal notice, D+120',
      'end of the time to approve',
      'supervisor review, D+180',
    ]);
    expect(waits.every((summary) => summary?.startsWith('wait for '))).toBe(true);
  });

  test('search attributes follow stage, tier and holds', async () => {
    const loanId = await ladderToReview('ATTR-1');
    const { typedSearchAttributes } = await cases.describe(loanId);
    const shown = new Map(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
    // A case without holds is in no list of holds.
    expect(shown.has('CaseHold')).toBe(false);
    expect(Object.fromEntries(shown)).toMatchObject({
      LoanId: loanId,
      CustomerId: `C-${loanId}`,
      CaseStage: 'letter',
      RiskTier: 'low',
      DaysPastDue: 60,
      StrategyVersion: 'cn-retail@1',
    });
  });
});
