import type { Strategy } from '../schema.ts';
import { cnRetail } from './cn-retail.ts';
import { inRetail } from './in-retail.ts';
import { ukRetail } from './uk-retail.ts';
import { usRetail } from './us-retail.ts';

/** The strategies that ship with the product; `arrears migrate` publishes those that are missing. */
export const builtInStrategies: readonly Strategy[] = [cnRetail, usRetail, inRetail, ukRetail];
