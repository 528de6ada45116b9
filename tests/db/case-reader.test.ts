import { expect, test } from 'vitest';
import { CaseReader } from '../../db/case-reader.ts';
import { workBed } from './work-bed.ts';

const bed = workBed();

test('cases of a segment come page by page, each once, and with the other filters', async () => {
  const { pool } = bed.database;
  const ids = Array.from({ length: 7 }, (_, n) => `seg-${n}`);
  await bed.seedTasks(ids.map((taskId, n) => ({ taskId, region: n < 6 ? 'east' : 'west' })));
  await pool.query(
    `INSERT INTO case_decisions (case_id, sequence, decided_at, result)
     SELECT case_id, 1, now(), jsonb_build_object('state', jsonb_build_object('caseId', case_id)) FROM cases`,
  );
  await pool.query(
    `INSERT INTO case_scores (case_id, probability, model, scored_at, segment)
     SELECT case_id, 0.5, 'bank-1', now(), CASE WHEN case_id <> 'L-seg-3-1' THEN 'late' END FROM cases`,
  );
  const reader = new CaseReader(pool);
  const found: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await reader.list({ segment: 'late', region: 'east' }, { after, limit: 2 });
    found.push(...page.map(({ state }) => state.caseId));
    after = page.at(-1)?.state.caseId;
    if (page.length < 2) break;
  }
  expect(found).toEqual([0, 1, 2, 4, 5].map((n) => `L-seg-${n}-1`));
  expect(await reader.list({ segment: 'early' }, { limit: 2 })).toEqual([]);
  expect(await reader.list({}, { limit: 50 })).toHaveLength(7);
});
