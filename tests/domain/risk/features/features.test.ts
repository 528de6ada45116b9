import { describe, expect, it } from 'vitest';
import { FEATURE_CATALOGUE, lookUp } from '../../../../domain/risk/features/catalogue.ts';
import { planFeatures } from '../../../../domain/risk/features/plan.ts';
import { protectedAttributeOf } from '../../../../domain/risk/features/protected.ts';
import { columnsOf, compileRecipe, type Recipe } from '../../../../domain/risk/features/recipe.ts';
import { findSeries } from '../../../../domain/risk/features/series.ts';
import type { NumberColumn } from '../../../../domain/risk/features/table.ts';

const column = (name: string, ...values: number[]): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

describe('protectedAttributeOf', () => {
  it.each([
    ['SEX', 'sex'],
    ['customer_gender', 'sex'],
    ['AGE', 'age'],
    ['birthDate', 'age'],
    ['date_of_birth', 'age'],
    ['MARRIAGE', 'marital status'],
    ['maritalStatus', 'marital status'],
    ['EDUCATION', 'education'],
    ['nationality', 'nationality or origin'],
    ['religion', 'religion or belief'],
    ['性别', 'sex'],
  ])('%s is %s', (name, attribute) => {
    expect(protectedAttributeOf(name)).toBe(attribute);
  });

  it.each([
    'PAY_0',
    'LIMIT_BAL',
    'average_balance',
    'usage',
    'loan_age',
    'mortgage',
    'percentage',
    'job_title',
  ])('%s is none', (name) => expect(protectedAttributeOf(name)).toBeUndefined());
});

describe('lookUp', () => {
  it.each([
    ['PAY_AMT1', 'payment', 'lowers'],
    ['PAY_0', 'paymentStatus', 'raises'],
    ['payment_status', 'paymentStatus', 'raises'],
    ['internal_rating', 'rating', 'unknown'],
    ['BILL_AMT6', 'balance', 'unknown'],
    ['LIMIT_BAL', 'limit', 'unknown'],
    ['daysPastDue', 'daysPastDue', 'raises'],
    ['worst_days_past_due', 'worstDaysPastDue', 'raises'],
    ['broken_promises', 'brokenPromises', 'raises'],
  ])('%s is %s, which %s risk', (name, entry, direction) => {
    expect(lookUp(name).entry).toMatchObject({ name: entry, direction });
  });

  it.each(['x17', 'payment_burden', 'employment_status'])('knows nothing of %s', (column) => {
    expect(lookUp(column)).toEqual({ column, entry: undefined, protectedAttribute: undefined });
  });

  it('an entry says whether it is a protected attribute, and each is found by its own words', () => {
    for (const { name, words, protectedAttribute } of FEATURE_CATALOGUE) {
      for (const word of words) {
        expect(protectedAttributeOf(word.replace(/[*=]/, ''))).toBe(protectedAttribute);
        expect(lookUp(word.replace(/[*=]/, '')).entry?.name).toBe(name);
      }
    }
  });
});

describe('findSeries', () => {
  const columns = ['B3', 'B1', 'B2', 'A_10', 'A_2', 'A_4', 'C1', 'C2', 'plain'].map((name) =>
    column(name, 1),
  );

  it.each([
    ['lowest', ['B1', 'B2', 'B3'], ['A_2', 'A_4', 'A_10']],
    ['highest', ['B3', 'B2', 'B1'], ['A_10', 'A_4', 'A_2']],
  ] as const)('the %s number is the newest; gaps are no matter; two are none', (newest, b, a) => {
    const found = findSeries(columns, newest).map(({ stem, columns: of }) => [
      stem,
      of.map(({ name }) => name),
    ]);
    expect(found).toEqual([
      ['B', b],
      ['A', a],
    ]);
  });
});

describe('recipes', () => {
  const numbers = {
    a: Float64Array.of(9, 0, 1, 5, Number.NaN),
    b: Float64Array.of(9, 2, 1, -1, 1),
    c: Float64Array.of(9, 4, 0, 0, 1),
  };
  const of: Recipe[] = ['a', 'b', 'c'].map((name) => ({ kind: 'column', column: name }));
  const run = (recipe: Recipe) => {
    const out = new Float64Array(4);
    compileRecipe(recipe, numbers)(out, 1, 5);
    return [...out];
  };

  it.each<[Recipe, number[]]>([
    [{ kind: 'column', column: 'a' }, [0, 1, 5, Number.NaN]],
    [
      {
        kind: 'ratio',
        top: [
          ['a', 1],
          ['b', -2],
        ],
      },
      [-4, -1, 7, Number.NaN],
    ],
    [{ kind: 'ratio', top: [['b', 1]], bottom: [['c', 2]] }, [0.25, Number.NaN, Number.NaN, 0.5]],
    [{ kind: 'max', of }, [4, 1, 5, Number.NaN]],
    [{ kind: 'min', of }, [0, 0, -1, Number.NaN]],
    [{ kind: 'count-above', of, threshold: 0 }, [2, 2, 1, Number.NaN]],
    [{ kind: 'periods-since', of, threshold: 0 }, [1, 0, 0, Number.NaN]],
    [{ kind: 'periods-since', of, threshold: 4 }, [3, 3, 0, Number.NaN]],
  ])('%j', (recipe, expected) => {
    expect(run(recipe)).toEqual(expected);
  });

  it('knows what it reads, and says what is missing', () => {
    const recipe: Recipe = {
      kind: 'max',
      of: [
        {
          kind: 'ratio',
          top: [
            ['a', 1],
            ['x', 1],
          ],
          bottom: [['a', 1]],
        },
      ],
    };
    expect(columnsOf(recipe)).toEqual(['a', 'x']);
    expect(() => compileRecipe(recipe, numbers)).toThrow('column x is missing, and the model needs it');
  });
});

describe('planFeatures', () => {
  const series = (stem: string) => [1, 2, 3, 4].map((n) => column(`${stem}${n}`, 1));
  const planned = planFeatures(
    [column('LIMIT', 1000), ...series('STATUS_'), ...series('BILL'), ...series('PAID')],
    'lowest',
  );
  const named = (name: string) => planned.find((feature) => feature.name === name);

  it('finds shares that go together: a payment answers the bill before it', () => {
    expect(named('share-paid:PAID1')?.recipe).toEqual({
      kind: 'ratio',
      top: [['PAID1', 1]],
      bottom: [['BILL2', 1]],
    });
    expect(named('used-share:BILL1')?.recipe).toEqual({
      kind: 'ratio',
      top: [['BILL1', 1]],
      bottom: [['LIMIT', 1]],
    });
    expect(named('new-debt:amount')?.recipe).toEqual({
      kind: 'ratio',
      top: [
        ['BILL1', 1],
        ['BILL2', -1],
        ['PAID1', 1],
      ],
    });
  });

  it('only the newest status has a direction, since what has been mended may speak for a customer', () => {
    expect(named('STATUS_1')).toMatchObject({ direction: 'raises', directionFrom: 0 });
    expect(named('STATUS_2')).toMatchObject({ direction: 'unknown' });
    expect(named('STATUS:worst')).toMatchObject({ direction: 'raises' });
    expect(named('STATUS:since-late')).toMatchObject({ direction: 'lowers' });
  });

  it('the trend of a steady rise is the rise', () => {
    const recipe = named('BILL:trend')!.recipe;
    const numbers = Object.fromEntries(
      [40, 30, 20, 10].map((value, at) => [`BILL${at + 1}`, Float64Array.of(value)]),
    );
    const out = new Float64Array(1);
    compileRecipe(recipe, numbers)(out, 0, 1);
    expect(out[0]).toBeCloseTo(10, 12);
  });

  it('no two features have one name', () => {
    expect(new Set(planned.map(({ name }) => name)).size).toBe(planned.length);
  });
});
