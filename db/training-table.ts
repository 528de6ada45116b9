import { epochDay, type IsoDate } from '../domain/calendar.ts';
import type { PermittedFeatures } from '../domain/risk/training/permission.ts';
import { riskFactsAsOf } from '../domain/risk/risk-history.ts';
import { TrainingSample } from '../domain/risk/training/sample.ts';
import { snapshotsOf } from '../domain/risk/training/snapshots.ts';
import { HORIZONS } from '../domain/risk/training/split.ts';
import type { TrainingTable } from '../domain/risk/training/training-table.ts';
import type { TrainingLoans, TrainingSetReader } from './training-set-reader.ts';

/** What is made of the past. */
export interface TrainingQuestion extends TrainingLoans {
  readonly newestOn: IsoDate;
  readonly permitted: PermittedFeatures;
  /** rows that are kept */
  readonly mostRows: number;
}

/**
 * Makes the table that a model learns from, of the past of all loans, in memory that does not depend on how many there are,
 * but for the numbers of their customers.
 *
 * @param onBatch called with the loans so far, between batches of some tens of milliseconds
 * @returns the table, and how many loans were looked at
 */
export async function readTrainingTable(
  reader: TrainingSetReader,
  { newestOn, permitted, mostRows, seed, ...loansAsked }: TrainingQuestion,
  onBatch: (loans: number) => void,
): Promise<{ table: TrainingTable; loans: number }> {
  const { features } = permitted;
  const sample = new TrainingSample({ features, horizons: HORIZONS, mostRows, seed });
  const question = { newestOn, horizons: HORIZONS, features: features.map(({ name }) => name) };
  let loans = 0;
  const numberOf = new Map<string, number>();
  for await (const histories of reader.histories({ ...loansAsked, seed })) {
    for (const { customerId, history } of histories) {
      const customer = numberOf.get(customerId) ?? numberOf.size;
      numberOf.set(customerId, customer);
      const factsAsOf = (day: IsoDate) => riskFactsAsOf(history, day);
      for (const snapshot of snapshotsOf(history, factsAsOf, question)) sample.add(customer, snapshot);
      loans += 1;
    }
    onBatch(loans);
  }
  return { table: sample.finish(epochDay(newestOn)), loans };
}
