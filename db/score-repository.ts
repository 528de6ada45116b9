import type { MadeDecision } from './decision-repository.ts';
import type { Transaction } from './transaction.ts';

/** A row of its own: scores are rare, and the row of the case is written anew by every decision. */
const WRITE = `
INSERT INTO case_scores (case_id, probability, model, scored_at, points, default_probability, segment)
SELECT id, probability, model, $4, points, default_probability, segment
FROM unnest($1::text[], $2::float8[], $3::text[], $5::float8[], $6::float8[], $7::text[])
  AS s (id, probability, model, points, default_probability, segment)
ON CONFLICT (case_id) DO UPDATE SET probability = excluded.probability, model = excluded.model,
  scored_at = excluded.scored_at, points = excluded.points, default_probability = excluded.default_probability,
  segment = excluded.segment`;

/** Keeps the scores that decisions have put on the timeline where they can be sorted by. @param now epoch milliseconds */
export async function writeScores(
  tx: Transaction,
  made: readonly MadeDecision[],
  now: number,
): Promise<void> {
  const scores = made.flatMap(({ state, decision }) => {
    const score = decision.entries.findLast(({ data }) => typeof data['probability'] === 'number')?.data;
    return score ? [{ caseId: state.caseId, score }] : [];
  });
  if (scores.length === 0) return;
  await tx.send({
    name: 'write-scores',
    text: WRITE,
    values: [
      scores.map(({ caseId }) => caseId),
      scores.map(({ score }) => score['probability']),
      scores.map(({ score }) => score['model']),
      new Date(now),
      ...['points', 'defaultProbability', 'segment'].map((name) =>
        scores.map(({ score }) => score[name] ?? null),
      ),
    ],
  });
}
