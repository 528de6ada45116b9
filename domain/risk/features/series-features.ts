import type { PlannedFeature } from './planned-feature.ts';
import type { Recipe } from './recipe.ts';
import type { Series } from './series.ts';
import { changes, faded, mean, raw, ratio, slope, sum } from './weights.ts';

/** How much less each earlier period counts. */
const FADE = 0.6;
const FAST_FADE = 0.3;

/** What one numbered series tells by itself. */
export function seriesFeatures(series: Series): PlannedFeature[] {
  switch (series.entry?.name) {
    case 'paymentStatus':
      return statusFeatures(series);
    case 'payment':
      return paymentFeatures(series);
    case 'balance':
      return balanceFeatures(series);
    default:
      return levels(series);
  }
}

type Make = (name: string, label: string, recipe: Recipe, known?: Partial<PlannedFeature>) => PlannedFeature;

/** Features with the name (for {}) and the direction of the series, unless they have one of their own. */
function making({ stem, entry }: Series): Make {
  const of = entry === undefined ? stem : `${entry.label} (${stem})`;
  return (name, label, recipe, known = {}) => ({
    name: `${stem}:${name}`,
    label: label.replace('{}', of),
    family: stem,
    recipe,
    direction: entry?.direction ?? 'unknown',
    directionFrom: entry?.directionFrom,
    ...known,
  });
}

const FREE = { direction: 'unknown', directionFrom: undefined } as const;
const RAISES = { direction: 'raises', directionFrom: undefined } as const;
const LOWERS = { direction: 'lowers', directionFrom: undefined } as const;

const namesOf = ({ columns }: Series) => columns.map(({ name }) => name);

function levels(series: Series): PlannedFeature[] {
  const make = making(series);
  const names = namesOf(series);
  return [
    make('mean', 'mean {}', sum(mean(names))),
    make('max', 'highest {}', { kind: 'max', of: raw(names) }),
    make('min', 'lowest {}', { kind: 'min', of: raw(names) }),
    make('recent', 'recent {}', sum(faded(names, FADE))),
    make('trend', 'rise per period of {}', sum(slope(names)), FREE),
  ];
}

function balanceFeatures(series: Series): PlannedFeature[] {
  const make = making(series);
  const names = namesOf(series);
  return [
    make('mean', 'mean {}', sum(mean(names))),
    make('max', 'highest {}', { kind: 'max', of: raw(names) }),
    make('recent', 'recent {}', sum(faded(names, FADE))),
    make('trend', 'rise per period of {}', sum(slope(names))),
    make('rises', 'periods with a higher {} than before', {
      kind: 'count-above',
      of: changes(names),
      threshold: 0,
    }),
    make('latest-of-mean', 'latest {} as a share of its mean', ratio([[names[0] ?? '', 1]], mean(names))),
  ];
}

function paymentFeatures(series: Series): PlannedFeature[] {
  const make = making(series);
  const names = namesOf(series);
  return [
    make('mean', 'mean {}', sum(mean(names))),
    make('max', 'highest {}', { kind: 'max', of: raw(names) }),
    make('min', 'lowest {}', { kind: 'min', of: raw(names) }),
    make('recent', 'recent {}', sum(faded(names, FADE))),
    make('latest-3', 'mean of the latest three of {}', sum(mean(names.slice(0, 3)))),
    make(
      'latest-2-share',
      'mean of the latest two of {} as a share of its mean',
      ratio(mean(names.slice(0, 2)), mean(names)),
      FREE,
    ),
    make('paid', 'periods with a {}', { kind: 'count-above', of: raw(names), threshold: 0 }),
  ];
}

function statusFeatures(series: Series): PlannedFeature[] {
  const make = making(series);
  const names = namesOf(series);
  const [latest = '', before = ''] = names;
  const count = (threshold: number): Recipe => ({ kind: 'count-above', of: raw(names), threshold });
  const since = (threshold: number): Recipe => ({ kind: 'periods-since', of: raw(names), threshold });
  const worst = (periods: number): Recipe => ({ kind: 'max', of: raw(names.slice(0, periods)) });
  return [
    make('mean', 'mean {}', sum(mean(names))),
    make('worst', 'worst {}', worst(names.length)),
    make('worst-2', 'worst of the latest two of {}', worst(2)),
    make('worst-3', 'worst of the latest three of {}', worst(3)),
    make('best', 'lowest {}', { kind: 'min', of: raw(names) }),
    make('recent', 'recent {}', sum(faded(names, FADE))),
    make('latest-faded', 'latest {} (earlier ones count little)', sum(faded(names, FAST_FADE))),
    make(
      'change',
      'latest change of {}',
      sum([
        [latest, 1],
        [before, -1],
      ]),
      FREE,
    ),
    make(
      'worsened',
      'periods with {} higher than before',
      { kind: 'count-above', of: changes(names), threshold: 0 },
      FREE,
    ),
    make(
      'since-worse',
      'periods since {} was higher than before',
      { kind: 'periods-since', of: changes(names), threshold: 0 },
      FREE,
    ),
    make('late', 'periods with {} above 0', count(0), RAISES),
    make('very-late', 'periods with {} above 1', count(1), RAISES),
    make('above-minus-1', 'periods with {} above -1', count(-1), FREE),
    make('above-minus-2', 'periods with {} above -2', count(-2), FREE),
    make('since-late', 'periods since {} was above 0', since(0), LOWERS),
    make('since-very-late', 'periods since {} was above 1', since(1), LOWERS),
  ];
}
