import { describe, expect, test } from 'vitest';
import { builtInScorecard } from '../../../../domain/risk/built-in-scorecard.ts';
import { CASE_FEATURES } from '../../../../domain/risk/features/case-features.ts';
import type { RiskModel } from '../../../../domain/risk/model/schema.ts';
import { checkModelUse, standingModels } from '../../../../domain/risk/training/publication.ts';
import { heldBack } from '../../../../domain/risk/training/training-run.ts';

const lookingAt = (...names: string[]): RiskModel => ({
  ...builtInScorecard,
  columns: names.map((name) => ({ kind: 'number', name })),
});
const segmentsBy = (name: string) => ({
  features: [{ name, mean: 0, spread: 1 }],
  ...{ segments: [], silhouette: [] },
});

describe('what cases may be scored by', () => {
  test.each<[what: string, parts: Parameters<typeof checkModelUse>[1], allowed: 'age'[], rule?: string]>([
    ['the expert scorecard', { repayment: builtInScorecard }, []],
    ['features of a case', { repayment: lookingAt('brokenPromises'), default: lookingAt('product') }, []],
    ['a column of a file', { repayment: lookingAt('PAY_0') }, [], 'ModelNotOfCases'],
    ['age, unasked', { repayment: lookingAt('age') }, [], 'AttributeNotAllowed'],
    ['age, allowed', { repayment: lookingAt('age') }, ['age']],
    ['another than is allowed', { repayment: lookingAt('age', 'language') }, ['age'], 'AttributeNotAllowed'],
    [
      'age, of default only',
      { repayment: lookingAt('product'), default: lookingAt('age') },
      [],
      'AttributeNotAllowed',
    ],
    [
      'segments by age',
      { repayment: lookingAt('product'), segmentation: segmentsBy('age') },
      [],
      'AttributeNotAllowed',
    ],
  ])('%s', (_what, parts, allowed, rule) => {
    const refused = checkModelUse(
      'bank-1',
      parts,
      allowed.map((attribute) => ({ attribute })),
    );
    expect(refused?.rule).toBe(rule);
  });

  test('all features but the protected ones, without anybody’s leave', () => {
    for (const { name, protectedAttribute } of CASE_FEATURES)
      expect(checkModelUse('bank-1', { repayment: lookingAt(name) }, []) === undefined).toBe(
        protectedAttribute === undefined,
      );
  });

  test('a run that was to publish one keeps it', () => {
    const outcome = { result: 'published', why: 'Published.', rows: 1, rowsSeen: 1, loans: 1 } as const;
    const refused = checkModelUse('it', { repayment: lookingAt('age') }, []);
    expect(heldBack(outcome, undefined)).toBe(outcome);
    expect(heldBack(outcome, refused)).toMatchObject({ result: 'candidate' });
    expect(heldBack(outcome, refused).why).toContain('it uses age');
  });
});

test('a rollback that goes further back takes back all between', () => {
  const published = (version: number) => ({ version, action: 'published' as const });
  const back = (version: number | null) => ({ version, action: 'rolled-back' as const });
  const three = [published(1), published(2), published(3)];
  expect(standingModels([...three, back(1)])).toEqual([1]);
  expect(standingModels([...three, back(null)])).toEqual([]);
  expect(standingModels([published(1), published(2), published(1), back(2)])).toEqual([1, 2]);
});
