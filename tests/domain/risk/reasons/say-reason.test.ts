import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_FEATURES, type CaseFeature } from '../../../../domain/risk/features/case-features.ts';
import { chinese } from '../../../../domain/risk/reasons/chinese.ts';
import { english } from '../../../../domain/risk/reasons/english.ts';
import type { ReasonFact } from '../../../../domain/risk/reasons/reason.ts';
import { sayFact, sayReason } from '../../../../domain/risk/reasons/say-reason.ts';

type Within = Omit<Extract<ReasonFact, { is: 'within' }>, 'feature' | 'is'>;
const within = (feature: string, bounds: Within): ReasonFact => ({ feature, is: 'within', ...bounds });
const say = (fact: ReasonFact, currency?: string) =>
  (['en', 'zh-CN'] as const).map((language) =>
    sayReason({ points: -10, facts: [fact] }, { language, currency }),
  );

describe('a reason in English and Chinese', () => {
  it.each<[ReasonFact, english: string, chinese: string]>([
    [
      within('daysPastDue', { from: 42, below: 60, better: 'lower' }),
      'the loan is 42 to 59 days past due (fewer would be better)',
      '贷款逾期 42 至 59 天（更少则评分更好）',
    ],
    [within('daysPastDue', { from: 1, below: 2 }), 'the loan is 1 day past due', '贷款逾期 1 天'],
    [
      within('daysPastDue', { from: 91, better: 'lower' }),
      'the loan is 91 or more days past due',
      '贷款逾期 91 天以上',
    ],
    [
      within('arrearsShare', { from: 0.01517, below: 0.0197957, better: 'lower' }),
      'arrears are 1.5 % to 2 % of the limit (lower would be better)',
      '逾期金额占额度的比例为 1.5% 至 2%（更低则评分更好）',
    ],
    [
      within('principalMinor', { from: 3_500_000, below: 4_123_456 }),
      'the principal or limit is CNY 35,000 to 41,300',
      '贷款本金或额度为人民币 35,000 至 41,300 元',
    ],
    [
      within('annualIncomeMinor', { below: 1_234_567, better: 'higher' }),
      'the annual income is less than CNY 12,400',
      '客户年收入低于人民币 12,400 元',
    ],
    [within('internalScore', { below: 520 }), 'the internal rating is below 520', '内部评级低于 520'],
    [
      within('internalScore', { from: 520, below: 600, better: 'higher' }),
      'the internal rating is 520 to 599 (higher would be better)',
      '内部评级为 520 至 599（更高则评分更好）',
    ],
    [
      within('keptPromises', { below: 1, better: 'higher' }),
      'the customer has kept no promise',
      '客户已兑现的还款承诺为 0 次',
    ],
    [
      within('missedInstalments', { from: 1, below: 2 }),
      '1 instalment is not fully paid',
      '连续未足额还款 1 期',
    ],
    [
      within('missedInstalments', { from: 2, below: 4 }),
      '2 to 3 instalments in a row are not fully paid',
      '连续未足额还款 2 至 3 期',
    ],
    [
      within('ratingChange', { from: -40, below: -20, better: 'higher' }),
      'the rating has fallen by 20 to 40 points over 6 months',
      '评级近 6 个月下降 20 至 40 分',
    ],
    [
      within('ratingChange', { from: -1, below: 0, better: 'higher' }),
      'the rating has fallen by 1 point over 6 months',
      '评级近 6 个月下降 1 分',
    ],
    [
      within('externalDebtChange', { from: -0.05, below: 0.1, better: 'lower' }),
      'debt elsewhere has changed by -5 % to +10 % of the limit over 6 months (lower would be better)',
      '客户在他处的债务近 6 个月变动在减少额度的 5%与增加额度的 10%之间（更低则评分更好）',
    ],
    [
      within('paidShareTrend', { below: 0, better: 'higher' }),
      'the share paid has fallen against the 3 months before',
      '已还比例较此前 3 个月有所下降',
    ],
    [
      within('macroAlert', { from: 1, better: 'lower' }),
      'there is an alert for the economy',
      '地区经济处于预警',
    ],
    [
      within('annualRate', { from: 0.18, below: 0.24 }),
      'the interest rate is 18 % to 24 % a year',
      '贷款年利率为 18% 至 24%',
    ],
    [{ feature: 'secured', is: 'text', texts: ['unsecured'] }, 'the loan is not secured', '贷款没有担保'],
    [
      { feature: 'product', is: 'text', texts: ['card', 'car'] },
      'the product is card or car',
      '贷款产品为 card 或 car',
    ],
    [{ feature: 'internalScore', is: 'missing' }, 'internal rating is unknown', '内部评级未知'],
    [{ feature: 'daysSincePayment', is: 'missing' }, 'nothing has been paid yet', '尚无还款'],
  ])('%j', (fact, ...said) => {
    expect(say(fact, 'CNY')).toEqual(said);
  });

  it('has amounts in the minor units and by the name of the currency that the case is in', () => {
    const income = within('annualIncomeMinor', { from: 500_000, below: 600_000 });
    expect(sayFact(income, { currency: 'JPY' })).toBe('the annual income is JPY 500,000 to 600,000');
    expect(sayFact(income, { currency: 'USD' })).toBe('the annual income is USD 5,000 to 6,000');
    expect(sayFact(income, { currency: 'USD', language: 'zh-CN' })).toBe('客户年收入为 USD 5,000 至 6,000');
    expect(sayFact(income)).toBe('the annual income is 500,000 to 600,000 minor units');
    const small = within('annualIncomeMinor', { from: 1050, below: 1120 });
    expect(sayFact(small, { currency: 'USD' })).toBe('the annual income is USD 10.50 to 11.20');
  });

  it('of two features together says both', () => {
    const facts = [within('daysPastDue', { from: 31 }), within('internalScore', { below: 600 })];
    expect(sayReason({ points: -5, facts })).toBe(
      'the loan is 31 or more days past due and the internal rating is below 600',
    );
    expect(sayReason({ points: -5, facts }, { language: 'zh-CN' })).toBe(
      '贷款逾期 31 天以上，且内部评级低于 600',
    );
  });

  it('that was stored as words is read as it was written', () => {
    expect(sayReason('31 to 60 days past due', { language: 'zh-CN' })).toBe('31 to 60 days past due');
  });

  it('of what no case has is by its name', () => {
    expect(say(within('PAY_0', { from: 2, below: 3.5 }))).toEqual(['PAY_0 is 2 to 3.5', 'PAY_0为 2 至 3.5']);
    expect(say({ feature: 'shop', is: 'unseen' })[0]).toBe('shop is rare or new to the model');
  });
});

const numbers = CASE_FEATURES.filter(({ kind }) => kind === 'number');
/** So many of the unit are usual. */
const SIZES: Partial<Record<CaseFeature['unit'], number>> = { share: 1, rate: 1, amount: 1e9, level: 3 };

describe('every feature of a case', () => {
  it('has a sentence of its own in both languages, and a Chinese name', () => {
    for (const { name, kind } of CASE_FEATURES) {
      for (const language of [english, chinese]) {
        expect([name, language[kind === 'number' ? 'within' : 'text'][name]]).not.toContain(undefined);
      }
      expect([name, chinese.names[name]]).not.toContain(undefined);
    }
  });

  it.each(numbers)('$name: whatever the bounds, a finished sentence that is true of the value', (feature) => {
    const { name, unit, whole } = feature;
    const size = SIZES[unit] ?? 400;
    const change = /Trend|Change/.test(name);
    const low = change ? -size : 0;
    const number = whole || unit === 'amount' ? fc.integer({ min: low, max: size }) : fc.double({ min: low, max: size, noNaN: true }); // prettier-ignore
    fc.assert(
      fc.property(number, number, number, fc.boolean(), fc.boolean(), (a, b, c, hasFrom, hasBelow) => {
        const [from, value, below] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        fc.pre(below - from > size / 1e6 && value < below && (hasFrom || hasBelow));
        const fact = within(name, { ...(hasFrom && { from }), ...(hasBelow && { below }) });
        const [en = '', zh = ''] = say(fact, 'CNY');
        for (const text of [en, zh]) expect(text).not.toMatch(/undefined|NaN|null|\s\s|\s[，（]|\d[.,]?\d*e/);
        expect(zh.replace('CNY', '')).not.toMatch(/[A-Za-z]/);
        expect(en).not.toMatch(/[一-龥]/);
        if (!change && unit !== 'level') expect(isTrue(en, shown(feature, value))).toBe(true);
      }),
      { seed: 32, numRuns: 150 },
    );
  });
});

/** The value in the unit in which it is said. */
function shown({ unit }: CaseFeature, value: number): number {
  return unit === 'share' || unit === 'rate' ? value * 100 : unit === 'amount' ? value / 100 : value;
}

/** Reads a sentence as a person would. */
function isTrue(sentence: string, value: number): boolean {
  const number = '(-?[\\d,]+(?:\\.\\d+)?)(?: %)?';
  const read = (text = '') => Number(text.replaceAll(',', ''));
  const plain = sentence
    .replace(/ (in|of what was due in|became|of) (3|12|30|180) (months|days)/g, '')
    .replace(/^the loan 30 days past due|became 30 days past due/, 'became late');
  const find = (pattern: string) => new RegExp(pattern).exec(plain);
  const range = find(`${number} to (?:CNY )?${number}`);
  if (range) return value >= read(range[1]) - 1e-9 && value <= read(range[2]) + 1e-9;
  const below = find(`(?:below|less than) (?:CNY )?${number}`);
  if (below) return value < read(below[1]) + 1e-9;
  const least = find(`${number} or more`);
  if (least) return value >= read(least[1]) - 1e-9;
  const most = find(`${number} or fewer`);
  if (most) return value <= read(most[1]);
  if (/\bno (promise|instalment)/.test(plain)) return value === 0;
  return value === read(find(number)?.[1]);
}
