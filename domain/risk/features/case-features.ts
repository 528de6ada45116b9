import { MACRO_LEVELS } from '../../case/state.ts';
import type { RiskFacts } from '../risk-facts.ts';
import { LoanBehaviour } from './behaviour.ts';
import { lookUp, type CatalogueEntry, type Direction } from './catalogue.ts';
import { externalDebtChange, ratingChange, scoreOf } from './outlook.ts';
import type { ProtectedAttribute } from './protected.ts';
import { ageOn, instalmentBurden, monthsOnBook, outstandingShare } from './terms.ts';

/** Of one case, by the name of the feature; null where the bank does not know. */
export type FeatureValues = Readonly<Record<string, number | string | null>>;

/** What is known beforehand about a feature of a case. */
export interface CaseFeature {
  /** also that of its column where a model is learnt or scored */
  readonly name: string;
  /** for people: '<label> is above 3' */
  readonly label: string;
  readonly kind: 'number' | 'category';
  readonly unit: CatalogueEntry['unit'];
  /** it has whole values only, and so few of them that each counts; an amount is not said to be whole */
  readonly whole: boolean;
  /** the least value that it can have; absent: nothing is said of it */
  readonly least?: number;
  readonly direction: Direction;
  /** absent: whoever builds a model may use it */
  readonly protectedAttribute?: ProtectedAttribute;
}

type Make<T> = (facts: RiskFacts, behaviour: LoanBehaviour) => T | null;

interface Made {
  readonly feature: CaseFeature;
  readonly make: Make<number | string>;
}

/** Of these there are whole ones only, and never less than none; scores are whole but may be below 0 where they are a change. */
const COUNTED: readonly CatalogueEntry['unit'][] = ['count', 'days', 'months', 'years', 'level'];

const MADE: readonly Made[] = [
  number('daysPastDue', 'days past due', (_, { today }) => today.daysPastDue),
  number('worstDaysPastDue', 'worst days past due of 12 months', (_, { year }) => year.worstDaysPastDue),
  number('timesPastDue', 'times 30 days past due in 12 months', (_, { year }) => year.timesPastDue),
  number('missedInstalments', 'instalments in a row not fully paid', (_, { missed }) => missed),
  number('arrearsShare', 'arrears as a share of the limit', ({ loan }, { today }) =>
    shareOf(today.arrearsMinor, loan.principalMinor),
  ),
  number('quarterPaidShare', 'share paid of what was due in 3 months', (_, { quarterPaidShare }) =>
    capped(quarterPaidShare),
  ),
  number('yearPaidShare', 'share paid of what was due in 12 months', (_, { yearPaidShare }) =>
    capped(yearPaidShare),
  ),
  number('paidShareTrend', 'change of the share paid against the 3 months before', (_, behaviour) => {
    const [now, before] = [capped(behaviour.quarterPaidShare), capped(behaviour.quarterBeforePaidShare)];
    return now === null || before === null ? null : now - before;
  }),
  uneven('paymentIrregularity', 'spread of the days between payments', (_, { irregularity }) => irregularity),
  number('daysSincePayment', 'days since the last payment', (_, behaviour) => behaviour.daysSincePayment),
  number('outstandingShare', 'share of all that is to be paid still outstanding', outstandingShare),
  number('monthsOnBook', 'months on book', monthsOnBook),
  number('keptPromises', 'kept promises', ({ promises }) => promises.kept),
  number('brokenPromises', 'broken promises', ({ promises }) => promises.broken),
  number('contactsTried', 'contacts in 180 days', ({ contacts }) => contacts.tried),
  number('contactsReached', 'contacts that reached the customer in 180 days', (f) => f.contacts.reached),
  number('contactsRefused', 'contacts refused in 180 days', ({ contacts }) => contacts.refused),
  number('internalScore', 'internal rating', (facts) => scoreOf(facts, 'internal')),
  number('externalScore', 'external rating', (facts) => scoreOf(facts, 'external')),
  number('ratingChange', 'change of the rating over 6 months', ratingChange),
  number('externalDebtShare', 'debt elsewhere as a share of the limit', ({ externalDebts, loan }) => {
    const [newest] = externalDebts;
    return newest === undefined ? null : shareOf(newest.totalMinor, loan.principalMinor);
  }),
  number('externalDebtChange', 'rise of debt elsewhere over 6 months, share of the limit', (facts) => {
    const change = externalDebtChange(facts);
    return change === null ? null : shareOf(change, facts.loan.principalMinor);
  }),
  number('macroAlert', 'alert for the economy', ({ macro }) =>
    macro === null ? null : MACRO_LEVELS.indexOf(macro),
  ),
  number('annualIncomeMinor', 'annual income in minor units', ({ customer }) => customer.annualIncomeMinor),
  number('instalmentBurden', 'instalments of 12 months as a share of income', instalmentBurden),
  number('principalMinor', 'principal or limit in minor units', ({ loan }) => loan.principalMinor),
  number('annualRate', 'interest rate a year', ({ loan }) => loan.annualRate),
  number('termMonths', 'term in months', ({ loan }) => loan.termMonths),
  category('product', 'product', ({ loan }) => loan.product),
  category('secured', 'loan', ({ loan }) => (loan.secured ? 'secured' : 'unsecured')),
  category('currency', 'currency', ({ loan }) => loan.currency),
  number('age', 'age', ageOn),
  category('language', 'language', ({ customer }) => customer.language),
];

/** All features of a case; those of a protected attribute are in a model only where a compliance officer has allowed it. */
export const CASE_FEATURES: readonly CaseFeature[] = MADE.map(({ feature }) => feature);

const BY_NAME: ReadonlyMap<string, Made> = new Map(MADE.map((made) => [made.feature.name, made]));

/** @returns what is known of the feature; undefined: there is none of that name */
export function caseFeature(name: string): CaseFeature | undefined {
  return BY_NAME.get(name)?.feature;
}

/**
 * The features of a case on the day of the facts.
 *
 * @param wanted names of those that are looked at; absent: all; a name that is none of a case is null
 * @example caseFeaturesOf(facts, ['brokenPromises']) // { brokenPromises: 1 }
 */
export function caseFeaturesOf(facts: RiskFacts, wanted?: readonly string[]): FeatureValues {
  const behaviour = new LoanBehaviour(facts);
  const values: Record<string, number | string | null> = {};
  if (wanted === undefined)
    for (const { feature, make } of MADE) values[feature.name] = make(facts, behaviour);
  else for (const name of wanted) values[name] = BY_NAME.get(name)?.make(facts, behaviour) ?? null;
  return values;
}

/** Paid more than twice says no more than paid twice. */
const MOST_PAID = 2;

const capped = (share: number | null) => (share === null ? null : Math.min(MOST_PAID, share));

/** Of a loan without a limit, all is the limit. */
const shareOf = (minor: number, limitMinor: number) => (limitMinor > 0 ? minor / limitMinor : 1);

function number(name: string, label: string, make: Make<number>): Made {
  return { feature: known(name, label, 'number'), make };
}

/** A number that is counted in something of which there are parts. */
function uneven(name: string, label: string, make: Make<number>): Made {
  return { feature: { ...known(name, label, 'number'), whole: false }, make };
}

function category(name: string, label: string, make: Make<string>): Made {
  return { feature: known(name, label, 'category'), make };
}

function known(name: string, label: string, kind: CaseFeature['kind']): CaseFeature {
  const { entry, protectedAttribute } = lookUp(name);
  if (entry === undefined) throw new Error(`feature ${name} is not in the catalogue`);
  const { unit, direction } = entry;
  const counted = COUNTED.includes(unit);
  return {
    ...{ name, label, kind, unit, direction },
    whole: counted || unit === 'score',
    ...(counted && { least: 0 }),
    ...(protectedAttribute && { protectedAttribute }),
  };
}
