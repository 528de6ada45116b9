import process from 'node:process';
import { random } from '../../domain/portfolio/random.ts';
import { compileRecipe, type Numbers } from '../../domain/risk/features/recipe.ts';
import type { NumberColumn } from '../../domain/risk/features/table.ts';
import type { ModelTerm, RiskModel } from '../../domain/risk/model/schema.ts';
import { BLOCK_ROWS, Scorer } from '../../domain/risk/model/scorer.ts';
import { trainRiskModel } from '../../domain/risk/model/train.ts';
import { median, rounded } from './figures.ts';

const ROWS = 21_000;
const PERIODS = 6;
const ROUNDS = 7;
/** of one round */
const PASSES = 20;
const BUDGET_PER_SECOND = 2_000_000;

/**
 * `bench scoring`: rows per second of the pure scoring loop on one core, by processor time: from columns of feature values (typed arrays)
 * to bins, points and probability; reasons are not included. `fromRawColumns` makes the features from the bank's
 * columns (trends, worst, shares) as well. There is no bare engine to compare with.
 */
export function benchScoring({ onProgress }: { onProgress: (step: string) => void }) {
  onProgress('Learning a model');
  const { columns, target } = madeUpAccounts();
  const model = trainRiskModel({
    columns,
    target,
    targetName: 'defaulted',
    event: 'default',
    seed: 1,
  });
  const raw = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
  const ready = withFeaturesMade(model, raw);
  onProgress(`Scoring ${ROUNDS} rounds of ${ROWS * PASSES} rows, twice`);
  const features = rates(ready.model, ready.numbers);
  const fromRaw = rates(model, raw);
  const rowsPerSecond = Math.round(median(features));
  return Promise.resolve({
    bench: 'scoring',
    rows: ROWS,
    terms: model.terms.length,
    pairs: model.terms.filter(({ kind }) => kind === 'pair').length,
    rowsPerSecond,
    rounds: features.map((rate) => rounded(rate, 0)),
    fromRawColumns: { rowsPerSecond: Math.round(median(fromRaw)) },
    budget: { rowsPerSecond: BUDGET_PER_SECOND },
    met: rowsPerSecond >= BUDGET_PER_SECOND,
  });
}

/**
 * Rows per second of processor time of each round, so that others on the machine do not count; neither does the first
 * round, in which the compiler settles.
 */
function rates(model: RiskModel, numbers: Numbers): number[] {
  const scorer = new Scorer(model, { numbers, texts: {} });
  return Array.from({ length: ROUNDS + 1 }, () => {
    const began = process.cpuUsage();
    for (let pass = 0; pass < PASSES; pass += 1) {
      for (let from = 0; from < ROWS; from += BLOCK_ROWS)
        scorer.score(from, Math.min(ROWS, from + BLOCK_ROWS));
    }
    const { user, system } = process.cpuUsage(began);
    return (ROWS * PASSES * 1_000_000) / (user + system);
  }).slice(1);
}

/** The same model over columns that hold its features. */
function withFeaturesMade(model: RiskModel, raw: Numbers): { model: RiskModel; numbers: Numbers } {
  const numbers: Record<string, Float64Array> = {};
  const made = <T extends { readonly name: string; readonly recipe: Parameters<typeof compileRecipe>[0] }>(
    of: T,
  ) => {
    const values = (numbers[of.name] ??= new Float64Array(ROWS));
    compileRecipe(of.recipe, raw)(values, 0, ROWS);
    return { ...of, recipe: { kind: 'column' as const, column: of.name } };
  };
  const terms = model.terms.map((term): ModelTerm => {
    if (term.kind === 'number') return made(term);
    return term.kind === 'pair' ? { ...term, x: made(term.x), y: made(term.y) } : term;
  });
  return { model: { ...model, terms }, numbers };
}

/** Accounts with a limit and six periods of bill, payment and lateness, of which those under strain default more often. */
function madeUpAccounts(): { columns: NumberColumn[]; target: Uint8Array } {
  const { next, int, chance } = random('bench-scoring');
  const names = [
    'LIMIT',
    ...['STATUS_', 'BILL', 'PAID'].flatMap((stem) => periods().map((n) => `${stem}${n}`)),
  ];
  const columns = names.map((name) => ({ kind: 'number' as const, name, values: new Float64Array(ROWS) }));
  const set = (name: string, row: number, value: number) => {
    columns[names.indexOf(name)]!.values[row] = value;
  };
  const target = new Uint8Array(ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    const strain = next();
    const limit = int(1, 50) * 10_000;
    let bill = Math.round(limit * next() * strain);
    let late = 0;
    set('LIMIT', row, limit);
    for (const period of periods().reverse()) {
      const pays = chance(1 - 0.5 * strain ** 2);
      const paid = pays ? Math.round(bill * next() * (1 - 0.6 * strain)) : 0;
      late = pays ? 0 : late + 1;
      bill = Math.max(0, bill - paid + Math.round(limit * 0.1 * next()));
      set(`STATUS_${period}`, row, late);
      set(`BILL${period}`, row, bill);
      set(`PAID${period}`, row, paid);
    }
    target[row] = chance(0.05 + 0.4 * strain ** 3 + (late > 1 ? 0.2 : 0)) ? 1 : 0;
  }
  return { columns, target };
}

const periods = () => Array.from({ length: PERIODS }, (_, at) => at + 1);
