import { z } from 'zod';
import type { Rejection } from '../failures.ts';
import type { Officer } from '../scripts/publication.ts';
import { tierSchema } from '../strategy/schema.ts';

/**
 * Who gets which task, as data: versions that a manager publishes. That people are of the role and region, there, below
 * their capacity and have not given the task back always holds.
 */

/** Rules that the bank may switch off. */
export const OPTIONAL_RULES = ['shift', 'language', 'product', 'tier', 'skill', 'authority'] as const;
export type OptionalRule = (typeof OPTIONAL_RULES)[number];

const words = z.array(z.string().trim().min(1).max(100)).min(1).max(100).optional();
const weight = z.int().min(0).max(1000);

const skillNeedSchema = z.strictObject({
  skill: z.string().trim().min(1).max(50),
  /** true: nobody without it gets the task; false: those with it come first */
  must: z.boolean(),
  /** of which tasks: all that are named have to fit; none: of all */
  kinds: words,
  products: words,
  tiers: z.array(tierSchema).min(1).optional(),
  vulnerable: z.boolean().optional(),
});
export type SkillNeed = z.infer<typeof skillNeedSchema>;

export const assignmentRulesSchema = z.strictObject({
  inForce: z
    .array(z.enum(OPTIONAL_RULES))
    .refine((rules) => new Set(rules).size === rules.length, { message: 'a rule is listed twice' }),
  skills: z.array(skillNeedSchema).max(200),
  /** what it counts that somebody is not the one who ...; for `workload`: each open task of theirs */
  weights: z.strictObject({
    relationship: weight,
    skill: weight,
    language: weight,
    tier: weight,
    workload: weight,
  }),
  /** the daily share-out moves tasks where the largest and the smallest load are further apart than that */
  shareOutWhenApart: z.int().min(1).max(10_000),
});
export type AssignmentRules = z.infer<typeof assignmentRulesSchema>;

/**
 * What counts until the bank publishes its own, as version 0. The weights are judgement: to know the case is worth ten
 * tasks of workload, so that nobody is buried under the cases they once touched.
 */
export const BUILT_IN_ASSIGNMENT_RULES: AssignmentRules = {
  inForce: [...OPTIONAL_RULES],
  skills: [],
  weights: { relationship: 30, skill: 12, language: 6, tier: 6, workload: 3 },
  shareOutWhenApart: 2,
};

/** @returns why somebody may not publish rules of assignment, or undefined */
export function checkRulePublisher({ actor, role }: Officer): Rejection | undefined {
  if (role === 'manager') return undefined;
  const message = `Only a manager publishes rules of assignment; ${actor} is ${role ? `a ${role}` : 'not known as one'}.`;
  return { rule: 'NotManager', message };
}
