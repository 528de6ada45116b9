import type loader from 'highs';
import type { LinearProgram, SolveLinear } from '../domain/assignment/linear-program.ts';

type Load = typeof loader.default;

let loading: ReturnType<Load> | undefined;

/** HiGHS, loaded when it is first wanted. Its simplex method ends at a vertex. */
export async function linearSolver(): Promise<SolveLinear> {
  // Its types are those of its other module format, in which the function is one level further down.
  const load = (await import('highs')).default as unknown as Load;
  const highs = await (loading ??= load());
  return ({ costs, limits, rows, starts, indices, values }: LinearProgram) => {
    const size = { numCols: costs.length, numRows: rows.length };
    const model = highs.createModel({
      ...size,
      ...{ colCost: costs, colLower: costs.map(() => 0), colUpper: limits, rowLower: rows, rowUpper: rows },
      matrix: { format: 'csc', ...size, starts, indices, values },
    });
    try {
      model.options.set({ output_flag: false, solver: 'simplex' });
      model.run();
      const status = model.getModelStatus();
      if (status !== highs.constants.modelStatus.optimal) {
        throw new Error(`the solver ended with status ${status}`);
      }
      return model.getSolution().colValue;
    } finally {
      model.dispose();
    }
  };
}
