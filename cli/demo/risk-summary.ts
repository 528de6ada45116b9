import type { TrainReport } from '../../activities/train-types.ts';
import type { RiskFigures } from '../../db/risk-figures-repository.ts';
import { TIERS } from '../../domain/strategy/schema.ts';
import { columns } from './table.ts';

/** What the summary says of scores, assignment and alerts, for people. */
export function riskLines(risk: RiskFigures, training: TrainReport): string[] {
  const { given, loads, segments, tiersAtOpening } = risk;
  const all = Object.values(given).reduce((sum, count) => sum + count, 0);
  return [
    `risk model: ${training.why}`,
    `scores: ${risk.scores.map(({ model, opened, rescored }) => `${model} ${opened} at opening, ${rescored} later`).join('; ')}`,
    `cases by tier at opening: ${TIERS.map((tier) => `${tier} ${tiersAtOpening[tier] ?? 0}`).join(', ')}`,
    `cases by segment: ${mostFirst(segments)}`,
    `tasks given ${all}: ${given.relationship} to whoever knew the case, ${given.turn} by turn and load, ` +
      `${given.onlyOne} to the only one who might, ${given.named} as a supervisor had said; ` +
      `in the queue at the end ${risk.queued}`,
    `load of ${loads.collectors} collectors: ${loads.largest} tasks the largest, ${loads.smallest} the smallest; ` +
      `moved because of leave ${risk.movedByLeave}`,
    '',
    ...columns([
      ['alerts', 'raised', 'taken', 'dismissed', 'lapsed', 'open'],
      ...risk.alerts.map(({ kind, ...counts }) => [
        kind,
        ...[counts.raised, counts.taken, counts.dismissed, counts.lapsed, counts.open].map(String),
      ]),
    ]),
  ];
}

function mostFirst(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
