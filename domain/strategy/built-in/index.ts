import type { Strategy } from '../schema.ts';
import { cnRetail } from './cn-retail.ts';

/** The strategies that ship with the product; `arrears migrate` publishes those that are missing. */
export const builtInStrategies: readonly Strategy[] = [cnRetail];
