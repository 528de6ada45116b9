import type { IsoDate } from '../../calendar.ts';
import { foldText } from './fold-text.ts';
import { readAmount } from './read-amount.ts';
import { readDate } from './read-date.ts';
import { isOptIn, isOptOut, isOptOutOfAll, isOptOutOfCalls } from './opt-words.ts';

/** What a customer's text means, as far as it can be known without a person. */

export const REPLY_MEANINGS = [
  /** no more messages by this channel */
  'stop',
  /** no more messages and calls */
  'stop-all',
  /** no more calls */
  'stop-calls',
  /** takes it back */
  'start',
  'already-paid',
  /** the number is somebody else's */
  'wrong-person',
  /** names an amount or a day; a collector has it confirmed before it is a promise */
  'pay-offer',
  /** a person reads it */
  'other',
] as const;
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number];

export interface Reply {
  meaning: ReplyMeaning;
  /** major units, as a decimal */
  amount?: string;
  dueOn?: IsoDate;
}

const LONGEST = 1_600;

const WRONG_PERSON = [
  /\bwrong (number|person|phone|guy|one)\b/,
  /\bnot (me|my (account|debt|loan|name))\b/,
  /\b(do ?n'?t|do not) know (him|her|them|anyone|anybody|this person|who)\b/,
  /\b(this is ?n'?t|this is not|it's not|not) (his|her|their|[a-z. ]{1,30}'s) (phone|number|mobile|cell)\b/,
  /\b(i am|i'm|im|this is) not (?!able|going|sure|paying|working|happy|in\b|at\b|a\b|the\b)(mr|mrs|ms|miss)?\.? ?[a-z]+ ?[a-z]*[.!]?$/,
  /\b(no ?one|nobody) (here )?(by that name|called|named)\b/,
  /打错|发错|找错|弄错人|认错人/,
  /不认识/,
  /(我)?不是(他|她)?本人/,
  /不是我[的]?([。!！,，]|$)/,
  /我不是[\u4e00-\u9fff]{2,4}[。!！]?$/,
  /号码?(已经)?(不是|换)(他|她|本人)/,
];

const UNPAID =
  /\b(not|never|have ?n'?t|has ?n'?t|did ?n'?t|was ?n'?t|is ?n'?t|ca ?n'?t|cannot|wo ?n'?t|unable|could ?n'?t|until|unless|when|once|if|after|get|getting|gets|got|be) (yet |been |i |i'm |am |i get |being )?paid\b/;
const PAID = [
  /\bpaid\b/,
  /\b(payment|transfer|money) (is |was |has been |already |been |has )*(made|sent|done|transferred)\b/,
  /\b(made|sent|completed) (the|a|my|this) (payment|transfer|money)\b/,
  /\b(was|is|has been|already|been) (settled|cleared|transferred)\b/,
  /已经?(全部|都|全额)?(还|付|转|缴|交|结清|支付|汇)/,
  /(刚刚?|昨[天日晚]|前天|上周|上个?月|今早|早上|早就|就)(才|就|已经?)?(还|付|转)(了|清|过|款)/,
  /(还|付|转|缴)(清|完|过|好)?(款|钱)?了(?!.*(吗|么))/,
  /(钱|款)(已经?)?(转|打|汇)过去了?/,
];
/** What has not happened yet, or is denied. */
const NOT_DONE_ZH = /没|未|不|等|怎么|什么时候|再|如果|要是|还不了/;

const PAY = [
  /\b(pay|paying|transfer|send|sending|settle|deposit|repay)\b/,
  /\bcan do \d/,
  /还(?!没|不|有|是|在|要|想)|付|转|打款|汇款|缴/,
];
const NOT_PAY =
  /\b(ca ?n'?t|cannot|can not|could ?n'?t|wo ?n'?t|will not|not able|unable|not going to|never|refuse|why|how much|already)\b|没钱|还不|付不|不还|无法|没办法|为什么|多少|不能(?!先|不)/;

/**
 * Reads an SMS. What is not certain is `other`: a person reads it.
 *
 * A day or an amount is an offer and never a promise by itself: a promise stops collection, and its being broken counts
 * against the customer, so a person makes sure that it is meant.
 *
 * @param text as it came, up to 1,600 characters; of a longer one the rest is not read
 * @param today date where the customer is
 * @returns the meaning, and what an offer names
 * @example readReply('周五还500', '2026-11-04') // { meaning: 'pay-offer', amount: '500', dueOn: '2026-11-06' }
 * @example readReply('Stop!', '2026-11-04') // { meaning: 'stop' }
 * @see 47 CFR 64.1200(a)(10), 12 CFR 1006.6(e): revoking by any reasonable means
 */
export function readReply(text: string, today: IsoDate): Reply {
  const said = foldText(text.slice(0, LONGEST));
  if (isOptOutOfAll(said)) return { meaning: 'stop-all' };
  if (isOptOut(said)) return { meaning: 'stop' };
  if (isOptOutOfCalls(said)) return { meaning: 'stop-calls' };
  if (isOptIn(said)) return { meaning: 'start' };
  if (matches(said, WRONG_PERSON)) return { meaning: 'wrong-person' };
  if (saysPaid(said)) return { meaning: 'already-paid' };
  return offerIn(said, today) ?? { meaning: 'other' };
}

function saysPaid(said: string): boolean {
  if (/\?|吗|么$|^(have|has|did|was|is|when|how|why) /.test(said)) return false;
  if (/[\u4e00-\u9fff]/.test(said) && NOT_DONE_ZH.test(said)) return false;
  return !UNPAID.test(said) && !/\bnot (yet )?(paid|made|sent)\b/.test(said) && matches(said, PAID);
}

function offerIn(said: string, today: IsoDate): Reply | undefined {
  if (NOT_PAY.test(said) || !matches(said, PAY)) return undefined;
  const { dueOn, rest } = readDate(said, today);
  const amount = readAmount(rest);
  if (dueOn === undefined && amount === undefined) return undefined;
  return {
    meaning: 'pay-offer',
    ...(amount !== undefined && { amount }),
    ...(dueOn !== undefined && { dueOn }),
  };
}

function matches(said: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(said));
}
