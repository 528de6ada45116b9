import type { FeatureValues } from './features/case-features.ts';
import { MISSING, UNSEEN } from './features/table.ts';
import { reasonDataOf } from './model/reasons.ts';
import type { RiskModel } from './model/schema.ts';
import { Scorer } from './model/scorer.ts';
import type { ScoreReason } from './reasons/reason.ts';

/** More than these nobody reads. */
const MOST_REASONS = 6;

/** A table of one row, which is written anew for each case. */
export class CaseRow {
  private readonly event: RiskModel['event'];
  private readonly numbers: Record<string, Float64Array> = {};
  private readonly texts: Record<string, Int32Array> = {};
  private readonly writes: ((values: FeatureValues) => void)[];
  private readonly scorer: Scorer;

  constructor(model: RiskModel) {
    this.event = model.event;
    this.writes = model.columns.map((column) =>
      column.kind === 'number' ? this.number(column.name) : this.category(column.name, column.categories),
    );
    this.scorer = new Scorer(model, { numbers: this.numbers, texts: this.texts });
  }

  /** Scores a case; points are those of the case that was scored last. @returns 0..1 */
  probabilityOf(event: RiskModel['event'], values: FeatureValues): number {
    this.fill(values);
    const probability = this.scorer.probabilities[0] ?? Number.NaN;
    return event === this.event ? probability : 1 - probability;
  }

  get points(): number {
    return Math.round((this.scorer.points[0] ?? Number.NaN) * 10) / 10;
  }

  /** @returns what took points from a case, worst first */
  reasonsOf(values: FeatureValues): ScoreReason[] {
    this.fill(values);
    return reasonDataOf(this.scorer, 0, MOST_REASONS);
  }

  private fill(values: FeatureValues): void {
    for (const write of this.writes) write(values);
    this.scorer.score(0, 1);
  }

  private number(name: string) {
    const column = new Float64Array(1);
    this.numbers[name] = column;
    return (values: FeatureValues) => {
      const value = values[name];
      column[0] = typeof value === 'number' ? value : Number.NaN;
    };
  }

  private category(name: string, categories: readonly string[]) {
    const column = new Int32Array(1);
    this.texts[name] = column;
    const codes = new Map(categories.map((text, code) => [text, code]));
    return (values: FeatureValues) => {
      const value = values[name] ?? null;
      column[0] = value === null ? MISSING : (codes.get(String(value)) ?? UNSEEN);
    };
  }
}
