import { countOf, hasChanged, measured, money, percent, quantityOf, score } from './english-numbers.ts';
import type { ReasonLanguage } from './language.ts';
import { levelsOf } from './levels.ts';
import { isOne } from './said-range.ts';

/** A name that stands for several things. */
const PLURAL = /^(arrears|periods|days|worst days|times|instalments|kept|broken|contacts|months)\b/;

const verb = (name: string) => (PLURAL.test(name) ? 'are' : 'is');

const ALERTS = ['no alert', 'an alert to watch', 'a severe alert'];

function alertWords(levels: readonly number[]): string {
  if (levels.length === 1) return `there is ${ALERTS[levels[0] ?? 0] ?? 'an alert'} for the economy`;
  if (!levels.includes(2)) return 'there is no severe alert for the economy';
  return `there is ${levels.includes(0) ? 'an alert or none' : 'an alert'} for the economy`;
}

export const english: ReasonLanguage = {
  tag: 'en',
  and: ' and ',
  or: ' or ',
  better: (side, counted) =>
    ` (${side === 'lower' ? (counted ? 'fewer' : 'lower') : counted ? 'more' : 'higher'} would be better)`,
  within: {
    daysPastDue: (days) => `the loan is ${countOf(days, 'day')} past due`,
    worstDaysPastDue: (days) => `the loan was ${countOf(days, 'day')} past due at worst in 12 months`,
    timesPastDue: (times) => `the loan became 30 days past due ${countOf(times, 'time')} in 12 months`,
    missedInstalments: (count) => {
      if (isOne(count) && count.to! < 2) return `${count.to === 0 ? 'no' : 1} instalment is not fully paid`;
      return `${countOf(count, 'instalment')} in a row are not fully paid`;
    },
    arrearsShare: (share) => `arrears are ${percent(share)} of the limit`,
    quarterPaidShare: (share) => `${percent(share)} of what was due in 3 months was paid`,
    yearPaidShare: (share) => `${percent(share)} of what was due in 12 months was paid`,
    paidShareTrend: (share) =>
      `the share paid ${hasChanged(share, (by) => `${by} percentage point${by === '1' ? '' : 's'}`)} against the 3 months before`,
    paymentIrregularity: (days) => `the time between payments varies by ${measured(days, 'day')}`,
    daysSincePayment: (days) => `the last payment was ${countOf(days, 'day')} ago`,
    outstandingShare: (share) => `${percent(share)} of all that is to be paid is outstanding`,
    monthsOnBook: (months) => `the loan has run for ${countOf(months, 'month')}`,
    keptPromises: (count) => `the customer has kept ${countOf(count, 'promise', 'no promise')}`,
    brokenPromises: (count) => `the customer has broken ${countOf(count, 'promise', 'no promise')}`,
    contactsTried: (count) => `the customer was contacted ${countOf(count, 'time')} in 180 days`,
    contactsReached: (count) => `the customer was reached ${countOf(count, 'time')} in 180 days`,
    contactsRefused: (count) => `the customer refused contact ${countOf(count, 'time')} in 180 days`,
    internalScore: (rating) => `the internal rating is ${score(rating)}`,
    externalScore: (rating) => `the external rating is ${score(rating)}`,
    ratingChange: (points) =>
      `the rating ${hasChanged(points, (by) => `${by} point${by === '1' ? '' : 's'}`)} over 6 months`,
    externalDebtShare: (share) => `debt elsewhere is ${percent(share)} of the limit`,
    externalDebtChange: (share) =>
      `debt elsewhere ${hasChanged(share, (by) => `${by} of the limit`, ' %')} over 6 months`,
    macroAlert: (level) => alertWords(levelsOf(level)),
    annualIncomeMinor: (amount, currency) => `the annual income is ${money(amount, currency)}`,
    instalmentBurden: (share) => `the instalments of 12 months are ${percent(share)} of the income`,
    principalMinor: (amount, currency) => `the principal or limit is ${money(amount, currency)}`,
    annualRate: (rate) => `the interest rate is ${percent(rate)} a year`,
    termMonths: (months) => `the term is ${countOf(months, 'month')}`,
    age: (years) => `the customer is ${countOf(years, 'year')} old`,
  },
  text: {
    product: (text) => `the product is ${text}`,
    secured: (text) =>
      text === 'secured' || text === 'unsecured'
        ? `the loan is ${text === 'secured' ? 'secured' : 'not secured'}`
        : `the security of the loan is ${text}`,
    currency: (text) => `the currency is ${text}`,
    language: (text) => `the customer’s language is ${text}`,
  },
  missing: {
    quarterPaidShare: 'nothing was due in 3 months',
    yearPaidShare: 'nothing was due in 12 months',
    paidShareTrend: 'nothing was due in the latest 3 months, or in the 3 months before',
    paymentIrregularity: 'there were fewer than 3 payments in 12 months',
    daysSincePayment: 'nothing has been paid yet',
    macroAlert: 'no alert for the economy is known',
    termMonths: 'the loan has no term',
    // A model that looks at amounts of one currency sees none of a loan in another.
    annualIncomeMinor: 'the annual income is unknown or in a currency that the model does not compare',
    principalMinor: 'the principal or limit is in a currency that the model does not compare',
    secured: 'whether the loan is secured is unknown',
  },
  named: {
    within: (name, within, unit) => `${name} ${verb(name)} ${quantityOf(unit, within)}`,
    text: (name, text) => `${name} ${verb(name)} ${text}`,
    known: (name) => `${name} ${verb(name)} known`,
    missing: (name) => `${name} ${verb(name)} unknown`,
    unseen: (name) => `${name} ${verb(name)} rare or new to the model`,
  },
  names: {
    ...{ annualIncomeMinor: 'annual income', principalMinor: 'principal or limit', secured: 'security' },
    externalDebtChange: 'change of debt elsewhere over 6 months',
  },
};
