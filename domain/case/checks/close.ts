import type { Rejection } from '../../failures.ts';
import type { CaseState } from '../state.ts';
import { checkOpen } from './refuse.ts';

/** @returns why the case cannot be closed, or undefined */
export function checkClose(state: CaseState): Rejection | undefined {
  return checkOpen(state);
}
