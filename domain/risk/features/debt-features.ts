import type { Direction } from './catalogue.ts';
import type { PlannedFeature } from './planned-feature.ts';
import type { Recipe, Weighted } from './recipe.ts';
import type { Series } from './series.ts';
import { each, mean, ratio, slope, sum } from './weights.ts';

/** The columns that tell how debt, payments and the limit go together; any of them may not be there. */
export interface DebtColumns {
  readonly balance: Series | undefined;
  readonly payment: Series | undefined;
  readonly limit: string | undefined;
}

/** Above this share of the limit an account is nearly drawn to the full. */
const NEARLY_FULL = 0.8;
/** A payment of more than this share of the bill is one; of more than the other, the whole bill. */
const PAID_SOME = 0.04;
const PAID_ALL = 0.99;
/** New debt of more than this share of the limit is use of the account. */
const IN_USE = 0.02;

/** How much of the limit is used, how much of the bills is paid, and how fast debt grows. */
export function debtFeatures({ balance, payment, limit }: DebtColumns): PlannedFeature[] {
  const aligned = balance !== undefined && payment?.columns.length === balance.columns.length;
  return [
    ...(balance !== undefined && limit !== undefined
      ? usedShares(namesOf(balance), balance.stem, limit)
      : []),
    ...(aligned ? paidShares(namesOf(payment), namesOf(balance), payment.stem, balance.stem) : []),
    ...(aligned && limit !== undefined ? [unpaidRest(namesOf(payment), namesOf(balance), limit)] : []),
    ...(aligned && limit !== undefined ? newDebt(namesOf(payment), namesOf(balance), limit) : []),
  ];
}

const namesOf = ({ columns }: Series) => columns.map(({ name }) => name);

/** Features of one family. */
function making(family: string, direction: Direction = 'unknown') {
  return (name: string, label: string, recipe: Recipe): PlannedFeature => ({
    name: `${family}:${name}`.replaceAll(' ', '-'),
    label,
    family,
    recipe,
    direction,
  });
}

function usedShares(bills: readonly string[], stem: string, limit: string): PlannedFeature[] {
  const make = making('used share');
  const share = (top: readonly Weighted[]) => ratio(top, [[limit, 1]]);
  const free = bills.map((bill) =>
    sum([
      [limit, 1],
      [bill, -1],
    ]),
  );
  const [latestFree = sum([])] = free;
  return [
    ...bills.slice(0, 2).map((bill) => make(bill, `${bill} as a share of ${limit}`, share([[bill, 1]]))),
    make('mean', `mean ${stem} as a share of ${limit}`, share(mean(bills))),
    make('trend', `rise per period of ${stem} as a share of ${limit}`, share(slope(bills))),
    make('nearly-full', `periods with ${stem} above ${NEARLY_FULL * 100} % of ${limit}`, {
      kind: 'count-above',
      of: bills.map((bill) => share([[bill, 1]])),
      threshold: NEARLY_FULL,
    }),
    make('free', `${limit} less ${bills[0]}`, latestFree),
    make('least-free', `${limit} less the highest ${stem}`, { kind: 'min', of: free }),
  ];
}

/** A payment answers the bill of the period before it. */
function paidShares(
  payments: readonly string[],
  bills: readonly string[],
  paymentStem: string,
  billStem: string,
): PlannedFeature[] {
  const make = making('share paid', 'lowers');
  const makeFree = making('share paid');
  const paid = payments.slice(0, -1).map((payment, period) => [payment, bills[period + 1] ?? ''] as const);
  const paidMoreThan = (share: number): Recipe => ({
    kind: 'count-above',
    of: paid.map(([payment, bill]) =>
      sum([
        [payment, 1],
        [bill, -share],
      ]),
    ),
    threshold: 0,
  });
  return [
    ...paid
      .slice(0, 3)
      .map(([payment, bill]) =>
        make(payment, `${payment} as a share of ${bill}`, ratio([[payment, 1]], [[bill, 1]])),
      ),
    make(
      'all',
      `share of ${billStem} that ${paymentStem} covers`,
      ratio(each(payments.slice(0, -1), 1), each(bills.slice(1), 1)),
    ),
    makeFree('full', 'periods paid in full', paidMoreThan(PAID_ALL)),
    makeFree('some', `periods paid to more than ${PAID_SOME * 100} %`, paidMoreThan(PAID_SOME)),
  ];
}

/** What the latest payment left of the bill that it answered. */
function unpaidRest([payment = '']: readonly string[], [, bill = '']: readonly string[], limit: string) {
  const rest: Weighted[] = [
    [bill, 1],
    [payment, -1],
  ];
  const label = `${bill} less ${payment} as a share of ${limit}`;
  return making('used share')('rest', label, ratio(rest, [[limit, 1]]));
}

/** What was spent in a period: what the balance rose by and what was paid off it. */
function newDebt(payments: readonly string[], bills: readonly string[], limit: string): PlannedFeature[] {
  const make = making('new debt');
  const spent = payments.slice(0, -1).map((payment, period): Weighted[] => [
    [bills[period] ?? '', 1],
    [bills[period + 1] ?? '', -1],
    [payment, 1],
  ]);
  const [latest = []] = spent;
  const shares = spent.map((top) => ratio(top, [[limit, 1]]));
  const [latestBill = '', oldestBill = ''] = [bills[0], bills.at(-1)];
  const all: Weighted[] = [
    [latestBill, 1 / spent.length],
    [oldestBill, -1 / spent.length],
    ...each(payments.slice(0, -1), 1 / spent.length),
  ];
  return [
    ...shares
      .slice(0, 3)
      .map((share, period) => make(`${period + 1}`, `new debt ${ago(period)} as a share of ${limit}`, share)),
    make('mean', `mean new debt as a share of ${limit}`, ratio(all, [[limit, 1]])),
    make('amount', 'new debt in the latest period', sum(latest)),
    make('mean-amount', 'mean new debt per period', sum(all)),
    make('highest', `highest new debt as a share of ${limit}`, { kind: 'max', of: shares }),
    make('periods', 'periods with new debt', { kind: 'count-above', of: shares, threshold: IN_USE }),
    make('since', 'periods since new debt', { kind: 'periods-since', of: shares, threshold: IN_USE }),
  ];
}

const ago = (period: number) => (period === 0 ? 'in the latest period' : `${period + 1} periods ago`);
