import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../domain/calendar.ts';
import { delinquenciesOn, delinquencyOf } from '../../../../domain/delinquency.ts';
import {
  CASE_FEATURES,
  caseFeature,
  caseFeaturesOf,
} from '../../../../domain/risk/features/case-features.ts';
import { FEATURE_CATALOGUE, lookUp } from '../../../../domain/risk/features/catalogue.ts';
import { protectedAttributeOf } from '../../../../domain/risk/features/protected.ts';
import type { RiskFacts } from '../../../../domain/risk/risk-facts.ts';
import { riskFactsAsOf, type RiskHistory } from '../../../../domain/risk/risk-history.ts';

const TODAY = '2026-11-01';
const ago = (days: number) => addDays(TODAY, -days);

function factsWith(changes: Partial<RiskFacts> = {}): RiskFacts {
  return {
    asOf: TODAY,
    loan: {
      ...{
        product: 'card',
        secured: false,
        currency: 'CNY',
        principalMinor: 1_000_000,
        originatedOn: '2025-08-15',
      },
      ...{ termMonths: null, annualRate: 0.18 },
    },
    customer: { annualIncomeMinor: null, birthDate: null, language: 'zh-CN' },
    ...{ instalments: [], payments: [], ratings: [], externalDebts: [], macro: null },
    ...{ promises: { kept: 0, broken: 0 }, contacts: { tried: 0, reached: 0, refused: 0 } },
    ...changes,
  };
}

describe('the catalogue', () => {
  it('has every feature of a case, with what is known of it beforehand', () => {
    expect(new Set(CASE_FEATURES.map(({ name }) => name)).size).toBe(CASE_FEATURES.length);
    for (const { name, label, unit, direction, protectedAttribute } of CASE_FEATURES) {
      const { entry } = lookUp(name);
      expect(entry).toBeDefined();
      expect({ unit, direction }).toEqual({ unit: entry?.unit, direction: entry?.direction });
      expect(label).not.toBe('');
      expect(protectedAttribute).toBe(protectedAttributeOf(name));
      expect(protectedAttribute).toBe(entry?.protectedAttribute);
      // A number at the end of a name would make it one of a series.
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*[A-Za-z]$/);
    }
  });

  it('names each entry once, and marks what is protected', () => {
    expect(new Set(FEATURE_CATALOGUE.map(({ name }) => name)).size).toBe(FEATURE_CATALOGUE.length);
    const marked = CASE_FEATURES.filter((feature) => feature.protectedAttribute !== undefined);
    expect(marked.map(({ name }) => name)).toEqual(['age', 'language']);
  });
});

describe('features of a case', () => {
  const due = (days: number, amountMinor = 10_000) => ({ dueOn: ago(days), amountMinor });
  const paid = (days: number, amountMinor = 10_000) => ({ paidOn: ago(days), amountMinor });

  it.each<[string, Partial<RiskFacts>, string, number | string | null]>([
    ['nothing is overdue', {}, 'daysPastDue', 0],
    ['what is due today is not overdue', { instalments: [due(0)] }, 'missedInstalments', 0],
    ['overdue from the day after', { instalments: [due(1)] }, 'daysPastDue', 1],
    ['two instalments are open', { instalments: [due(40), due(10)] }, 'missedInstalments', 2],
    [
      'a part is open',
      { instalments: [due(40), due(10)], payments: [paid(5, 15_000)] },
      'missedInstalments',
      1,
    ],
    ['arrears', { instalments: [due(40)] }, 'arrearsShare', 0.01],
    ['worst before it was paid', { instalments: [due(100)], payments: [paid(40)] }, 'worstDaysPastDue', 59],
    ['paid on the day', { instalments: [due(100)], payments: [paid(100)] }, 'worstDaysPastDue', 0],
    [
      'worst of more than a year ago',
      { instalments: [due(600)], payments: [paid(370)] },
      'worstDaysPastDue',
      0,
    ],
    ['29 days late', { instalments: [due(100)], payments: [paid(70)] }, 'timesPastDue', 0],
    ['30 days late', { instalments: [due(100)], payments: [paid(69)] }, 'timesPastDue', 1],
    [
      'late twice',
      { instalments: [due(200), due(100)], payments: [paid(150), paid(50)] },
      ...(['timesPastDue', 2] as const),
    ],
    [
      'late once, with a part paid in between',
      { instalments: [due(200), due(100)], payments: [paid(120, 5_000), paid(110, 5_000), paid(95)] },
      ...(['timesPastDue', 1] as const),
    ],
    ['nothing fell due', { payments: [paid(5)] }, 'quarterPaidShare', null],
    ['half paid', { instalments: [due(50), due(20)], payments: [paid(20)] }, 'quarterPaidShare', 0.5],
    ['nothing paid is none', { instalments: [due(50)] }, 'quarterPaidShare', 0],
    ['due 91 days ago', { instalments: [due(91)] }, 'quarterPaidShare', 0],
    ['due 92 days ago', { instalments: [due(92)] }, 'quarterPaidShare', null],
    ['more than twice', { instalments: [due(50)], payments: [paid(20, 90_000)] }, 'yearPaidShare', 2],
    [
      'a payment that bounced is none',
      { instalments: [due(50)], payments: [paid(40), { paidOn: ago(38), amountMinor: -10_000 }] },
      ...(['quarterPaidShare', 0] as const),
    ],
    [
      'pays less than before',
      { instalments: [due(150), due(50)], payments: [paid(150), paid(50, 2_500)] },
      ...(['paidShareTrend', -0.75] as const),
    ],
    ['no quarter before', { instalments: [due(50)], payments: [paid(50)] }, 'paidShareTrend', null],
    ['never paid', {}, 'daysSincePayment', null],
    ['paid today', { payments: [paid(30), paid(0)] }, 'daysSincePayment', 0],
    [
      'the last one bounced',
      { payments: [paid(30), paid(9, 500), { paidOn: ago(7), amountMinor: -500 }] },
      ...(['daysSincePayment', 30] as const),
    ],
    ['two payments', { payments: [paid(60), paid(30)] }, 'paymentIrregularity', null],
    ['like clockwork', { payments: [paid(90), paid(60), paid(30)] }, 'paymentIrregularity', 0],
    ['as it comes', { payments: [paid(90), paid(60), paid(50)] }, 'paymentIrregularity', 10],
    ['14 months and a half', {}, 'monthsOnBook', 14],
    ['no term', { payments: [paid(1)] }, 'outstandingShare', null],
    ['no rating', {}, 'internalScore', null],
    [
      'the newest of its kind',
      {
        ratings: [
          { source: 'bureau', asOf: ago(1), score: 500 },
          { source: 'internal', asOf: ago(3), score: 640 },
          { source: 'internal', asOf: ago(90), score: 700 },
        ],
      },
      ...(['internalScore', 640] as const),
    ],
    [
      'no external rating',
      { ratings: [{ source: 'internal', asOf: ago(3), score: 640 }] },
      'externalScore',
      null,
    ],
    [
      'fallen since half a year ago',
      {
        ratings: [
          { source: 'internal', asOf: ago(3), score: 640 },
          { source: 'internal', asOf: ago(182), score: 700 },
        ],
      },
      ...(['ratingChange', -60] as const),
    ],
    [
      'no rating so long ago',
      {
        ratings: [
          { source: 'internal', asOf: ago(3), score: 640 },
          { source: 'internal', asOf: ago(181), score: 700 },
        ],
      },
      ...(['ratingChange', null] as const),
    ],
    ['unknown debts', {}, 'externalDebtShare', null],
    ['no debts', { externalDebts: [{ asOf: ago(9), totalMinor: 0 }] }, 'externalDebtShare', 0],
    [
      'new debt',
      {
        externalDebts: [
          { asOf: ago(9), totalMinor: 700_000 },
          { asOf: ago(200), totalMinor: 200_000 },
        ],
      },
      ...(['externalDebtChange', 0.5] as const),
    ],
    ['no alert known', {}, 'macroAlert', null],
    ['severe', { macro: 'severe' }, 'macroAlert', 2],
    ['income unknown', { instalments: [due(50)] }, 'instalmentBurden', null],
    ['unsecured', {}, 'secured', 'unsecured'],
    ['no date of birth', {}, 'age', null],
  ])('%s', (_name, changes, feature, value) => {
    const made = caseFeaturesOf(factsWith(changes), [feature])[feature];
    if (typeof value === 'number') expect(made).toBeCloseTo(value, 9);
    else expect(made).toBe(value);
  });

  it('of the contract and the customer’s means', () => {
    const { loan } = factsWith();
    const values = caseFeaturesOf(
      factsWith({
        loan: { ...loan, termMonths: 10, annualRate: 0, secured: true },
        customer: { annualIncomeMinor: 100_000, birthDate: '1986-11-02', language: 'en' },
        instalments: [due(366, 99_000), due(365), due(20)],
        payments: [paid(20, 250_000)],
      }),
    );
    expect(values).toMatchObject({
      outstandingShare: 0.75,
      instalmentBurden: 0.2,
      age: 39,
      secured: 'secured',
    });
  });

  it('are all there unless some are wanted, and one that there is not is null', () => {
    expect(Object.keys(caseFeaturesOf(factsWith()))).toEqual(CASE_FEATURES.map(({ name }) => name));
    expect(caseFeaturesOf(factsWith(), ['product', 'shoeSize'])).toEqual({ product: 'card', shoeSize: null });
    expect(caseFeature('shoeSize')).toBeUndefined();
  });
});

const day = fc.integer({ min: -500, max: 300 }).map((days) => addDays(TODAY, days));
const byDay = <T>(items: readonly T[], dayOf: (item: T) => string) =>
  items.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
const amountMinor = fc.integer({ min: 1, max: 50_000 });
const instalments = fc
  .array(fc.record({ dueOn: day, amountMinor }), { maxLength: 15 })
  .map((all) => byDay(all, ({ dueOn }) => dueOn));
const payments = fc
  .array(
    fc.record({
      paidOn: day,
      amountMinor: fc.oneof(
        amountMinor,
        amountMinor.map((x) => -x),
      ),
    }),
    {
      maxLength: 15,
    },
  )
  .map((all) => byDay(all, ({ paidOn }) => paidOn));
const newestFirst = <T extends { asOf: string }>(dated: fc.Arbitrary<T>) =>
  fc.array(dated, { maxLength: 8 }).map((all) => byDay(all, ({ asOf }) => asOf).reverse());

const history: fc.Arbitrary<RiskHistory> = fc.record({
  zone: fc.constant('Asia/Shanghai'),
  loan: fc.constant(factsWith().loan),
  customer: fc.constant(factsWith().customer),
  instalments,
  payments,
  ratings: newestFirst(
    fc.record({ source: fc.constantFrom('internal', 'bureau'), asOf: day, score: fc.nat(900) }),
  ),
  externalDebts: newestFirst(fc.record({ asOf: day, totalMinor: fc.nat(5_000_000) })),
  macroAlerts: newestFirst(
    fc.record({
      indicator: fc.constantFrom('jobs', 'gdp'),
      asOf: day,
      level: fc.constantFrom('none', 'watch', 'severe'),
    }),
  ),
  judged: fc
    .array(
      fc.record({
        promiseId: fc.constantFrom('a', 'b', 'c'),
        on: day,
        outcome: fc.constantFrom('kept', 'partly-kept', 'broken', 'open', 'replaced'),
      }),
      { maxLength: 8 },
    )
    .map((all) => byDay(all, ({ on }) => on)),
  contacts: fc.array(
    fc.record(
      { on: day, result: fc.record({ on: day, reached: fc.boolean(), refused: fc.boolean() }) },
      { requiredKeys: ['on'] },
    ),
    { maxLength: 10 },
  ),
});

describe('what was known on a day', () => {
  it('does not change with anything that comes later', () => {
    fc.assert(
      fc.property(history, history, (past, future) => {
        const later = {
          ...past,
          instalments: [
            ...past.instalments.filter(before('dueOn')),
            ...future.instalments.filter(after('dueOn')),
          ],
          payments: [...past.payments.filter(before('paidOn')), ...future.payments.filter(after('paidOn'))],
          ratings: [...future.ratings.filter(after('asOf')), ...past.ratings.filter(before('asOf'))],
          externalDebts: [
            ...future.externalDebts.filter(after('asOf')),
            ...past.externalDebts.filter(before('asOf')),
          ],
          macroAlerts: [
            ...future.macroAlerts.filter(after('asOf')),
            ...past.macroAlerts.filter(before('asOf')),
          ],
          judged: [...past.judged.filter(before('on')), ...future.judged.filter(after('on'))],
          contacts: [...past.contacts.filter(before('on')), ...future.contacts.filter(after('on'))],
        };
        expect(caseFeaturesOf(riskFactsAsOf(later, TODAY))).toEqual(
          caseFeaturesOf(riskFactsAsOf(past, TODAY)),
        );
      }),
    );
  });

  it('is never what is no number', () => {
    fc.assert(
      fc.property(history, (past) => {
        for (const value of Object.values(caseFeaturesOf(riskFactsAsOf(past, TODAY))))
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('a promise counts as it was judged last, and what came of a contact from when it is known', () => {
    const judged = [
      { promiseId: 'a', on: ago(20), outcome: 'kept' as const },
      { promiseId: 'b', on: ago(15), outcome: 'broken' as const },
      { promiseId: 'a', on: ago(10), outcome: 'broken' as const },
    ];
    const contacts = [
      { on: ago(180) },
      { on: ago(20), result: { on: ago(12), reached: true, refused: true } },
    ];
    const known = { ...empty, judged, contacts };
    const at = (days: number) => riskFactsAsOf(known, ago(days));
    expect([at(21), at(15), at(10)].map(({ promises }) => promises)).toEqual([
      { kept: 0, broken: 0 },
      { kept: 1, broken: 1 },
      { kept: 0, broken: 2 },
    ]);
    expect([at(13), at(12), at(0)].map((facts) => facts.contacts)).toEqual([
      { tried: 2, reached: 0, refused: 0 },
      { tried: 2, reached: 1, refused: 1 },
      { tried: 1, reached: 1, refused: 1 },
    ]);
  });
});

it('delinquency on many days is that of each day', () => {
  fc.assert(
    fc.property(instalments, payments, fc.array(day, { maxLength: 12 }), (owed, paid, some) => {
      const days = some.toSorted();
      const each = days.map((on) => {
        const paidMinor = paid.reduce((sum, one) => sum + (one.paidOn <= on ? one.amountMinor : 0), 0);
        return delinquencyOf(owed, paidMinor, on);
      });
      expect(delinquenciesOn(owed, paid, days)).toEqual(each);
    }),
  );
});

it('the worst of a year is the worst of all its days', () => {
  fc.assert(
    fc.property(instalments, payments, (owed, paid) => {
      const facts = factsWith({
        instalments: owed.filter(({ dueOn }) => dueOn <= TODAY),
        payments: paid.filter(({ paidOn }) => paidOn <= TODAY),
      });
      const days = Array.from({ length: 366 }, (_, at) => ago(365 - at));
      const late = delinquenciesOn(owed, facts.payments, days).map(({ daysPastDue }) => daysPastDue);
      const reached = late.filter((d, at) => d >= 30 && (at === 0 || late[at - 1]! < 30));
      expect(caseFeaturesOf(facts, ['worstDaysPastDue', 'timesPastDue'])).toEqual({
        worstDaysPastDue: Math.max(...late),
        timesPastDue: reached.length,
      });
    }),
    { numRuns: 50 },
  );
});

const empty: RiskHistory = {
  ...factsWith(),
  zone: 'Asia/Shanghai',
  ...{ macroAlerts: [], judged: [], contacts: [] },
};

function before<K extends string>(key: K) {
  return (one: Record<K, string>) => one[key] <= TODAY;
}

function after<K extends string>(key: K) {
  return (one: Record<K, string>) => one[key] > TODAY;
}
