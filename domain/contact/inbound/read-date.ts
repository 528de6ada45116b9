import { addDays, epochDay, isIsoDate, isoWeekday, type IsoDate } from '../../calendar.ts';

/** Days that customers name, in English and Chinese; `today` is the customer's. */

/** A day that was found, and the text without it: what is left may hold an amount. */
export interface FoundDate {
  dueOn?: IsoDate;
  rest: string;
}

const EN_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ZH_WEEKDAYS = '一二三四五六日';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';

type Reader = (match: RegExpExecArray, today: IsoDate) => IsoDate | undefined;

/** In this order: what names a day more exactly comes first. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, ([, y, m, d]) => dateOf(Number(y), Number(m), Number(d))],
  [/(\d{4})年(\d{1,2})月(\d{1,2})[日号]?/, ([, y, m, d]) => dateOf(Number(y), Number(m), Number(d))],
  // Which of the two is the month depends on where one is from.
  [/\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b/, () => undefined],
  [/(\d{1,2})月(\d{1,2})[日号]?/, ([, m, d], today) => nextOn(Number(m), Number(d), today)],
  [new RegExp(`\\b${DAY}(?: of)? ${MONTH}\\b`), ([, d, m], today) => nextOn(monthOf(m), Number(d), today)],
  [new RegExp(`\\b${MONTH} ${DAY}\\b`), ([, m, d], today) => nextOn(monthOf(m), Number(d), today)],
  [/\bday after tomorrow\b|后天/, (_match, today) => addDays(today, 2)],
  [/\btomorrow\b|\btmr\b|\btmrw\b|明天|明日|明早|明晚/, (_match, today) => addDays(today, 1)],
  [/\btoday\b|\btonight\b|今天|今日|今晚|今早/, (_match, today) => today],
  [/\bin (\d{1,2}) days?\b/, ([, days], today) => addDays(today, Number(days))],
  [/(\d{1,2})天(?:之?后|以后|内)/, ([, days], today) => addDays(today, Number(days))],
  [/\bend of (?:the |this )?month\b|\bmonth[- ]end\b|月底|月末/, (_match, today) => endOfMonth(today)],
  [/下(?:个?星期|个?礼拜|周)([一二三四五六日天])/, ([, day], today) => weekdayOf(zhDay(day), today, 1)],
  [/(?:这?星期|这?礼拜|[这本]?周)([一二三四五六日天])/, ([, day], today) => nextWeekday(zhDay(day), today)],
  [
    new RegExp(`\\bnext (${EN_WEEKDAYS.join('|')})[a-z]*\\b`),
    ([, day], today) => weekdayOf(EN_WEEKDAYS.indexOf(day ?? '') + 1, today, 1),
  ],
  [
    new RegExp(`\\b(${EN_WEEKDAYS.join('|')})(?:day|sday|nesday|rsday|urday|s|rs|r)?\\b`),
    ([, day], today) => nextWeekday(EN_WEEKDAYS.indexOf(day ?? '') + 1, today),
  ],
  [/\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/, ([, d], today) => nextDayOfMonth(Number(d), today)],
  [/(\d{1,2})[号日]/, ([, d], today) => nextDayOfMonth(Number(d), today)],
];

/**
 * @param text folded, see foldText
 * @param today date where the customer is
 * @returns the first day that is named beyond doubt, and the text without the words that name one
 * @example readDate('周五还500', '2026-11-04') // { dueOn: '2026-11-06', rest: ' 还500' }
 */
export function readDate(text: string, today: IsoDate): FoundDate {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const dueOn = read(match, today);
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { rest, ...(dueOn !== undefined && { dueOn }) };
  }
  return { rest: text };
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3)) + 1;
}

function zhDay(letter: string | undefined): number {
  return letter === '天' ? 7 : ZH_WEEKDAYS.indexOf(letter ?? '') + 1;
}

function dateOf(year: number, month: number, day: number): IsoDate | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(date) ? date : undefined;
}

/** The first such day that is not over. */
function nextOn(month: number, day: number, today: IsoDate): IsoDate | undefined {
  const year = Number(today.slice(0, 4));
  const here = dateOf(year, month, day);
  return here !== undefined && here >= today ? here : dateOf(year + 1, month, day);
}

/** Of this month or, when it is over, of the next; where a month has no such day, it is not known which is meant. */
function nextDayOfMonth(day: number, today: IsoDate): IsoDate | undefined {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const here = dateOf(year, month, day);
  if (here === undefined || here >= today) return here;
  return month === 12 ? dateOf(year + 1, 1, day) : dateOf(year, month + 1, day);
}

function endOfMonth(today: IsoDate): IsoDate {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const first = month === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, month + 1, 1);
  return addDays(first ?? today, -1);
}

/** The next day of that name; today's own name means the one in a week. */
function nextWeekday(weekday: number, today: IsoDate): IsoDate {
  const ahead = (weekday - isoWeekday(epochDay(today)) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

/** @param weeks 1: of the week after this one, which begins on Monday */
function weekdayOf(weekday: number, today: IsoDate, weeks: number): IsoDate {
  return addDays(today, weekday - isoWeekday(epochDay(today)) + 7 * weeks);
}
