import { countOf, hasChanged, isMoney, isQuantity, isRange } from './chinese-numbers.ts';
import type { ReasonLanguage } from './language.ts';
import { levelsOf } from './levels.ts';

const ALERTS = ['没有预警', '处于关注级预警', '处于严重预警'];

function alertWords(levels: readonly number[]): string {
  if (levels.length === 1) return `地区经济${ALERTS[levels[0] ?? 0] ?? '处于预警'}`;
  if (!levels.includes(2)) return '地区经济没有严重预警';
  return levels.includes(0) ? '地区经济处于预警，或没有预警' : '地区经济处于预警';
}

export const chinese: ReasonLanguage = {
  tag: 'zh-CN',
  and: '，且',
  or: ' 或 ',
  better: (side, counted) =>
    `（${side === 'lower' ? (counted ? '更少' : '更低') : counted ? '更多' : '更高'}则评分更好）`,
  within: {
    daysPastDue: (days) => `贷款逾期 ${countOf(days, '天')}`,
    worstDaysPastDue: (days) => `近 12 个月内最长逾期 ${countOf(days, '天')}`,
    timesPastDue: (times) => `近 12 个月内逾期达到 30 天共 ${countOf(times, '次')}`,
    missedInstalments: (count) => `连续未足额还款 ${countOf(count, '期')}`,
    arrearsShare: (share) => `逾期金额占额度的比例${isRange(share, '%')}`,
    quarterPaidShare: (share) => `近 3 个月应还款项的已还比例${isRange(share, '%')}`,
    yearPaidShare: (share) => `近 12 个月应还款项的已还比例${isRange(share, '%')}`,
    paidShareTrend: (share) =>
      `已还比例较此前 3 个月${hasChanged(share, ['上升', '下降'], (by) => ` ${by} 个百分点`)}`,
    paymentIrregularity: (days) => `还款间隔的波动${isRange(days, ' 天')}`,
    daysSincePayment: (days) => `距上次还款 ${countOf(days, '天')}`,
    outstandingShare: (share) => `全部应还款项中的未还比例${isRange(share, '%')}`,
    monthsOnBook: (months) => `贷款已发放 ${countOf(months, '个月')}`,
    keptPromises: (count) => `客户已兑现的还款承诺为 ${countOf(count, '次')}`,
    brokenPromises: (count) => `客户未兑现的还款承诺为 ${countOf(count, '次')}`,
    contactsTried: (count) => `近 180 天内联系客户 ${countOf(count, '次')}`,
    contactsReached: (count) => `近 180 天内联系到客户 ${countOf(count, '次')}`,
    contactsRefused: (count) => `近 180 天内客户拒绝联系 ${countOf(count, '次')}`,
    internalScore: (score) => `内部评级${isRange(score)}`,
    externalScore: (score) => `外部评级${isRange(score)}`,
    ratingChange: (points) => `评级近 6 个月${hasChanged(points, ['上升', '下降'], (by) => ` ${by} 分`)}`,
    externalDebtShare: (share) => `客户在他处的债务与额度之比${isRange(share, '%')}`,
    externalDebtChange: (share) =>
      `客户在他处的债务近 6 个月${hasChanged(share, ['增加', '减少'], (by) => `额度的 ${by}`, '%')}`,
    macroAlert: (level) => alertWords(levelsOf(level)),
    annualIncomeMinor: (amount, currency) => `客户年收入${isMoney(amount, currency)}`,
    instalmentBurden: (share) => `近 12 个月应还款项占收入的比例${isRange(share, '%')}`,
    principalMinor: (amount, currency) => `贷款本金或额度${isMoney(amount, currency)}`,
    annualRate: (rate) => `贷款年利率${isRange(rate, '%')}`,
    termMonths: (months) => `贷款期限为 ${countOf(months, '个月')}`,
    age: (years) => `客户年龄为 ${countOf(years, '岁')}`,
  },
  text: {
    product: (text) => `贷款产品为 ${text}`,
    secured: (text) =>
      text === 'secured' || text === 'unsecured'
        ? `贷款${text === 'secured' ? '有担保' : '没有担保'}`
        : `贷款担保为 ${text}`,
    currency: (text) => `贷款币种为 ${text}`,
    language: (text) => `客户语言为 ${text}`,
  },
  missing: {
    quarterPaidShare: '近 3 个月没有到期的应还款项',
    yearPaidShare: '近 12 个月没有到期的应还款项',
    paidShareTrend: '近 3 个月或此前 3 个月没有到期的应还款项',
    paymentIrregularity: '近 12 个月还款不足 3 次',
    daysSincePayment: '尚无还款',
    macroAlert: '未收到地区经济预警',
    annualIncomeMinor: '客户年收入未知，或其币种无法在模型中比较',
    principalMinor: '贷款本金或额度的币种无法在模型中比较',
    termMonths: '贷款没有期限',
  },
  named: {
    within: (name, within, unit) => `${name}${isQuantity(unit, within)}`,
    text: (name, text) => `${name}为 ${text}`,
    known: (name) => `${name}已知`,
    missing: (name) => `${name}未知`,
    unseen: (name) => `${name}在模型训练时罕见或未出现`,
  },
  names: {
    daysPastDue: '逾期天数',
    worstDaysPastDue: '近 12 个月内最长逾期天数',
    timesPastDue: '近 12 个月内逾期达到 30 天的次数',
    missedInstalments: '连续未足额还款的期数',
    arrearsShare: '逾期金额占额度的比例',
    quarterPaidShare: '近 3 个月应还款项的已还比例',
    yearPaidShare: '近 12 个月应还款项的已还比例',
    paidShareTrend: '已还比例较此前 3 个月的变化',
    paymentIrregularity: '还款间隔的波动',
    daysSincePayment: '上次还款的日期',
    outstandingShare: '全部应还款项中的未还比例',
    monthsOnBook: '贷款已发放的月数',
    keptPromises: '客户已兑现的还款承诺',
    brokenPromises: '客户未兑现的还款承诺',
    contactsTried: '近 180 天内联系客户的次数',
    contactsReached: '近 180 天内联系到客户的次数',
    contactsRefused: '近 180 天内客户拒绝联系的次数',
    internalScore: '内部评级',
    externalScore: '外部评级',
    ratingChange: '评级近 6 个月的变化',
    externalDebtShare: '客户在他处的债务',
    externalDebtChange: '客户在他处的债务近 6 个月的变化',
    macroAlert: '地区经济预警',
    annualIncomeMinor: '客户年收入',
    instalmentBurden: '近 12 个月应还款项占收入的比例',
    principalMinor: '贷款本金或额度',
    annualRate: '贷款年利率',
    termMonths: '贷款期限',
    product: '贷款产品',
    secured: '贷款担保情况',
    currency: '贷款币种',
    age: '客户年龄',
    language: '客户语言',
  },
};
