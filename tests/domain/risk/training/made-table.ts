import { random } from '../../../../domain/portfolio/random.ts';
import type { Column } from '../../../../domain/risk/features/table.ts';
import type { TrainingTable } from '../../../../domain/risk/training/training-table.ts';

/** What is made up. */
export interface MadeOptions {
  readonly rows: number;
  /** days in a row of one customer, all alike */
  readonly perCustomer?: number;
  /** of the rows, by turns */
  readonly currencies?: readonly string[];
  /** repayment and default follow from days past due; else they are chance, of default up to so many days */
  readonly defaultIsChance?: { readonly toDay: number };
  /** from this day on loans repay as if they were half as long past due */
  readonly betterFrom?: number;
  /** no loan defaults */
  readonly noDefaults?: boolean;
  /** repayment is a toss of the customer, who alone has one product */
  readonly tossed?: boolean;
  readonly seed?: string;
}

const HORIZON = 30;
const DAYS = 300;

/**
 * A table of training over 300 days, whose loans repay the less likely, and default the more likely, the longer they are past
 * due. Amounts say nothing.
 */
export function madeTable(options: MadeOptions): TrainingTable {
  const { rows, perCustomer = 1, currencies = ['CNY'], defaultIsChance, noDefaults, tossed } = options;
  const categories = [...new Set(currencies)];
  const { betterFrom = DAYS } = options;
  const { next, int } = random(`made table:${options.seed ?? ''}`);
  const customers = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / perCustomer));
  const count = Math.ceil(rows / perCustomer);
  const days = Int32Array.from(customers, () => int(0, DAYS - 1));
  const ofCustomer = Float64Array.from({ length: count }, next);
  const toss = Uint8Array.from({ length: count }, () => int(0, 1));
  const late = Float64Array.from(customers, (customer) => ofCustomer[customer]! * 80);
  const told = (row: number, value: boolean) => (days[row]! + HORIZON > DAYS ? -1 : value ? 1 : 0);
  const repaid = Int8Array.from(customers, (customer, row) =>
    told(
      row,
      tossed ? toss[customer] === 1 : next() > (late[row]! / 80) * (days[row]! < betterFrom ? 1 : 0.5),
    ),
  );
  const defaulted = Int8Array.from(customers, (_, row) => {
    const chance = defaultIsChance && days[row]! <= defaultIsChance.toDay ? 0.4 : 0.8 * (late[row]! / 80);
    return told(row, !noDefaults && next() < chance);
  });
  const columns: Column[] = [
    { kind: 'number', name: 'daysPastDue', values: late },
    { kind: 'number', name: 'principalMinor', values: Float64Array.from(late, () => int(1, 90) * 10_000) },
    ...(tossed
      ? [{ kind: 'category' as const, name: 'product', categories: productsOf(count), codes: customers }]
      : []),
    {
      ...{ kind: 'category', name: 'currency', categories },
      codes: Int32Array.from(late, (_, row) => categories.indexOf(currencies[row % currencies.length]!)),
    },
  ];
  return {
    ...{ columns, days, customers, rowsSeen: rows, newestDay: DAYS },
    horizons: [{ days: HORIZON, repaid, defaulted }],
  };
}

const productsOf = (count: number) => Array.from({ length: count }, (_, at) => `product ${at}`);
