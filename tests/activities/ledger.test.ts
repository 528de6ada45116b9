import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoanId } from '../../domain/ids.ts';
import { ActivityBed, overdue } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

test('fifty decisions about one customer’s loans at once are made one after the other', async () => {
  const first = await bed.seed({ loanId: 'CUST-1' });
  const others = Array.from({ length: 49 }, (_, i) => `${first}-copy${i}` as LoanId);
  await bed.copyLoan(first, others);
  const loans = [first, ...others];
  const real = bed.strategies.choiceFor.bind(bed.strategies);
  let [inside, most] = [0, 0];
  // It is read between the look at the books and the writing of the decision.
  bed.strategies.choiceFor = async (...asked) => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(2);
    inside -= 1;
    return real(...asked);
  };
  const results = await Promise.all(
    loans.map((loanId) => bed.activities().decide({ loanId, state: null, events: [overdue(loanId)] })),
  );
  bed.strategies.choiceFor = real;
  expect(most).toBe(1);
  expect(new Set(results.map(({ state }) => state?.caseId)).size).toBe(50);
  const { rows } = await bed.pool.query(
    `SELECT count(*)::int AS decisions, count(DISTINCT case_id)::int AS cases FROM case_decisions
     WHERE case_id LIKE 'CUST-1%'`,
  );
  expect(rows).toEqual([{ decisions: 50, cases: 50 }]);
});

test('fifty events of one case from fifty senders: each counts once, whoever was first', async () => {
  const loanId = await bed.seed({ loanId: 'LOST-UPDATE-1' });
  const state = await bed.open(loanId);
  const decide = (id: string) =>
    bed.activities().decide({ loanId, state, events: [{ type: 'overdue', id, by: 'core' }] });
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => decide(`event-${i}`)));
  // All were asked for decision 2: there is one, and only its event is said to be handled.
  const handled = new Set(answers.flatMap((result) => result.answers.map((answer) => answer.id)));
  expect(handled.size).toBe(1);
  const { rows } = await bed.pool.query<{ event_id: string }>(
    `SELECT event_id FROM case_events WHERE case_id = 'LOST-UPDATE-1-1' AND sequence = 2`,
  );
  expect(rows.map((row) => row.event_id)).toEqual([...handled]);
});

describe('the timeline only grows', () => {
  test.each([
    ['UPDATE', 'GROW-1', `UPDATE timeline SET why = 'another reason' WHERE case_id = 'GROW-1-1'`],
    ['DELETE', 'GROW-2', `DELETE FROM timeline WHERE case_id = 'GROW-2-1'`],
  ])('%s is refused', async (_name, id, statement) => {
    const loanId = await bed.seed({ loanId: id });
    await bed.open(loanId);
    await expect(bed.pool.query(statement)).rejects.toThrow('append-only');
    expect(await bed.count('timeline', loanId)).toBe(1);
  });

  test('in its partitions as well', async () => {
    const loanId = await bed.seed({ loanId: 'GROW-3' });
    await bed.open(loanId);
    const { rows } = await bed.pool.query<{ partition: string }>(
      `SELECT tableoid::regclass::text AS partition FROM timeline WHERE case_id = 'GROW-3-1'`,
    );
    const statement = `DELETE FROM ${rows[0]?.partition} WHERE case_id = 'GROW-3-1'`;
    await expect(bed.pool.query(statement)).rejects.toThrow('append-only');
  });
});
