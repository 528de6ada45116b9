import { readAmount, readCurrency } from '../import/values.ts';
import { invalidInput } from '../failures.ts';
import { shiftProblem } from './availability.ts';
import type { Shift } from './facts.ts';

/** What people may work, as files have it. */

const HOURS = /^(\d)(?:-(\d))? +(\d\d:\d\d)-(\d\d:\d\d)$/;

/**
 * @returns working hours as JSON; none: all day
 * @throws InvalidInput
 * @example readShifts('1-5 09:00-18:00; 6 10:00-14:00') // six shifts, Monday to Saturday
 * @example readShifts('1-5 22:00-06:00') // five nights, the last one from Friday to Saturday
 */
export function readShifts(text: string): string {
  return JSON.stringify(partsOf(text).flatMap(shiftsOf));
}

function shiftsOf(part: string): Shift[] {
  const [, first, last = first, from = '', to = ''] = HOURS.exec(part) ?? [];
  const [start, end] = [Number(first), Number(last)];
  if (!(start >= 1 && start <= end && end <= 7) || shiftProblem({ from, to })) {
    throw invalidInput('is no working hours (1-5 09:00-18:00; 6 22:00-06:00)');
  }
  return Array.from({ length: end - start + 1 }, (_, n) => ({ weekday: start + n, from, to }));
}

/**
 * @returns limits in minor units by currency as JSON; none: `null`, any amount
 * @throws InvalidInput
 * @example readAuthority('CNY 50000.00; USD 8000') // '{"CNY":5000000,"USD":800000}'
 */
export function readAuthority(text: string): string {
  const parts = partsOf(text);
  if (parts.length === 0) return 'null';
  const limits: Record<string, number> = {};
  for (const part of parts) {
    const [code = '', amount = '', ...more] = part.split(/ +/);
    const currency = readCurrency(code) ?? '';
    if (more.length > 0 || currency in limits) throw invalidInput('is no authority (CNY 50000.00; USD 8000)');
    limits[currency] = Number(readAmount(amount, currency));
  }
  return JSON.stringify(limits);
}

function partsOf(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
