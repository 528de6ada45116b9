import { afterAll, beforeAll, expect, test } from 'vitest';
import { CaseReader } from '../../db/case-reader.ts';
import { CaseScoreReader } from '../../db/case-score-reader.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import type { ModelContent } from '../../domain/risk/model-version.ts';
import { driftModel } from '../domain/risk/drift-model.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const LATE = { id: 'long-late', name: 'late for long', centre: [1], share: 0.4 };
const NEW = { id: 'just-late', name: 'late for a few days', centre: [-1], share: 0.6 };

async function publish(content: ModelContent): Promise<string> {
  const { rows } = await bed.pool.query<{ version: number }>(
    `INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ($1, now(), 'T-1', 'candidate')
     RETURNING version`,
    [JSON.stringify(content)],
  );
  const { version } = rows[0]!;
  await new RiskModelRepository(bed.pool).publish(version, { by: 'T-1', why: 'test' }, bed.nowMs);
  return `bank-${version}`;
}

const scoreOf = async (loanId: string, daysPastDue: number) => {
  const { caseId } = await bed.open(await bed.seed({ loanId }, daysPastDue));
  return new CaseScoreReader(bed.pool).ofCase(caseId);
};

test('a score of the expert scorecard has reasons and no segment', async () => {
  expect(await scoreOf('L-expert', 70)).toMatchObject({
    model: expect.stringMatching(/^expert-/) as string,
    scoredAt: new Date(bed.nowMs),
    segment: null,
    reasons: expect.arrayContaining([
      expect.objectContaining({ facts: [expect.objectContaining({ feature: 'daysPastDue', from: 61 })] }),
    ]) as unknown,
  });
});

test('a score of a learnt model has the segment by its name, and the list finds its cases', async () => {
  const features = [{ name: 'daysPastDue', mean: 30, spread: 20 }];
  const segmentation = { features, segments: [NEW, LATE], silhouette: [] };
  const model = await publish({ ...driftModel(), segmentation });
  expect(await scoreOf('L-late', 60)).toMatchObject({
    ...{ model, segment: { id: 'long-late', name: 'late for long' }, defaultProbability: null },
    points: expect.closeTo(445, 0) as number,
  });
  expect((await scoreOf('L-new', 5))?.segment).toEqual({ id: 'just-late', name: 'late for a few days' });
  const list = (segment: string) => new CaseReader(bed.pool).list({ segment }, { limit: 10 });
  expect((await list('long-late')).map(({ state }) => state.loanId)).toEqual(['L-late']);
  expect((await list('just-late')).map(({ state }) => state.loanId)).toEqual(['L-new']);
  expect(await list('other')).toEqual([]);
});

test('a model without segments gives none, and a case that does not exist has no score', async () => {
  await publish(driftModel());
  expect((await scoreOf('L-plain', 5))?.segment).toBeNull();
  expect(await new CaseScoreReader(bed.pool).ofCase('no-such-1' as never)).toBeUndefined();
});
