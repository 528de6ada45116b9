/** What to do to log-odds: multiply by `slope`, add `shift`. */
export interface Calibration {
  readonly slope: number;
  readonly shift: number;
}

const NONE: Calibration = { slope: 1, shift: 0 };
const MOST_STEPS = 50;

/**
 * Logistic calibration: the straight line through log-odds under which the outcomes are the likeliest (Newton's
 * method). Fitted on rows that were not learnt from, it takes back what a model is too sure of.
 *
 * @param logOdds by row; @param target 0 or 1 by row
 * @returns no change where there is nothing to fit, or a line that would turn the ranking round
 */
export function calibrate(logOdds: Float64Array, target: Uint8Array): Calibration {
  let { slope, shift } = NONE;
  for (let iteration = 0; iteration < MOST_STEPS; iteration += 1) {
    let [gSlope, gShift, hSlope, hBoth, hShift] = [0, 0, 0, 0, 0];
    for (let row = 0; row < target.length; row += 1) {
      const x = logOdds[row]!;
      const p = 1 / (1 + Math.exp(-(slope * x + shift)));
      const [error, weight] = [target[row]! - p, p * (1 - p)];
      gSlope += error * x;
      gShift += error;
      hSlope += weight * x * x;
      hBoth += weight * x;
      hShift += weight;
    }
    const determinant = hSlope * hShift - hBoth * hBoth;
    if (!(determinant > 1e-9 * hSlope * hShift)) return NONE;
    const bySlope = (gSlope * hShift - gShift * hBoth) / determinant;
    const byShift = (gShift * hSlope - gSlope * hBoth) / determinant;
    slope += bySlope;
    shift += byShift;
    if (Math.abs(bySlope) + Math.abs(byShift) < 1e-10) break;
  }
  return slope > 0 && Number.isFinite(slope + shift) ? { slope, shift } : NONE;
}
