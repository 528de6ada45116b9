import { DomainFailure } from '../domain/failures.ts';
import { parseMinor } from '../domain/money.ts';
import { InvalidFields } from './problem.ts';
import type { Money } from './schemas/common.ts';

/**
 * @param currency that of the loan
 * @param field named when the money is not valid
 * @returns integer minor units
 * @throws InvalidInput for another currency, or more decimals than it has
 */
export function minorOf(money: Money, currency: string, field: string): number {
  if (money.currency !== currency) {
    throw invalid(field, `the loan is in ${currency}, not in ${money.currency}`);
  }
  try {
    return parseMinor(money.amount, currency);
  } catch (error) {
    throw error instanceof DomainFailure ? invalid(field, error.message) : error;
  }
}

/** @returns integer minor units, > 0 @throws InvalidInput as {@link minorOf}, and for zero */
export function positiveMinorOf(money: Money, currency: string, field: string): number {
  const minor = minorOf(money, currency, field);
  if (minor <= 0) throw invalid(field, 'must be more than zero');
  return minor;
}

function invalid(field: string, message: string): InvalidFields {
  return new InvalidFields([{ field, message }]);
}
