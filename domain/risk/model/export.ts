import { stableHash } from '../../stable-hash.ts';
import { columnsOf } from '../features/recipe.ts';
import type { Column } from '../features/table.ts';
import { MISSING_BIN } from './bin.ts';
import type { Calibration } from './calibrate.ts';
import type { ChosenPair } from './choose-pairs.ts';
import type { PreparedCategory, PreparedFeature, PreparedNumber } from './prepare.ts';
import type { CategoryTerm, ModelTerm, NumberTerm, PairTerm, RiskModel, TrainedModel } from './schema.ts';
import { binWords, unitOf } from './words.ts';

/** Even odds of repayment are 500 points, and 50 more double them. */
export const SCALE: RiskModel['scale'] = { evenOdds: 500, doubling: 50 };

/** A term that moves the score by less than this on average is left out; being centred, it leaves no gap. */
const LEAST_IMPORTANCE = 0.2;

/** What was learnt. */
export interface Learnt extends Pick<TrainedModel, 'target' | 'event' | 'training'> {
  readonly features: readonly PreparedFeature[];
  /** log-odds of the event by feature and bin */
  readonly shapes: readonly Float64Array[];
  readonly pairs: readonly (ChosenPair & { readonly codes: Uint8Array; readonly shape: Float64Array })[];
  /** log-odds that every row begins with */
  readonly base: number;
  readonly calibration: Calibration;
  readonly columns: readonly Column[];
}

/** Turns what was learnt into points: calibrated, centred on the training rows, rounded to tenths. */
export function exportModel(learnt: Learnt): TrainedModel {
  const { features, shapes, pairs, calibration, event } = learnt;
  const perLogOdds = ((event === 'default' ? -1 : 1) * SCALE.doubling) / Math.LN2;
  let base = SCALE.evenOdds + perLogOdds * (calibration.slope * learnt.base + calibration.shift);
  const terms: ModelTerm[] = [];
  const add = (codes: Uint8Array, shape: Float64Array, term: (worth: Worth) => ModelTerm): void => {
    const worth = worthOf(codes, shape, perLogOdds * calibration.slope);
    base += worth.mean;
    if (worth.importance >= LEAST_IMPORTANCE) terms.push(term(worth));
  };
  for (const [at, feature] of features.entries()) {
    add(feature.codes, shapes[at]!, (worth) =>
      feature.kind === 'number' ? numberTerm(feature, worth) : categoryTerm(feature, worth),
    );
  }
  for (const pair of pairs) add(pair.codes, pair.shape, (worth) => pairTerm(pair, worth));
  terms.sort((a, b) => b.importance - a.importance);
  const content: Omit<TrainedModel, 'id'> = {
    format: 'arrears-risk-model',
    version: 1,
    target: learnt.target,
    event,
    scale: SCALE,
    base: tenths(base),
    columns: columnsNeeded(learnt.columns, terms),
    terms,
    training: learnt.training,
  };
  const id = `${learnt.target}-${stableHash(JSON.stringify(content)).toString(16).padStart(8, '0')}`;
  const { format, version, ...rest } = content;
  return { format, version, id, ...rest };
}

/** What the bins of a term are worth. */
interface Worth {
  readonly points: readonly number[];
  /** of the training rows, by bin */
  readonly shares: readonly number[];
  readonly importance: number;
  /** points that the training rows had on average, before centring */
  readonly mean: number;
}

function worthOf(codes: Uint8Array, shape: Float64Array, perLogOdds: number): Worth {
  const rows = new Float64Array(shape.length);
  for (const code of codes) rows[code]! += 1;
  const shares = Array.from(rows, (count) => count / codes.length);
  const mean = shares.reduce((sum, share, bin) => sum + share * perLogOdds * shape[bin]!, 0);
  // A bin without rows was never moved by data: it is worth the mean.
  const points = shares.map((share, bin) =>
    share === 0 && bin === MISSING_BIN ? 0 : tenths(perLogOdds * shape[bin]! - mean),
  );
  const importance = shares.reduce((sum, share, bin) => sum + share * Math.abs(points[bin]!), 0);
  return { points, shares, importance: Number(importance.toFixed(3)), mean };
}

function numberTerm({ planned, cuts, whole, least }: PreparedNumber, worth: Worth): NumberTerm {
  const { name, label, family, recipe, direction } = planned;
  const unit = unitOf(recipe, [...cuts], whole);
  const bins: NumberTerm['bins'] = [];
  let from: number | undefined;
  let share = 0;
  for (let bin = 1; bin <= cuts.length + 1; bin += 1) {
    share += worth.shares[bin]!;
    const below = cuts[bin - 1];
    // Neighbours of the same points are one bin.
    if (below !== undefined && worth.points[bin] === worth.points[bin + 1]) continue;
    const reason = binWords({ name, label, unit, from, below, whole, least });
    bins.push({
      ...(below === undefined ? {} : { below }),
      points: worth.points[bin]!,
      reason,
      share: rounded(share),
    });
    [from, share] = [below, 0];
  }
  const missing = missingOf(label, worth);
  return {
    kind: 'number',
    name,
    label,
    family,
    recipe,
    direction,
    importance: worth.importance,
    bins,
    missing,
  };
}

function categoryTerm({ planned, members }: PreparedCategory, worth: Worth): CategoryTerm {
  const { name, label, family } = planned;
  const frequent = members.slice(0, -1);
  const bins = frequent.map(([text = ''], at) => ({
    values: [text],
    points: worth.points[at + 1]!,
    reason: `${label} is ${text}`,
    share: rounded(worth.shares[at + 1]!),
  }));
  // What is new is as good as what was rare; where nothing was rare it is worth the mean.
  const share = rounded(worth.shares[members.length]!);
  const points = share === 0 ? 0 : worth.points[members.length]!;
  const unseen = { points, reason: `${label} is rare or new`, share };
  const missing = missingOf(label, worth);
  return { kind: 'category', name, label, family, importance: worth.importance, bins, missing, unseen };
}

function pairTerm({ x, y }: ChosenPair, { points, importance, mean }: Worth): PairTerm {
  const axis = ({ feature, cuts }: ChosenPair['x']) => {
    const { name, label, recipe } = feature.planned;
    return { name, label, recipe, whole: feature.whole, cuts: [...cuts] };
  };
  return {
    kind: 'pair',
    name: `${x.feature.planned.name} × ${y.feature.planned.name}`,
    family: x.feature.planned.family,
    importance,
    x: axis(x),
    y: axis(y),
    points: Array.from({ length: x.bins - 1 }, (_, i) =>
      Array.from({ length: y.bins - 1 }, (_, j) => points[(i + 1) * y.bins + j + 1]!),
    ),
    missing: tenths(-mean),
  };
}

function missingOf(label: string, { points, shares }: Worth) {
  return {
    points: points[MISSING_BIN]!,
    reason: `${label} is unknown`,
    share: rounded(shares[MISSING_BIN]!),
  };
}

function columnsNeeded(columns: readonly Column[], terms: readonly ModelTerm[]): RiskModel['columns'] {
  const needed = new Set(
    terms.flatMap((term) => {
      if (term.kind === 'category') return [term.name];
      return term.kind === 'number'
        ? columnsOf(term.recipe)
        : [...columnsOf(term.x.recipe), ...columnsOf(term.y.recipe)];
    }),
  );
  return columns
    .filter(({ name }) => needed.has(name))
    .map((column) =>
      column.kind === 'number'
        ? { kind: 'number' as const, name: column.name }
        : { kind: 'category' as const, name: column.name, categories: textsOf(column.name, terms) },
    );
}

/** The texts that have points of their own; any other is rare or new. */
const textsOf = (column: string, terms: readonly ModelTerm[]): string[] =>
  terms.flatMap((term) =>
    term.kind === 'category' && term.name === column ? term.bins.flatMap(({ values }) => values) : [],
  );

const tenths = (points: number) => Math.round(points * 10) / 10 + 0;
const rounded = (share: number) => Number(share.toFixed(5));
