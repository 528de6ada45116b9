import type { IsoDate } from '../calendar.ts';
import { invalidInput, type Rejection } from '../failures.ts';
import { coversDate, type HolidayCalendar } from '../holidays/calendar.ts';
import { needsCalendar } from './decide-contact.ts';
import { checkHousePolicy, type PolicyProblem } from './house-policy.ts';
import { jurisdictions, placesOf, rulePackOf, shippedPacks, shippedRules } from './rule-packs/index.ts';
import type { Basis, ContactRule } from './rule.ts';
import { zoneClock } from './zone-clock.ts';

/** What may become a rule of contact at a bank. Who may ask for it is looked at before. */

export interface PolicyPublication {
  basis: Basis;
  switchedOn: readonly string[];
  /** of the place */
  holidays?: HolidayCalendar | undefined;
  today: IsoDate;
}

/**
 * @param jurisdiction a place with rules of its own; what is a part of it gets the rules too
 * @returns why the bank's rules are not published, or undefined: they are stricter than every rule that is applied
 * @throws InvalidInput when one of them cannot be meant as it is written
 */
export function checkHousePublication(
  jurisdiction: string,
  rules: readonly ContactRule[],
  { basis, switchedOn, holidays, today }: PolicyPublication,
): Rejection | undefined {
  rules.forEach((rule, at) => checkRule(rule, rules.slice(0, at)));
  const places = jurisdictions().filter((place) => placesOf(place).includes(jurisdiction));
  const problems = places.flatMap((place) => {
    const pack = rulePackOf(place, { basis, switchedOn });
    return pack ? checkHousePolicy(pack, { rules }) : [];
  });
  return looser(problems) ?? lacksCalendar(rules, { holidays, today }, jurisdiction);
}

/** Whether a rule is to decide that does not by itself. */
export interface RuleSwitch {
  ruleId: string;
  on: boolean;
}

/**
 * @returns why a rule is not switched, or undefined; an unknown rule is left to the caller
 * @throws never
 */
export function checkSwitch(
  { ruleId, on }: RuleSwitch,
  { switchedOn, holidays, today }: PolicyPublication,
  jurisdiction: string,
): Rejection | undefined {
  const rule = shippedRules(jurisdiction).find(({ id }) => id === ruleId);
  if (!rule) return undefined;
  const refuse = (message: string): Rejection => ({ rule: 'RuleNotSwitchable', message });
  if (rule.status === 'in-force') {
    return refuse(`Rule ${ruleId} is in force; only drafts and unverified rules are switched on and off.`);
  }
  if (switchedOn.includes(ruleId) === on) return refuse(`Rule ${ruleId} is ${on ? 'on' : 'off'} already.`);
  return on ? lacksCalendar([rule], { holidays, today }, jurisdiction) : undefined;
}

function checkRule({ id, ...rule }: ContactRule, before: readonly ContactRule[]): void {
  const { timeZoneBasis, effectiveFrom, effectiveTo } = rule;
  if (before.some((other) => other.id === id)) throw invalidInput(`two rules have the id ${id}`);
  if (shippedPacks().some(({ rules }) => rules.some((shipped) => shipped.id === id))) {
    throw invalidInput(`${id} is the id of a rule that ships; give the bank’s rule another one`);
  }
  if (timeZoneBasis !== 'customer') zoneClock(timeZoneBasis.official);
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    throw invalidInput(`rule ${id} ends on ${effectiveTo}, before it begins`);
  }
  if (rule.kind === 'no-contact-days' && rule.weekdays.length === 0 && !rule.publicHolidays) {
    throw invalidInput(`rule ${id} names no day: give weekdays, or public holidays, or both`);
  }
}

function looser(problems: readonly PolicyProblem[]): Rejection | undefined {
  const [first] = problems;
  if (!first) return undefined;
  const { houseRule, breaks, why } = first;
  return {
    rule: 'HouseRuleLooser',
    message: `Rule ${houseRule} would break ${breaks}: ${why}; make it stricter or leave it out.`,
    gate: { rules: [...new Set(problems.map((problem) => problem.breaks))] },
  };
}

/** A rule that has no answer today would stop every contact of the place. */
function lacksCalendar(
  rules: readonly ContactRule[],
  { holidays, today }: Pick<PolicyPublication, 'holidays' | 'today'>,
  place: string,
): Rejection | undefined {
  const asking = rules.find((rule) => rule.status !== 'unverified' && needsCalendar(rule));
  if (!asking || coversDate(holidays, today)) return undefined;
  const year = today.slice(0, 4);
  const message = `Rule ${asking.id} asks for holidays, and no calendar of ${place} covers ${today}: publish that of ${year} first.`;
  return { rule: 'NoHolidayCalendar', message };
}
