import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedCreditLoss, stageOf } from '../../../domain/finance/expected-credit-loss.ts';
import {
  BUILT_IN_PROVISIONS,
  provisionPolicySchema,
  type ProvisionPolicy,
} from '../../../domain/finance/provision-policy.ts';
import { checkManager } from '../../../domain/finance/publish-provisions.ts';

const { ecl } = BUILT_IN_PROVISIONS;

describe('the stage by days past due', () => {
  test.each([
    [0, 1],
    [30, 1],
    [31, 2],
    [90, 2],
    [91, 3],
    [1_000, 3],
  ])('%i days: stage %i', (days, stage) => {
    expect(stageOf(days, ecl)).toBe(stage);
  });
});

describe('expected credit loss of 100.00', () => {
  test.each([
    // 2 % within twelve months, times 75 %
    [0, false, 1, 150],
    [0, true, 1, 70],
    // 12 % times 75 %
    [30, false, 1, 900],
    // 45 % within the lifetime, times 75 %
    [31, false, 2, 3_375],
    // 70 % times 35 %
    [90, true, 2, 2_450],
    // in default: all of the loss in one
    [91, false, 3, 7_500],
    [400, true, 3, 3_500],
  ] as const)('%i days past due, secured %s: stage %i, %i', (daysPastDue, secured, stage, eclMinor) => {
    expect(expectedCreditLoss({ daysPastDue, balanceMinor: 10_000, secured }, ecl)).toEqual({
      stage,
      eclMinor,
    });
  });

  test('is nothing of nothing, and rounded up', () => {
    expect(expectedCreditLoss({ daysPastDue: 0, balanceMinor: 0, secured: false }, ecl).eclMinor).toBe(0);
    expect(expectedCreditLoss({ daysPastDue: 0, balanceMinor: 1, secured: false }, ecl).eclMinor).toBe(1);
  });

  test('never falls as a loan gets later, and is at most its balance', () => {
    const days = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.boolean(),
        (a, b, balanceMinor, secured) => {
          const loss = (daysPastDue: number) =>
            expectedCreditLoss({ daysPastDue, balanceMinor, secured }, ecl).eclMinor;
          const [sooner, later] = [loss(Math.min(a, b)), loss(Math.max(a, b))];
          expect(sooner).toBeLessThanOrEqual(later);
          expect(later).toBeLessThanOrEqual(balanceMinor);
        },
      ),
    );
  });
});

describe('rates that a bank publishes', () => {
  test('may be those that ship', () => {
    expect(provisionPolicySchema.parse(BUILT_IN_PROVISIONS)).toEqual(BUILT_IN_PROVISIONS);
  });

  const changed = (change: (policy: ProvisionPolicy) => void) => {
    const policy = structuredClone(BUILT_IN_PROVISIONS);
    change(policy);
    return provisionPolicySchema.safeParse(policy);
  };
  const category = (index: number, change: object) => (policy: ProvisionPolicy) =>
    void Object.assign(policy.categories[index] ?? {}, change);

  test.each<[string, (policy: ProvisionPolicy) => void]>([
    ['earlier categories', category(2, { fromDay: 61 })],
    ['higher rates', category(2, { provisionRate: 0.3 })],
    ['a later default, which the standard lets a bank show', (p) => void (p.ecl.stage3FromDay = 121)],
  ])('may have %s', (_name, change) => {
    expect(changed(change).success).toBe(true);
  });

  test.each<[string, (policy: ProvisionPolicy) => void, string]>([
    [
      'a category later than the law',
      category(2, { fromDay: 92 }),
      'substandard begins on day 91 past due at the latest',
    ],
    [
      'one before the one before it',
      category(2, { fromDay: 1 }),
      'substandard has to begin after special-mention',
    ],
    ['no first day', category(0, { fromDay: 1 }), 'normal has to begin on day 0'],
    [
      'less for worse',
      category(3, { provisionRate: 0.2 }),
      'less is set aside for doubtful than for substandard',
    ],
    [
      'categories in another order',
      (p) => void p.categories.reverse(),
      'the categories are, in order: normal, special-mention, substandard, doubtful, loss',
    ],
    ['a category too few', (p) => void p.categories.pop(), 'there are five categories'],
    ['stages in another order', (p) => void (p.ecl.stage2FromDay = 91), 'stage 3 begins after stage 2'],
    [
      'more defaults in a year than ever',
      (p) => void (p.ecl.pd.current.lifetime = 0.01),
      'a default within twelve months is one within the lifetime',
    ],
  ])('may not have %s', (_name, change, message) => {
    expect(changed(change).error?.issues.map((issue) => issue.message)).toContain(message);
  });

  test.each([
    ['manager', undefined],
    ['supervisor', 'Only a manager publishes provision rates; ann is a supervisor.'],
    [undefined, 'Only a manager publishes provision rates; ann is not known as one.'],
  ])('are published by a manager, not by a %s', (role, message) => {
    expect(checkManager({ actor: 'ann', role })?.message).toBe(message);
  });
});
