import { workableUntil } from './availability.ts';
import type { Collector, TaskFacts } from './facts.ts';
import type { AssignmentRules, OptionalRule, SkillNeed } from './rules.ts';

export type HardRule = 'role' | 'team' | 'declined' | 'leave' | 'capacity' | OptionalRule;

interface HardRuleOf {
  readonly rule: HardRule;
  readonly name: string;
  /** what it says */
  readonly words: string;
  /** of those whom it leaves out: `2 on leave` */
  readonly leavesOut: string;
  /** holds for the collector as well whom a supervisor has named for the case, and so judged to be fit for it */
  readonly ofNamed?: true;
  readonly refuses: (task: TaskFacts, person: Collector, rules: AssignmentRules, now: number) => boolean;
}

/** In the order in which they are asked: the first that refuses is the one that is told. */
export const HARD_RULES: readonly HardRuleOf[] = [
  {
    ...{ rule: 'role', name: 'Role', ofNamed: true },
    words: 'A task goes to people of the role whose work it is.',
    leavesOut: 'of another role',
    refuses: (task, person) => person.role !== task.role,
  },
  {
    ...{ rule: 'team', name: 'Team' },
    words:
      'A task goes to the team of the case’s region, and to those of other teams who work that region too.',
    leavesOut: 'not of the region',
    refuses: (task, person) => person.region !== task.region && !person.regions.includes(task.region),
  },
  {
    ...{ rule: 'declined', name: 'Given back', ofNamed: true },
    words: 'A task does not come back to whoever has given it back.',
    leavesOut: 'gave it back',
    refuses: (task, person) => task.declinedBy.includes(person.userId),
  },
  {
    ...{ rule: 'leave', name: 'Leave', ofNamed: true },
    words: 'Whoever is on leave today gets no tasks.',
    leavesOut: 'on leave',
    refuses: (_task, person) => person.onLeave,
  },
  {
    ...{ rule: 'shift', name: 'Shift', ofNamed: true },
    words: 'A task goes to people who are at work before it is due; one that is overdue, within a day.',
    leavesOut: 'not at work before it is due',
    refuses: (task, person, _rules, now) =>
      person.worksFromMs === null || person.worksFromMs > workableUntil(task.dueAtMs, now),
  },
  {
    ...{ rule: 'language', name: 'Language' },
    words: 'Whoever’s languages are listed gets tasks of customers who speak one of them.',
    leavesOut: 'without the customer’s language',
    refuses: (task, { languages }) => languages.length > 0 && !speaks(languages, task.language),
  },
  {
    ...{ rule: 'product', name: 'Product' },
    words: 'Whoever’s products are listed gets tasks of those.',
    leavesOut: 'without the product',
    refuses: ({ product }, { products }) => products.length > 0 && !products.includes(product),
  },
  {
    ...{ rule: 'tier', name: 'Risk tier' },
    words: 'Whoever’s risk tiers are listed gets tasks of those.',
    leavesOut: 'without the risk tier',
    refuses: ({ tier }, { tiers }) => tiers.length > 0 && !tiers.includes(tier),
  },
  {
    ...{ rule: 'skill', name: 'Skill' },
    words: 'A task goes to people with every skill that it must have.',
    leavesOut: 'without a skill that it takes',
    refuses: (task, { skills }, rules) =>
      rules.skills.some((need) => need.must && needs(task, need) && !skills.includes(need.skill)),
  },
  {
    ...{ rule: 'authority', name: 'Authority' },
    words: 'Whoever’s authority is limited gets tasks of cases whose arrears are within it.',
    leavesOut: 'without authority over the amount',
    refuses: ({ currency, amountMinor }, { authorityMinor }) =>
      authorityMinor !== null && amountMinor > (authorityMinor[currency] ?? -1),
  },
  {
    ...{ rule: 'capacity', name: 'Capacity', ofNamed: true },
    words: 'Nobody gets more open tasks than their capacity.',
    leavesOut: 'at capacity',
    refuses: (_task, { capacity, openTasks }) => capacity !== null && openTasks >= capacity,
  },
];

/**
 * @param now epoch milliseconds
 * @returns the first rule that leaves the person out; undefined: they may take the task
 * @example refusalOf(call, annOnLeave, rules, now)?.rule // 'leave'
 */
export function refusalOf(
  task: TaskFacts,
  person: Collector,
  rules: AssignmentRules,
  now: number,
): HardRuleOf | undefined {
  const named = task.named === person.userId;
  return HARD_RULES.find(
    (hard) => (!named || hard.ofNamed) && inForce(hard.rule, rules) && hard.refuses(task, person, rules, now),
  );
}

const OPTIONAL = new Set<HardRule>([
  'shift',
  'language',
  'product',
  'tier',
  'skill',
  'authority',
] satisfies OptionalRule[]);

function inForce(rule: HardRule, rules: AssignmentRules): boolean {
  return !OPTIONAL.has(rule) || rules.inForce.includes(rule as OptionalRule);
}

/** @returns whether the task is one of those that the skill is for */
export function needs(task: TaskFacts, { kinds, products, tiers, vulnerable }: SkillNeed): boolean {
  return (
    (kinds?.includes(task.kind) ?? true) &&
    (products?.includes(task.product) ?? true) &&
    (tiers?.includes(task.tier) ?? true) &&
    (vulnerable === undefined || vulnerable === task.vulnerable)
  );
}

/** @returns whether the language is among them, whatever the country. @example speaks(['zh-CN'], 'zh-TW') // true */
export function speaks(languages: readonly string[], language: string): boolean {
  return languages.some((one) => primary(one) === primary(language));
}

const primary = (language: string) => language.split('-', 1)[0];
