import type { Collector, TaskFacts } from './facts.ts';
import { HARD_RULES, refusalOf, type HardRule } from './hard-rules.ts';
import { misfit, reasonsFor } from './preferences.ts';
import type { AssignmentRules } from './rules.ts';

/** Why somebody, or nobody, got a task. */
export interface AssignmentWhy {
  words: string;
  /** which rules have left out how many people, each counted with the first that did */
  leftOut: { rule: HardRule; people: number }[];
}

export interface Assignment {
  /** null: nobody can take it, it waits in the team's queue */
  collector: Collector | null;
  why: AssignmentWhy;
}

/**
 * Whose task it is: of those whom no rule leaves out the one with the lowest count of what the preferences and their
 * workload weigh, among equals who has waited longest. The collector whom a supervisor has named comes first.
 *
 * @param people who are active and might take it
 * @param now epoch milliseconds
 * @example assign(call, [ann, ben], rules, now).why.words // 'ann: knows the case, speaks zh-CN; 3 open tasks, of 2 who may take it.'
 */
export function assign(
  task: TaskFacts,
  people: readonly Collector[],
  rules: AssignmentRules,
  now: number,
): Assignment {
  const { eligible, leftOut } = eligibleFor(task, people, rules, now);
  const relationship = relationshipOf(task, eligible);
  const countOf = (person: Collector) =>
    misfit(task, person, rules) +
    (relationship === undefined || relationship === person.userId ? 0 : rules.weights.relationship) +
    rules.weights.workload * person.openTasks;
  let collector: Collector | null = null;
  let least = Infinity;
  for (const person of eligible) {
    const count = countOf(person);
    if (collector && (count > least || (count === least && !waitsLonger(person, collector)))) continue;
    collector = person;
    least = count;
  }
  return { collector, why: whyOf(task, collector, { eligible, leftOut, relationship, rules }) };
}

function waitsLonger(person: Collector, other: Collector): boolean {
  return person.turn - other.turn < 0 || (person.turn === other.turn && person.userId < other.userId);
}

/** Who may take a task, and how many the rules leave out. */
export interface Eligible {
  eligible: Collector[];
  leftOut: AssignmentWhy['leftOut'];
}

/** @returns who may take a task: only whom a supervisor has named for the case, as long as they can */
export function eligibleFor(
  task: TaskFacts,
  people: readonly Collector[],
  rules: AssignmentRules,
  now: number,
): Eligible {
  const counts = new Map<HardRule, number>();
  const eligible: Collector[] = [];
  for (const person of people) {
    const refusal = refusalOf(task, person, rules, now);
    if (!refusal) eligible.push(person);
    else counts.set(refusal.rule, (counts.get(refusal.rule) ?? 0) + 1);
  }
  const named = eligible.find(({ userId }) => userId === task.named);
  const leftOut = HARD_RULES.flatMap(({ rule }) => {
    const count = counts.get(rule);
    return count === undefined ? [] : { rule, people: count };
  });
  return { eligible: named ? [named] : eligible, leftOut };
}

/** @returns who knows the case, of those who may take the task */
export function relationshipOf(task: TaskFacts, eligible: readonly Collector[]): string | undefined {
  return task.known.find((userId) => eligible.some((person) => person.userId === userId));
}

interface WhyParts extends Eligible {
  relationship: string | undefined;
  rules: AssignmentRules;
  /** in place of the number of open tasks */
  load?: string | undefined;
}

/** @returns why it is that collector's, or nobody's, by rules and in words */
export function whyOf(
  task: TaskFacts,
  collector: Collector | null,
  { eligible, leftOut, relationship, rules, load }: WhyParts,
): AssignmentWhy {
  const others = leftOut.map(({ rule, people }) => `${people} ${phraseOf(rule)}`).join(', ');
  if (!collector) {
    return {
      words: others ? `Nobody can take it: ${others}.` : `Nobody works region ${task.region}.`,
      leftOut,
    };
  }
  const { userId, openTasks } = collector;
  if (userId === task.named) {
    return { words: `${userId}: a supervisor has given them the case.`, leftOut };
  }
  const reasons = reasonsFor(task, collector, rules, relationship).join(', ');
  const tasks = load ?? `${openTasks} open ${openTasks === 1 ? 'task' : 'tasks'}`;
  const choice =
    eligible.length === 1 ? 'the only one who may take it' : `of ${eligible.length} who may take it`;
  const left = others ? `; left out: ${others}` : '';
  return { words: `${userId}: ${reasons ? `${reasons}; ` : ''}${tasks}, ${choice}${left}.`, leftOut };
}

const phrases = new Map(HARD_RULES.map(({ rule, leavesOut }) => [rule, leavesOut]));
const phraseOf = (rule: HardRule) => phrases.get(rule) ?? rule;
