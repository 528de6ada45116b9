import { invalidInput } from '../failures.ts';
import type { ContactRule, RuleOf, RulePack } from './rule.ts';
import { timeOfDay } from './rules/evaluator.ts';

/** Rules of the house on top of the law's. They can only make contact rarer. */
export interface HousePolicy {
  rules: readonly ContactRule[];
}

/** A house rule that permits what a rule of law forbids. */
export interface PolicyProblem {
  houseRule: string;
  /** id of the rule it would break */
  breaks: string;
  why: string;
}

/**
 * House rules are added to the law's, so one that is looser would change nothing, and mislead whoever reads it: it is
 * refused. Rules are compared where both bind the same contact and count the same thing.
 *
 * @returns each house rule that is looser than a rule in force, with the rule it would break; empty when it may stand
 */
export function checkHousePolicy(pack: RulePack, house: HousePolicy): PolicyProblem[] {
  const laws = pack.rules.filter(({ status }) => status === 'in-force');
  return house.rules.flatMap((rule) =>
    laws.flatMap((law) => {
      const why = rule.id === law.id ? 'it has the id of a rule of law' : looser(rule, law);
      return why === undefined ? [] : [{ houseRule: rule.id, breaks: law.id, why }];
    }),
  );
}

/**
 * @returns the pack with the rules of the house
 * @throws InvalidInput naming the house rule that is looser and the rule it would break
 */
export function applyHousePolicy(pack: RulePack, house: HousePolicy): RulePack {
  const [problem] = checkHousePolicy(pack, house);
  if (problem) {
    throw invalidInput(
      `house rule ${problem.houseRule} would break ${problem.breaks}: ${problem.why}; make it stricter or leave it out`,
    );
  }
  return { ...pack, rules: [...pack.rules, ...house.rules] };
}

function looser(house: ContactRule, law: ContactRule): string | undefined {
  if (!bindTheSame(house, law)) return undefined;
  if (house.kind === 'hours' && law.kind === 'hours') return looserHours(house, law);
  if (house.kind === 'frequency-cap' && law.kind === 'frequency-cap') return looserCap(house, law);
  if (house.kind === 'conversation-cool-down' && law.kind === 'conversation-cool-down') {
    const [days, least] = [house.window.calendarDays, law.window.calendarDays];
    return days < least ? `it lets calls begin after ${days} days, the law after ${least}` : undefined;
  }
  if (house.kind === 'third-party-contact' && law.kind === 'third-party-contact') {
    return law.permitted === 'never' && house.permitted !== 'never' ? 'it permits third persons' : undefined;
  }
  if (house.kind === 'no-contact-days' && law.kind === 'no-contact-days') return looserDays(house, law);
  if (house.kind === 'plan-hold' && law.kind === 'plan-hold') {
    return house.defaultDays < law.defaultDays
      ? `it holds ${house.defaultDays} of ${law.defaultDays} days`
      : undefined;
  }
  return undefined;
}

function bindTheSame(house: ContactRule, law: ContactRule): boolean {
  const roles = house.actorRole === 'any' || law.actorRole === 'any' || house.actorRole === law.actorRole;
  const loans = house.loans === 'any' || law.loans === 'any' || house.loans === law.loans;
  const places = house.place === 'any' || law.place === 'any' || house.place === law.place;
  const ends = law.effectiveTo === undefined || law.effectiveTo >= house.effectiveFrom;
  return roles && loans && places && ends && house.channels.some((channel) => law.channels.includes(channel));
}

function looserHours(house: RuleOf<'hours'>, law: RuleOf<'hours'>): string | undefined {
  const end = ({ window, boundary }: RuleOf<'hours'>) =>
    timeOfDay(window.to) + (boundary === 'inclusive-end' ? 1 : 0);
  if (timeOfDay(house.window.from) < timeOfDay(law.window.from)) {
    return `it opens at ${house.window.from}, the law at ${law.window.from}`;
  }
  if (end(house) > end(law)) {
    const closes = ({ window, boundary }: RuleOf<'hours'>) =>
      `${boundary === 'inclusive-end' ? 'after' : 'at'} ${window.to}`;
    return `it closes ${closes(house)}, the law ${closes(law)}`;
  }
  return undefined;
}

/** Counted wider is stricter: per debtor is at least as strict as per debt or per number. */
function looserCap(house: RuleOf<'frequency-cap'>, law: RuleOf<'frequency-cap'>): string | undefined {
  const sameSubject = house.countPer === law.countPer || law.countPer === 'debtor';
  if (house.countUnit !== law.countUnit || !sameSubject) return undefined;
  const hoursOf = ({ window }: RuleOf<'frequency-cap'>) =>
    'calendarDays' in window ? window.calendarDays * 24 : window.rollingHours;
  return hoursOf(house) <= hoursOf(law) && house.limit > law.limit
    ? `it permits ${house.limit} in ${hoursOf(house)} hours, the law ${law.limit} in ${hoursOf(law)}`
    : undefined;
}

function looserDays(house: RuleOf<'no-contact-days'>, law: RuleOf<'no-contact-days'>): string | undefined {
  const opens = law.weekdays.filter((day) => !house.weekdays.includes(day));
  if (
    house.makeUpDaysOpen &&
    !law.makeUpDaysOpen &&
    law.weekdays.some((day) => house.weekdays.includes(day))
  ) {
    return 'it permits weekend days that are worked in exchange for a holiday';
  }
  // A list of other days says nothing about these: both lists apply.
  return opens.length > 0 && opens.length < law.weekdays.length
    ? `it leaves out weekdays ${opens.join(', ')} of the law’s`
    : undefined;
}
