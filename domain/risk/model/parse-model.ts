import { invalidInput } from '../../failures.ts';
import { columnsOf } from '../features/recipe.ts';
import { riskModelSchema, type ModelTerm, type RiskModel } from './schema.ts';

/**
 * Reads a model's file.
 *
 * @throws InvalidInput that says what is wrong, when it is no such file, or one of a later version, or damaged
 */
export function parseRiskModel(text: string): RiskModel {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalidInput(`the model is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'arrears-risk-model') throw invalidInput('this is no model of arrears model train');
  if (version !== 1)
    throw invalidInput(`the model is of version ${String(version)}, this program reads version 1`);
  const parsed = riskModelSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidInput(`the model is damaged at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const model = parsed.data;
  const names = new Set(model.columns.map(({ name }) => name));
  for (const term of model.terms) {
    const problem = problemOf(term, names);
    if (problem !== undefined) throw invalidInput(`the model is damaged at term ${term.name}: ${problem}`);
  }
  return model;
}

function problemOf(term: ModelTerm, columns: ReadonlySet<string>): string | undefined {
  const missing = readBy(term).find((column) => !columns.has(column));
  if (missing !== undefined) return `column ${missing} is not among its columns`;
  if (term.kind === 'number') {
    const cuts = term.bins.slice(0, -1).map(({ below }) => below ?? Number.NaN);
    if (!ascend(cuts) || term.bins.at(-1)?.below !== undefined) return 'its bins are not in order';
    return cuts.length < 255 ? undefined : 'it has more than 255 bins';
  }
  if (term.kind === 'category') return undefined;
  const { x, y, points } = term;
  if (!ascend(x.cuts) || !ascend(y.cuts)) return 'its cuts are not in order';
  const fits = points.length === x.cuts.length + 1 && points.every((row) => row.length === y.cuts.length + 1);
  return fits ? undefined : 'its points do not fit its cuts';
}

function readBy(term: ModelTerm): string[] {
  if (term.kind === 'category') return [term.name];
  return term.kind === 'number'
    ? columnsOf(term.recipe)
    : [...columnsOf(term.x.recipe), ...columnsOf(term.y.recipe)];
}

const ascend = (cuts: readonly number[]) =>
  cuts.every((cut, at) => at === 0 || cut > cuts[at - 1]!) && !cuts.some(Number.isNaN);
