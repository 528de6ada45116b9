import { speaksOf } from './words.ts';
import { protectedAttributeOf, type ProtectedAttribute } from './protected.ts';

/** What a higher value does to the risk of default, other things being equal; `unknown` is left to the data. */
export type Direction = 'raises' | 'lowers' | 'unknown';

/**
 * What its numbers are counted in. A `share` is 1 for the whole; a `rate` is too in features of a case, while other tables
 * may have it in percent; a `level` is the place in a list that gets worse.
 */
export type FeatureUnit =
  | 'amount'
  | 'days'
  | 'months'
  | 'years'
  | 'share'
  | 'rate'
  | 'score'
  | 'count'
  | 'periods'
  | 'level'
  | 'none';

/** What a feature is about: columns of different banks that mean the same are treated the same. */
export interface CatalogueEntry {
  readonly name: string;
  /** for people: '<label> is above 3' */
  readonly label: string;
  readonly unit: FeatureUnit;
  readonly direction: Direction;
  /** The direction holds from this value up: below it codes mean other things ('paid in full', 'not used'). */
  readonly directionFrom?: number;
  /** Words of column names by which it is known. */
  readonly words: readonly string[];
  /** Absent: whoever builds a model may use it. */
  readonly protectedAttribute?: ProtectedAttribute;
}

/**
 * What a bank knows about a loan and its customer that bears on repayment. The first entry whose words fit a column
 * says what it is, so the narrower ones come first. A wrong direction does more harm than none: words that may be meant
 * the other way round (a rating of which 1 is the best) have none.
 */
export const FEATURE_CATALOGUE: readonly CatalogueEntry[] = [
  entry('worstDaysPastDue', 'worst days past due', 'days', 'raises', [
    'worst days past*',
    'max dpd',
    'worst dpd',
  ]),
  entry('timesPastDue', 'times past due', 'count', 'raises', ['times past due', 'times late']),
  entry('daysPastDue', 'days past due', 'days', 'raises', ['days past*', 'dpd', 'days late', 'days overdue']),
  entry('arrearsShare', 'arrears as a share of the limit', 'share', 'raises', [
    'arrears share',
    'arrears ratio',
  ]),
  entry('arrears', 'arrears', 'amount', 'raises', ['arrears*', 'overdue amount', 'past due amount']),
  entry('brokenPromises', 'broken promises', 'count', 'raises', ['broken promises', 'promises broken']),
  entry('keptPromises', 'kept promises', 'count', 'lowers', ['kept promises', 'promises kept']),
  entry('missedPayments', 'missed payments', 'count', 'raises', ['missed*', 'bounced*', 'returned payments']),
  entry('contactsTried', 'contacts tried', 'count', 'unknown', ['contacts tried', 'contact attempts']),
  entry('contactsReached', 'contacts in which the customer was reached', 'count', 'unknown', [
    'reached',
    'rpc',
  ]),
  entry('contactsRefused', 'contacts that were refused', 'count', 'raises', [
    'refused',
    'refusals',
    'hung up',
  ]),
  entry('ratingChange', 'change of the rating', 'score', 'lowers', ['rating change', 'score change']),
  entry('internalScore', 'internal score', 'score', 'lowers', ['internal score']),
  entry('externalScore', 'external score', 'score', 'lowers', [
    ...['external score', 'credit score', 'bureau score', 'fico'],
  ]),
  entry('externalDebtChange', 'change of debt elsewhere', 'share', 'raises', ['external debt change']),
  entry('externalDebtShare', 'debt elsewhere as a share of the limit', 'share', 'raises', [
    'external debt share',
    'external debt ratio',
  ]),
  entry('macroAlert', 'alert for the economy', 'level', 'raises', ['macro alert']),
  entry('instalmentBurden', 'instalments as a share of income', 'share', 'raises', [
    ...[
      'instalment burden',
      'installment burden',
      'debt service ratio',
      'payment to income',
      '=dti',
      '=dsti',
    ],
  ]),
  entry('outstandingShare', 'share that is still to be paid', 'share', 'unknown', ['outstanding share']),
  entry('annualRate', 'interest rate', 'rate', 'unknown', ['annual rate', 'interest rate', '=apr']),
  entry('termMonths', 'term', 'months', 'unknown', ['term months', '=term']),
  entry('utilisation', 'share of the limit that is used', 'share', 'raises', ['utilisation', 'utilization']),
  entry('paidShareTrend', 'change of the share that is paid', 'share', 'lowers', ['paid share trend']),
  entry('paidShare', 'share of what was due that was paid', 'share', 'lowers', ['share paid', 'paid share']),
  entry('paymentIrregularity', 'spread of the days between payments', 'days', 'unknown', [
    'payment irregularity',
  ]),
  entry('daysSincePayment', 'days since the last payment', 'days', 'raises', [
    'days since payment',
    'days since last payment',
  ]),
  entry('limit', 'limit', 'amount', 'unknown', ['limit*', 'credit line', 'principal', 'loan amount']),
  entry('income', 'income', 'amount', 'unknown', ['income', 'salary', 'wage*', 'earnings']),
  entry('tenure', 'time as a customer', 'months', 'unknown', ['tenure', 'months on book', 'customer since']),
  entry('rating', 'rating', 'score', 'unknown', ['rating', 'grade']),
  entry('payment', 'payment', 'amount', 'lowers', [
    ...['pay amt', 'pay amount', 'paid amount', 'amount paid', 'payment amount', 'last payment'],
    ...['=paid', '=payment', '=payments', '=repaid'],
  ]),
  {
    ...entry('paymentStatus', 'payment status', 'periods', 'raises', [
      ...['pay status', 'payment status', 'repayment status', 'delinquency status', '=pay', '=status'],
    ]),
    directionFrom: 0,
  },
  entry('balance', 'balance', 'amount', 'unknown', [
    'bill*',
    'balance*',
    'statement*',
    'outstanding*',
    'debt',
  ]),
  entry('product', 'product', 'none', 'unknown', ['product', 'loan type', 'purpose']),
  entry('secured', 'security', 'none', 'unknown', ['=secured', '=is secured']),
  entry('currency', 'currency', 'none', 'unknown', ['=currency']),
  { ...entry('age', 'age', 'years', 'unknown', ['=age']), protectedAttribute: 'age' },
  { ...entry('language', 'language', 'none', 'unknown', ['=language']), protectedAttribute: 'language' },
];

/** What a column is. */
export interface KnownColumn {
  readonly column: string;
  readonly entry: CatalogueEntry | undefined;
  readonly protectedAttribute: ProtectedAttribute | undefined;
}

/**
 * Looks a column up by its name.
 *
 * @example lookUp('PAY_AMT1').entry?.name // 'payment'
 */
export function lookUp(column: string): KnownColumn {
  const found = FEATURE_CATALOGUE.find(({ words }) => speaksOf(column, words));
  return { column, entry: found, protectedAttribute: protectedAttributeOf(column) };
}

function entry(
  name: string,
  label: string,
  unit: CatalogueEntry['unit'],
  direction: Direction,
  words: readonly string[],
): CatalogueEntry {
  return { name, label, unit, direction, words };
}
