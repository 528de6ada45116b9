import { addDays } from '../calendar.ts';
import { BASIC_RULES } from './basic-denials.ts';
import type { ContactChannel } from './channel.ts';
import type { ContactFacts } from './facts.ts';
import type { ContactRule, RuleOf } from './rule.ts';

/** What a channel does, for people. */
export const CHANNEL_WORDS: Readonly<Record<ContactChannel, string>> = {
  voice: 'A call',
  ai_voice: 'An automated call',
  sms: 'A text message',
  email: 'An e-mail',
  push: 'A push message',
  letter: 'A letter',
  visit: 'A visit',
};

const UNIT_WORDS = {
  'placed-call': 'calls',
  'effective-call': 'answered calls',
  'unanswered-attempt': 'unanswered calls',
  'communication-initiated': 'calls and texts',
  visit: 'visits',
} as const;
const PER_WORDS = {
  debt: 'about a debt',
  debtor: 'to a customer',
  'contact-point': 'to a number',
} as const;
const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** @returns what the rule asks for in this case, as half a sentence: `contact is permitted from 08:00 to 21:00` */
export function ruleWords(rule: ContactRule, facts: ContactFacts): string {
  switch (rule.kind) {
    case 'hours':
      return `contact is permitted from ${rule.window.from} to ${rule.window.to} ${whose(rule)}`;
    case 'frequency-cap':
      return `at most ${rule.limit} ${UNIT_WORDS[rule.countUnit]} ${PER_WORDS[rule.countPer]} ${windowWords(rule)}`;
    case 'conversation-cool-down':
      return `no call ${PER_WORDS[rule.countPer]} within ${rule.window.calendarDays} days of a conversation, its day included`;
    case 'no-contact-days':
      return `no contact on ${dayWords(rule)}`;
    case 'customer-hours':
      return `the customer has asked not to be contacted from ${hourWords(facts)}`;
    case 'moratorium':
      return `the debt is under a moratorium ${moratoriumWords(facts)}`;
    case 'plan-hold':
      return `a repayment plan is being worked out ${planWords(rule, facts)}`;
    case 'cease':
      return 'the customer has asked in writing to be left alone';
    case 'attorney':
      return 'the customer is represented, and the representative is to be contacted';
    case 'opt-out':
      return 'the customer has opted out of this channel';
    case 'consent':
      return 'the customer has not agreed to this channel';
    case 'work-place':
      return 'the customer has not agreed to be contacted at work';
    case 'hold':
      return `the case is on hold: ${facts.holds.filter((hold) => rule.holds.includes(hold)).join(', ')}`;
    case 'third-party-contact':
      return rule.permitted === 'never'
        ? 'nobody but who owes is contacted'
        : 'another person is contacted only when the debtor cannot be reached, and not once that person has refused';
  }
}

/** @returns the same for a rule that no pack has */
export function basicRuleWords(id: string): string {
  const words: Readonly<Record<string, string>> = {
    [BASIC_RULES.nothingOwed]: 'nothing is owed that could be asked for',
    [BASIC_RULES.noConsent]: 'the customer has not agreed to this channel',
    [BASIC_RULES.unreachable]: 'no usable address is known for this channel',
    [BASIC_RULES.noPack]: 'no rules are known for the jurisdiction',
    [BASIC_RULES.noInstant]: 'the rules leave no permitted time within 60 days',
    [BASIC_RULES.unanswered]: 'something that a rule needs to know is missing',
  };
  return words[id] ?? `the case is on hold: ${id.slice(id.indexOf(':') + 1)}`;
}

function whose({ timeZoneBasis }: ContactRule): string {
  return timeZoneBasis === 'customer' ? 'where the customer is' : `in ${timeZoneBasis.official}`;
}

function windowWords({ window }: RuleOf<'frequency-cap'>): string {
  if ('rollingHours' in window) return `within ${window.rollingHours} hours`;
  return window.calendarDays === 1 ? 'on a day' : `in ${window.calendarDays} days`;
}

function dayWords({ weekdays, publicHolidays }: RuleOf<'no-contact-days'>): string {
  return [
    ...weekdays.map((day) => WEEKDAYS[day - 1] ?? ''),
    ...(publicHolidays ? ['public holidays'] : []),
  ].join(' and ');
}

function hourWords({ inconvenientHours = [] }: ContactFacts): string {
  return inconvenientHours.map(({ from, to }) => `${from} to ${to}`).join(' and ');
}

function moratoriumWords({ moratoria = [] }: ContactFacts): string {
  const [first, ...rest] = moratoria.map(({ lastOn }) => lastOn ?? '');
  if (first === undefined || first === '' || rest.includes('')) return 'with no end that is known';
  return `to the end of ${rest.reduce((a, b) => (b > a ? b : a), first)}`;
}

function planWords({ defaultDays }: RuleOf<'plan-hold'>, { planHold }: ContactFacts): string {
  return planHold ? `to the end of ${addDays(planHold.from, (planHold.days ?? defaultDays) - 1)}` : '';
}
