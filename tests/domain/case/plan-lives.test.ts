import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthsOf } from '../../../domain/plan/plan.ts';
import { lifeArbitrary } from '../lives.ts';
import { simulate, type Decided, type Life } from '../simulate.ts';

/** More of them: PROPERTY_RUNS=100000, as long as it takes. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 500);

const planOf = ({ decision }: Decided) => decision.state?.plan;
const holdKinds = ({ decision }: Decided) => decision.state?.holds.map(({ kind }) => kind) ?? [];

/** Each gives what is wrong in a life, or nothing. */
const RULES: Record<string, (life: Decided[]) => unknown> = {
  'a plan and its hold stand and end together': (life) =>
    life.find((decided) => (planOf(decided) !== undefined) !== holdKinds(decided).includes('plan')),

  'a plan is never without the approval of a supervisor': (life) => {
    const approved = new Set<string>();
    return life.find(({ input, decision }) => {
      const asked = new Map(
        (input.state?.asks ?? []).flatMap(({ taskId, about }) =>
          about.kind === 'plan-approval' ? [[taskId as string, about.planId]] : [],
        ),
      );
      for (const event of input.events) {
        const planId = event.type === 'approval' && event.approved && asked.get(event.taskId);
        if (planId) approved.add(planId);
      }
      return decision.state?.plan && !approved.has(decision.state.plan.id);
    });
  },

  'while a plan stands nothing is said but of its instalments': (life) =>
    life.find((decided) => {
      const { contact } = decided.decision;
      return contact && planOf(decided) && contact.purpose !== 'promise-reminder';
    }),

  'an instalment is judged once, and no more of them than there are': (life) =>
    life.find((decided, index) => {
      const [plan, before] = [planOf(decided), life[index - 1] && planOf(life[index - 1]!)];
      if (!plan) return false;
      if (plan.outcomes.length > monthsOf(plan)) return true;
      return before?.id === plan.id && !plan.outcomes.startsWith(before.outcomes);
    }),

  'a plan that was missed twice does not stand': (life) =>
    life.find((decided) => (planOf(decided)?.missed ?? 0) >= 2),

  'a review of a plan ends with its answer, the case or its time': (life) =>
    life.find((decided) => {
      const { asks = [], closed } = decided.decision.state ?? {};
      const open = asks.some(({ kind }) => kind === 'plan-approval');
      const { hardship } = {
        hardship: decided.decision.state?.holds.find((h) => h.kind === 'hardship-review'),
      };
      if (open) return closed !== undefined || hardship === undefined;
      return hardship !== undefined && hardship.requestedDays === undefined;
    }),

  'grace is granted and ended only with an entry on the timeline': (life) =>
    life.find((decided, index) => {
      const before = life[index - 1];
      if (!before || decided.decision.state?.closed) return false;
      const ended = holdKinds(before).includes('grace') && !holdKinds(decided).includes('grace');
      const types = decided.decision.entries.map(({ type }) => type);
      return (
        ended && !types.some((type) => ['hold-ended', 'grace-ended-early', 'plan-approved'].includes(type))
      );
    }),
};

const lives: fc.Arbitrary<Life> = fc
  .tuple(lifeArbitrary(), fc.boolean())
  .map(([life, approves]) => ({ ...life, approves }));

describe('a life with plans', () => {
  it('keeps every rule', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const decided = simulate(life);
        for (const [rule, broken] of Object.entries(RULES)) {
          expect([rule, broken(decided)]).toEqual([rule, undefined]);
        }
      }),
      { numRuns },
    );
  }, 120_000);

  it('has plans in it that are kept, and some that are broken', () => {
    const ends = { 'plan-approved': 0, 'plan-kept': 0, 'plan-broken': 0, 'plan-instalment-missed': 0 };
    const sample = fc.sample(lives, { numRuns: 300, seed: 5 });
    for (const { decision } of sample.flatMap((life) => simulate(life))) {
      for (const { type } of decision.entries) if (type in ends) ends[type as keyof typeof ends] += 1;
    }
    for (const [end, count] of Object.entries(ends)) expect([end, count > 0]).toEqual([end, true]);
  }, 120_000);
});
