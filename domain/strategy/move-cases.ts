import { rungThatFits } from '../case/fit-ladder.ts';
import { checkChangeStrategy } from '../case/checks/change-strategy.ts';
import type { CaseState, Stage } from '../case/state.ts';
import type { RejectionRule } from '../failures.ts';
import { ladderOf } from './ladder.ts';
import { strategyVersion, type RungAction, type Strategy, type Tier } from './schema.ts';

/** Moving running cases from one version to another, in bulk. */

/** Which of the cases that go by the version; absent: all. */
export interface MoveFilter {
  tiers?: Tier[] | undefined;
  stages?: Stage[] | undefined;
  regions?: string[] | undefined;
}

/** What came of a move. */
export interface MoveOutcome {
  moved: number;
  /** closed or changed meanwhile, so that there was nothing to move */
  gone: number;
  /** cases that refused, by the rule */
  refused: Partial<Record<RejectionRule, number>>;
}

export const NOTHING_MOVED: MoveOutcome = { moved: 0, gone: 0, refused: {} };

/** Cases of a tier that come from one rung to stand on another. */
export interface RungMove {
  tier: Tier;
  fromRung: number;
  toRung: number;
  /** of the rung they come to stand on */
  onDay: number;
  do: RungAction;
  cases: number;
}

/** What a move would do if it were made now. */
export interface MovePreview {
  cases: number;
  byStage: Partial<Record<Stage, number>>;
  byTier: Partial<Record<Tier, number>>;
  rungs: RungMove[];
  /** would refuse as they stand now, by the rule */
  refused: MoveOutcome['refused'];
}

/** Counts, case by case, what a move would do: by the very function that moves a case. */
export class MovePreviewer {
  private readonly from: Strategy;
  private readonly to: Strategy;
  private readonly now: number;
  private readonly preview: MovePreview = { cases: 0, byStage: {}, byTier: {}, rungs: [], refused: {} };
  private readonly rungs = new Map<string, RungMove>();

  /** @param now epoch milliseconds */
  constructor({ from, to, now }: { from: Strategy; to: Strategy; now: number }) {
    this.from = from;
    this.to = to;
    this.now = now;
  }

  add(state: CaseState): void {
    const { preview, to } = this;
    const { tier, stage } = state;
    preview.cases += 1;
    preview.byStage[stage] = (preview.byStage[stage] ?? 0) + 1;
    preview.byTier[tier] = (preview.byTier[tier] ?? 0) + 1;
    const rejection = checkChangeStrategy(state, { strategy: strategyVersion(to) });
    if (rejection) {
      preview.refused[rejection.rule] = (preview.refused[rejection.rule] ?? 0) + 1;
      return;
    }
    const toRung = rungThatFits(state, { from: this.from, to, now: this.now });
    const key = [tier, state.rung, toRung].join();
    const { onDay = 0, do: action = 'review' } = ladderOf(to, tier)[toRung] ?? {};
    const counted = this.rungs.get(key) ?? {
      ...{ tier, fromRung: state.rung, toRung, onDay, do: action, cases: 0 },
    };
    this.rungs.set(key, { ...counted, cases: counted.cases + 1 });
  }

  /** @returns what all that were added come to */
  result(): MovePreview {
    const order = (move: RungMove) => [
      ['low', 'middle', 'high'].indexOf(move.tier),
      move.fromRung,
      move.toRung,
    ];
    const rungs = [...this.rungs.values()].toSorted((a, b) => {
      const [x, y] = [order(a), order(b)];
      return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0);
    });
    return { ...this.preview, rungs };
  }
}
