import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loanAlerts } from '../../../domain/alerts/loan-alerts.ts';
import type { AlertedCase, LoanAlertFacts } from '../../../domain/alerts/loan-facts.ts';
import { BUILT_IN_LOAN_ALERTS, loanAlertRulesSchema } from '../../../domain/alerts/loan-rules.ts';
import { paymentFall } from '../../../domain/alerts/payment-findings.ts';
import { stakeMinor } from '../../../domain/alerts/stake.ts';
import { LoanBehaviour } from '../../../domain/risk/features/behaviour.ts';
import { addDays } from '../../../domain/calendar.ts';
import { delinquencyOf, type Instalment } from '../../../domain/delinquency.ts';
import type { LoanId } from '../../../domain/ids.ts';
import type { DatedRating, DayPayment } from '../../../domain/risk/risk-facts.ts';
import { beijing } from '../fixtures.ts';

const DAY = '2026-11-01';
/** Due on the 15th of each month from May on; the last one before the day is of October. */
const INSTALMENTS: Instalment[] = ['05', '06', '07', '08', '09', '10'].map((month) => ({
  ...{ dueOn: `2026-${month}-15`, amountMinor: 100_000 },
}));

function facts(
  changes: Partial<Omit<LoanAlertFacts, 'risk'>> & { risk?: Partial<LoanAlertFacts['risk']> } = {},
): LoanAlertFacts {
  const { risk, ...others } = changes;
  return {
    ...{ loanId: 'L1' as LoanId, currency: 'CNY', outstandingMinor: 700_000 },
    ...{ ratings: [], externalDebts: [], valuations: [], openCase: open(), ...others },
    risk: {
      asOf: DAY,
      loan: {
        ...{ product: 'car', secured: false, principalMinor: 1_000_000, originatedOn: '2026-04-15' },
        ...{ termMonths: 12, annualRate: 0.1, currency: 'CNY' },
      },
      ...{ instalments: INSTALMENTS, payments: paid([600_000, '2026-10-15']) },
      ...risk,
    },
  };
}
/** By default of a case from before there was anything to tell. */
function open(changes: Partial<AlertedCase> = {}): AlertedCase {
  return {
    ...{ brokenPromises: 0, tier: 'middle', stage: 'call', goesToCourt: false, probability: 0.4 },
    ...opened('2026-05-01'),
    ...changes,
  };
}
const opened = (openedOn: string) => ({ openedOn, openedAtMs: beijing(openedOn, '05:30') });
const paid = (...payments: [amountMinor: number, paidOn: string][]): DayPayment[] =>
  payments.map(([amountMinor, paidOn]) => ({ paidOn, amountMinor }));
const secured = { ...facts().risk.loan, secured: true };
const alertsOf = (loan: LoanAlertFacts) => loanAlerts(loan, BUILT_IN_LOAN_ALERTS);
const kindsOf = (loan: LoanAlertFacts) => alertsOf(loan).map(({ kind }) => kind);
const only = (kind: string, loan: LoanAlertFacts) => alertsOf(loan).find((alert) => alert.kind === kind);

it('a loan that is paid and rated as ever gives no cause', () => {
  expect(alertsOf(facts())).toEqual([]);
});

describe('missed-payments', () => {
  it.each<[string, DayPayment[], number | undefined]>([
    ['nothing paid', [], 6],
    ['all but two', paid([400_000, '2026-08-15']), 2],
    ['all but a cent of two', paid([499_999, '2026-09-15']), 2],
    ['all but one', paid([500_000, '2026-09-15']), undefined],
    ['all, of which one was taken back', paid([600_000, '2026-10-15'], [-100_000, '2026-10-20']), undefined],
    ['all, of which two were taken back', paid([600_000, '2026-10-15'], [-200_000, '2026-10-20']), 2],
  ])('%s', (_name, payments, missed) => {
    expect(only('missed-payments', facts({ risk: { payments } }))?.figures['missed']).toBe(missed);
  });

  it('what falls due on the day is not missed yet', () => {
    const instalments = [
      { dueOn: '2026-10-15', amountMinor: 1 },
      { dueOn: DAY, amountMinor: 1 },
    ];
    expect(new LoanBehaviour({ ...facts().risk, instalments, payments: [] }).missed).toBe(1);
    expect(new LoanBehaviour({ ...facts().risk, instalments, payments: [], asOf: '2026-11-02' }).missed).toBe(
      2,
    );
  });

  it('there is one exactly when something is overdue', () => {
    const schedule = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 8 });
    fc.assert(
      fc.property(schedule, fc.integer({ min: -20, max: 300 }), (amounts, paidMinor) => {
        const instalments = amounts.map((amountMinor, i) => ({
          dueOn: addDays('2026-01-01', i * 30),
          amountMinor,
        }));
        const payments = paid([paidMinor, '2026-02-01']);
        const missed = new LoanBehaviour({ ...facts().risk, instalments, payments }).missed;
        expect(missed > 0).toBe(delinquencyOf(instalments, paidMinor, DAY).arrearsMinor > 0);
        expect(missed).toBeLessThanOrEqual(amounts.length);
      }),
    );
  });
});

describe('payment-fall', () => {
  // Three months before the day begin with 2 August, the three before them with 2 May.
  it.each<[string, DayPayment[], number | undefined]>([
    ['less than half', paid([200_000, '2026-06-15'], [99_999, '2026-09-15']), 5],
    ['half', paid([200_000, '2026-06-15'], [100_000, '2026-09-15']), undefined],
    ['nothing any more', paid([200_000, '2026-06-15']), 10],
    ['the last day of the first period', paid([200_000, '2026-08-01'], [50_000, '2026-08-02']), 7],
    ['the first day of the second', paid([200_000, '2026-08-02'], [50_000, '2026-10-02']), undefined],
    ['nothing was ever paid', [], undefined],
    ['what was paid was taken back', paid([200_000, '2026-06-15'], [-200_000, '2026-06-20']), undefined],
    ['only taken back lately', paid([200_000, '2026-06-15'], [-50_000, '2026-09-01']), 10],
    ['older than both periods', paid([200_000, '2026-05-01']), undefined],
  ])('%s', (_name, payments, severity) => {
    expect(paymentFall(facts({ risk: { payments } }), BUILT_IN_LOAN_ALERTS.paymentFall)?.severity).toBe(
      severity,
    );
  });

  it('is told of who misses one instalment; of who misses more that is told, and not the fall as well', () => {
    const kinds = (lately: number) =>
      kindsOf(facts({ risk: { payments: paid([450_000, '2026-06-15'], [lately, '2026-09-15']) } }));
    expect([kinds(60_000), kinds(40_000)]).toEqual([['payment-fall'], ['missed-payments']]);
  });

  it('whoever has paid all at once has paid enough', () => {
    expect(kindsOf(facts({ risk: { payments: paid([600_000, '2026-06-15']) } }))).toEqual([]);
  });
});

describe('rating-drop', () => {
  const rating = (source: string, asOf: string, score: number): DatedRating => ({ source, asOf, score });
  const severity = (...ratings: DatedRating[]) => only('rating-drop', facts({ ratings }))?.severity;

  it.each<[string, DatedRating[], number | undefined]>([
    ['40 points', [rating('bureau', '2026-10-20', 660), rating('bureau', '2026-04-01', 700)], 1],
    ['39 points', [rating('bureau', '2026-10-20', 661), rating('bureau', '2026-04-01', 700)], undefined],
    ['a tenth of a short scale', [rating('bank', '2026-10-20', 45), rating('bank', '2026-04-01', 50)], 1],
    [
      'less than a tenth of it',
      [rating('bank', '2026-10-20', 46), rating('bank', '2026-04-01', 50)],
      undefined,
    ],
    ['a rise', [rating('bureau', '2026-10-20', 760), rating('bureau', '2026-04-01', 700)], undefined],
    [
      'two sources that see it differently',
      [rating('a', '2026-10-20', 500), rating('b', '2026-04-01', 700)],
      undefined,
    ],
    ['the one before is a year older', [rating('a', '2026-10-20', 500), rating('a', '2025-10-20', 700)], 5],
    [
      'the one before is older than that',
      [rating('a', '2026-10-20', 500), rating('a', '2025-10-19', 700)],
      undefined,
    ],
    [
      'the newest is too old itself',
      [rating('a', '2025-10-31', 500), rating('a', '2025-08-01', 700)],
      undefined,
    ],
    ['only one', [rating('a', '2026-10-20', 500)], undefined],
  ])('%s', (_name, ratings, expected) => {
    expect(only('rating-drop', facts({ ratings }))?.severity).toBe(expected);
  });

  it('a further fall is worse than the first, and so is one that another source sees as well', () => {
    const [first, before] = [rating('a', '2026-08-01', 660), rating('a', '2026-05-01', 700)];
    const further = rating('a', '2026-10-20', 620);
    const other = [rating('b', '2026-10-01', 50), rating('b', '2026-05-01', 60)];
    expect([
      severity(first, before),
      severity(further, first, before),
      severity(first, ...other, before),
    ]).toEqual([1, 2, 2]);
  });
});

describe('external-debt', () => {
  const debt = (source: string, asOf: string, totalMinor: number) => ({ source, asOf, totalMinor });
  const severity = (...externalDebts: LoanAlertFacts['externalDebts']) =>
    only('external-debt', facts({ externalDebts }))?.severity;

  it.each<[string, LoanAlertFacts['externalDebts'], number | undefined]>([
    ['a fifth of the principal', [debt('a', '2026-10-20', 300_000), debt('a', '2026-06-01', 100_000)], 1],
    ['less', [debt('a', '2026-10-20', 299_999), debt('a', '2026-06-01', 100_000)], undefined],
    [
      'as much as was owed before',
      [debt('a', '2026-10-20', 900_000), debt('a', '2026-06-01', 900_000)],
      undefined,
    ],
    [
      'two sources that see it differently',
      [debt('a', '2026-10-20', 900_000), debt('b', '2026-06-01', 0)],
      undefined,
    ],
    ['the first report', [debt('a', '2026-10-20', 900_000)], undefined],
    ['an old report', [debt('a', '2026-07-31', 900_000), debt('a', '2026-06-01', 0)], undefined],
    ['three fifths', [debt('a', '2026-10-20', 700_000), debt('a', '2026-06-01', 100_000)], 3],
  ])('%s', (_name, externalDebts, expected) => {
    expect(severity(...externalDebts)).toBe(expected);
  });

  it('of a loan without a principal there is no share', () => {
    const externalDebts = [debt('a', '2026-10-20', 900_000), debt('a', '2026-06-01', 0)];
    const loan = { ...facts().risk.loan, principalMinor: 0 };
    expect(kindsOf(facts({ externalDebts, risk: { loan } }))).toEqual([]);
  });
});

describe('collateral-value', () => {
  const value = (asOf: string, valueMinor: number) => ({ asOf, valueMinor });
  it.each<[string, LoanAlertFacts['valuations'], number | undefined]>([
    ['more than 80 % is lent', [value('2026-10-01', 874_999)], 8],
    ['80 %', [value('2026-10-01', 875_000)], undefined],
    ['worth nothing', [value('2026-10-01', 0)], 100],
    ['fell by 15 %', [value('2026-10-01', 8_500_000), value('2026-01-01', 10_000_000)], 1],
    ['fell by less', [value('2026-10-01', 8_500_001), value('2026-01-01', 10_000_000)], undefined],
    [
      'fell over longer than a year',
      [value('2026-10-01', 5_000_000), value('2025-09-30', 10_000_000)],
      undefined,
    ],
    ['fell long ago', [value('2025-10-31', 5_000_000), value('2025-09-30', 10_000_000)], undefined],
    ['both', [value('2026-10-01', 700_000), value('2026-01-01', 1_400_000)], 13],
    ['never valued', [], undefined],
  ])('%s', (_name, valuations, severity) => {
    expect(only('collateral-value', facts({ valuations }))?.severity).toBe(severity);
  });

  it('of what is paid nothing is secured', () => {
    expect(kindsOf(facts({ valuations: [value('2026-10-01', 0)], outstandingMinor: 0 }))).toEqual([]);
  });
});

describe('broken-promises', () => {
  it.each([
    [open(), undefined],
    [open({ brokenPromises: 1 }), undefined],
    [open({ brokenPromises: 2 }), 2],
  ])('%j', (openCase, severity) => {
    expect(only('broken-promises', facts({ openCase }))?.severity).toBe(severity);
  });
});

describe('what was known when the case was opened', () => {
  const at = (openedOn: string, changes: Parameters<typeof facts>[0] = {}) =>
    alertsOf(facts({ ...changes, openCase: open({ ...opened(openedOn), ...changes.openCase }) })).map(
      ({ kind, severity }) => `${kind} ${severity}`,
    );
  const missed = (count: number) => ({ risk: { payments: paid([600_000 - count * 100_000, '2026-08-15']) } });
  it.each<[string, string[], string, Parameters<typeof facts>[0]]>([
    ['two were missed already', [], '2026-10-20', missed(2)],
    ['one was missed, the second since', [], '2026-10-15', missed(2)],
    ['one was missed, two more since', ['missed-payments 2'], '2026-09-15', missed(3)],
    ['four were missed, one more since', [], '2026-10-15', missed(5)],
    ['three were missed, three more since', ['missed-payments 3'], '2026-08-01', { risk: { payments: [] } }],
    [
      'of two more one was paid for since',
      [],
      '2026-09-01',
      { risk: { payments: paid([300_000, '2026-08-01'], [100_000, '2026-10-01']) } },
    ],
    [
      'payments had fallen as far',
      [],
      '2026-10-31',
      { risk: { payments: paid([450_000, '2026-06-15'], [60_000, '2026-09-15']) } },
    ],
    [
      'payments fell since',
      ['payment-fall 8'],
      '2026-08-20',
      { risk: { payments: paid([450_000, '2026-06-15'], [60_000, '2026-09-15']) } },
    ],
    [
      'a promise of before the case is none of it',
      ['broken-promises 2'],
      '2026-10-31',
      { openCase: open({ brokenPromises: 2, ...opened('2026-10-31') }) },
    ],
    [
      'security was never enough',
      ['collateral-value 14'],
      '2026-10-31',
      { valuations: [{ asOf: '2026-01-01', valueMinor: 500_000 }] },
    ],
    ['a day from before the case', [], '2026-11-05', missed(3)],
  ])('%s', (_name, expected, openedOn, changes) => {
    expect(at(openedOn, changes)).toEqual(expected);
  });

  const ratings = (newest: object, before = 700) => ({
    ratings: [
      { source: 'a', asOf: '2026-09-30', score: 640, ...newest },
      { source: 'a', asOf: '2026-06-30', score: before },
    ],
  });
  const debts = (newest: object) => ({
    externalDebts: [
      { source: 'a', asOf: '2026-09-30', totalMinor: 500_000, ...newest },
      { source: 'a', asOf: '2026-06-30', totalMinor: 100_000 },
    ],
  });
  const [earlier, later] = ['2026-10-05T05:29:59+08:00', '2026-10-05T05:30:01+08:00'].map((at) => ({
    reportedAtMs: Date.parse(at),
  })) as [object, object];
  it.each<[string, string[], Parameters<typeof facts>[0]]>([
    ['a rating that was in the books', [], ratings({})],
    ['one that was reported before', [], ratings(earlier)],
    ['one of before that came after', ['rating-drop 1'], ratings(later)],
    ['one of after', ['rating-drop 1'], ratings({ asOf: '2026-10-06' })],
    ['debt that was in the books', [], debts({})],
    ['debt of before that came after', ['external-debt 2'], debts(later)],
  ])('%s', (_name, expected, changes) => {
    expect(at('2026-10-05', changes)).toEqual(expected);
  });

  it('a further fall is told, with all that has fallen', () => {
    const further = { ratings: [{ source: 'a', asOf: '2026-10-20', score: 600 }, ...ratings({}).ratings] };
    expect(at('2026-10-05', further)).toEqual(['rating-drop 2']);
  });

  it('is never news on the day itself, but what security and promises say', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 300, max: 900 }),
        fc.boolean(),
        (paidMinor, score, loanSecured) => {
          const payments = paidMinor.map((amountMinor, at) => ({
            paidOn: `2026-0${at + 4}-20`,
            amountMinor,
          }));
          const loan = { ...facts().risk.loan, secured: loanSecured };
          expect(at(DAY, { ...ratings({ score }), ...debts({}), risk: { payments, loan } })).toEqual([]);
        },
      ),
    );
  });
});

describe('the stake', () => {
  it.each([
    [700_000, 0.4, 420_000],
    [700_000, 1, 0],
    [700_000, null, 315_000],
    [0, 0, 0],
  ])('of %d with %s is %d', (outstandingMinor, probability, expected) => {
    const loan = facts({ outstandingMinor, openCase: open({ probability }) });
    expect(stakeMinor(loan)).toBe(expected);
  });

  it('is that of every alert of the loan', () => {
    const loan = facts({ openCase: open({ brokenPromises: 2 }), risk: { payments: [] } });
    expect(alertsOf(loan).map((alert) => alert.stakeMinor)).toEqual([420_000, 420_000]);
  });
});

describe('what is proposed', () => {
  const missed = { payments: paid([400_000, '2026-08-15']) };
  const fell = {
    ratings: [
      { source: 'a', asOf: '2026-10-20', score: 500 },
      { source: 'a', asOf: '2026-06-20', score: 700 },
    ],
  };
  const inCourt = open({ brokenPromises: 2, tier: 'high', stage: 'legal', goesToCourt: true });
  it.each<[string, LoanAlertFacts, Record<string, string>]>([
    ['unsecured', facts(fell), { 'rating-drop': 'compress-ladder' }],
    ['secured', facts({ ...fell, risk: { loan: secured } }), { 'rating-drop': 'more-security' }],
    [
      'broken twice, missed twice, high risk',
      facts({ openCase: open({ brokenPromises: 2, tier: 'high' }), risk: missed }),
      { 'missed-payments': 'compress-ladder', 'broken-promises': 'early-recall' },
    ],
    [
      'broken twice, missed twice, middle risk',
      facts({ openCase: open({ brokenPromises: 2 }), risk: missed }),
      { 'missed-payments': 'compress-ladder', 'broken-promises': 'compress-ladder' },
    ],
    [
      'broken twice, high risk',
      facts({ openCase: open({ brokenPromises: 2, tier: 'high' }) }),
      { 'broken-promises': 'compress-ladder' },
    ],
    ['in court', facts({ openCase: inCourt, ...fell, risk: missed }), {}],
    [
      'in court, and secured',
      facts({ openCase: inCourt, ...fell, risk: { ...missed, loan: secured } }),
      { 'rating-drop': 'more-security' },
    ],
    [
      'on the way to court',
      facts({ openCase: open({ brokenPromises: 2, goesToCourt: true }), ...fell, risk: missed }),
      {},
    ],
    [
      'on the way to court, broken twice, missed twice, high risk',
      facts({ openCase: open({ brokenPromises: 2, goesToCourt: true, tier: 'high' }), risk: missed }),
      { 'broken-promises': 'early-recall' },
    ],
  ])('%s', (_name, loan, expected) => {
    expect(Object.fromEntries(alertsOf(loan).map(({ kind, proposes }) => [kind, proposes]))).toEqual(
      expected,
    );
  });
});

it('everything at once is plain figures and one sentence each, and nothing personal', () => {
  const loan = facts({
    openCase: open({ brokenPromises: 3, tier: 'high' }),
    valuations: [{ asOf: '2026-10-01', valueMinor: 500_000 }],
    externalDebts: [
      { source: 'bureau', asOf: '2026-10-01', totalMinor: 900_000 },
      { source: 'bureau', asOf: '2026-08-01', totalMinor: 0 },
    ],
    ratings: [
      { source: 'bureau', asOf: '2026-10-01', score: 500 },
      { source: 'bureau', asOf: '2026-06-01', score: 700 },
    ],
    risk: { payments: paid([200_000, '2026-06-15']) },
  });
  const alerts = alertsOf(loan);
  expect(alerts).toHaveLength(5);
  expect(alerts.map(({ why }) => why)).toMatchInlineSnapshot(`
    [
      "4 instalments in a row are not fully paid, 4 more than when the case was opened; the oldest is 109 days past due.",
      "The rating of bureau fell by 200 points, from 700 (2026-06-01) to 500 (2026-10-01).",
      "By bureau CNY 9,000.00 more is owed elsewhere than on 2026-08-01, 90 % of this loan's principal; CNY 9,000.00 in all.",
      "3 promises to pay were broken in this case.",
      "CNY 7,000.00 are outstanding on security valued at CNY 5,000.00 on 2026-10-01. That is more than 80 % of it.",
    ]
  `);
  for (const { figures, why, severity } of alerts) {
    expect(Number.isSafeInteger(severity)).toBe(true);
    expect(why).toMatch(/\.$/);
    expect(Object.values(figures).every((value) => typeof value === 'string' || Number.isFinite(value))).toBe(
      true,
    );
    const text = JSON.stringify([figures, why]);
    for (const personal of ['1987', 'zh-CN', '9000000', '9,000,000', '90,000'])
      expect(text).not.toContain(personal);
  }
});

describe('the rules', () => {
  it('those that ship are valid', () => {
    expect(loanAlertRulesSchema.parse(BUILT_IN_LOAN_ALERTS)).toEqual(BUILT_IN_LOAN_ALERTS);
  });

  it.each([
    { missedPayments: { instalments: 0 } },
    { paymentFall: { months: 3, leftShare: 1 } },
    { ratingDrop: { points: 40, dropShare: 0, withinDays: 365 } },
    { collateralValue: { loanToValue: 0, fallShare: 0.1, withinDays: 365 } },
    { quietDays: 0 },
  ])('%j is refused: it would tell of everything', (change) => {
    expect(loanAlertRulesSchema.safeParse({ ...BUILT_IN_LOAN_ALERTS, ...change }).success).toBe(false);
  });

  it('what a bank has changed counts', () => {
    const rules = { ...BUILT_IN_LOAN_ALERTS, missedPayments: { instalments: 3 } };
    const loan = facts({ risk: { payments: paid([400_000, '2026-08-15']) } });
    expect(loanAlerts(loan, rules)).toEqual([]);
  });
});
