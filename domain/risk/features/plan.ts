import { caseFeature } from './case-features.ts';
import { lookUp } from './catalogue.ts';
import { debtFeatures } from './debt-features.ts';
import type { PlannedFeature } from './planned-feature.ts';
import { seriesFeatures } from './series-features.ts';
import { findSeries, type Newest, type Series } from './series.ts';
import type { Column } from './table.ts';

/**
 * The features that a table offers: its columns, and of each numbered series what a credit officer would look at:
 * level, trend, worst, how often and how long ago late; used share of the limit, paid share of the bill, new debt.
 *
 * @param columns without the target and without what must not be used
 * @param newest which number of a series is the latest period
 */
export function planFeatures(columns: readonly Column[], newest: Newest): PlannedFeature[] {
  const series = findSeries(columns, newest);
  const limit = columns.find(({ name, kind }) => kind === 'number' && lookUp(name).entry?.name === 'limit');
  const ofRole = (role: string) => series.find(({ entry }) => entry?.name === role);
  return [
    ...columns.map((column) => plainFeature(column, series)),
    ...series.flatMap(seriesFeatures),
    ...debtFeatures({ balance: ofRole('balance'), payment: ofRole('payment'), limit: limit?.name }),
  ];
}

function plainFeature({ name }: Column, series: readonly Series[]): PlannedFeature {
  const { entry } = lookUp(name);
  const within = series.find(({ columns }) => columns.some((column) => column.name === name));
  // Lateness that has been mended may speak for a customer: of the periods of a status only the newest has a direction.
  const mended = entry?.name === 'paymentStatus' && within !== undefined && within.columns[0]?.name !== name;
  return {
    name,
    // A bank's own column is called what the bank calls it.
    label: caseFeature(name)?.label ?? name,
    family: within?.stem ?? name,
    recipe: { kind: 'column', column: name },
    direction: mended ? 'unknown' : (entry?.direction ?? 'unknown'),
    directionFrom: mended ? undefined : entry?.directionFrom,
  };
}
