import type { IsoDate } from '../calendar.ts';
import type { CaseState, OpenPromise } from './state.ts';

/** An instalment of a promise, with all that has to be paid by then. */
export interface UnmetInstalment {
  index: number;
  dueOn: IsoDate;
  /** minor units */
  cumulativeMinor: number;
}

/**
 * The instalment that is still to be paid, with all that has to be paid by then.
 *
 * @returns undefined when everything promised is paid, within the tolerance
 */
export function nextUnmet(
  { terms }: Pick<CaseState, 'terms'>,
  { instalments, paidMinor }: Pick<OpenPromise, 'instalments' | 'paidMinor'>,
): UnmetInstalment | undefined {
  const covered = paidMinor + terms.promise.toleranceMinor;
  let cumulativeMinor = 0;
  for (const [index, instalment] of instalments.entries()) {
    cumulativeMinor += instalment.amountMinor;
    if (covered < cumulativeMinor) return { index, dueOn: instalment.dueOn, cumulativeMinor };
  }
  return undefined;
}
