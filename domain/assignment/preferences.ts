import type { Collector, TaskFacts } from './facts.ts';
import { needs, speaks } from './hard-rules.ts';
import type { AssignmentRules } from './rules.ts';

/** Rules that say who comes first among those who may take a task. */
export type Preference = keyof AssignmentRules['weights'];

interface PreferenceOf {
  readonly rule: Exclude<Preference, 'relationship' | 'workload'>;
  /** undefined: of no concern to the task */
  readonly fits: (task: TaskFacts, person: Collector, rules: AssignmentRules) => boolean | undefined;
  /** of whom it speaks for: `speaks zh` */
  readonly because: (task: TaskFacts) => string;
}

/** Those that are alike for all tasks of one kind. */
const PREFERENCES: readonly PreferenceOf[] = [
  {
    rule: 'skill',
    fits: (task, { skills }, rules) => {
      const wanted = rules.skills.filter((need) => !need.must && needs(task, need));
      return wanted.length === 0 ? undefined : wanted.every(({ skill }) => skills.includes(skill));
    },
    because: () => 'has the skill for it',
  },
  {
    rule: 'language',
    fits: (task, { languages }) => speaks(languages, task.language),
    because: ({ language }) => `speaks ${language}`,
  },
  {
    rule: 'tier',
    fits: ({ tier }, { tiers }) => tiers.includes(tier),
    because: ({ tier }) => `works ${tier} risk`,
  },
];

/**
 * What it counts against somebody that the task is not quite theirs, but for the relationship and the workload.
 *
 * @returns whole number, at least 0: the lower the better
 */
export function misfit(task: TaskFacts, person: Collector, rules: AssignmentRules): number {
  const counts = PREFERENCES.map(({ rule, fits }) =>
    fits(task, person, rules) === false ? rules.weights[rule] : 0,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** @returns what speaks for a person, in words; the first of `known` who may take the task is its relationship */
export function reasonsFor(
  task: TaskFacts,
  person: Collector,
  rules: AssignmentRules,
  relationship: string | undefined,
): string[] {
  const fitting = PREFERENCES.filter(
    ({ rule, fits }) => rules.weights[rule] > 0 && fits(task, person, rules),
  ).map(({ because }) => because(task));
  return relationship === person.userId && rules.weights.relationship > 0
    ? ['knows the case', ...fitting]
    : fitting;
}
