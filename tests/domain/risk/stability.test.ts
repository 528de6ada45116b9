import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureValues } from '../../../domain/risk/features/case-features.ts';
import type { CategoryTerm, NumberTerm } from '../../../domain/risk/model/schema.ts';
import { driftOf, psi, stabilityOf } from '../../../domain/risk/stability.ts';
import { groupsOf } from '../../../domain/risk/stability-groups.ts';
import { driftModel, populationOf } from './drift-model.ts';

describe('psi', () => {
  it('is that of a table worked out by hand', () => {
    // (0.1 - 0.2) ln(0.1 / 0.2) + (0.5 - 0.5) ln 1 + (0.4 - 0.3) ln(0.4 / 0.3)
    expect(psi([0.2, 0.5, 0.3], [0.1, 0.5, 0.4])).toBeCloseTo(0.0693147 + 0 + 0.0287682, 6);
    expect(psi([0.5, 0.5], [0.6, 0.4])).toBeCloseTo(0.0405465, 6);
  });

  it('counts nothing as one in ten thousand, on either side', () => {
    const expected = (0.1 - 0.0001) * Math.log(0.1 / 0.0001) + (0.9 - 1) * Math.log(0.9);
    expect(psi([0, 1], [0.1, 0.9])).toBeCloseTo(expected, 12);
    expect(psi([0.1, 0.9], [0, 1])).toBeCloseTo(expected, 12);
    expect(psi([0, 1], [0, 1])).toBe(0);
  });

  const shares = fc
    .array(fc.nat(1_000), { minLength: 1, maxLength: 20 })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts) => counts.map((count) => count / counts.reduce((a, b) => a + b)));

  it('is never below 0, and 0 for equal shares', () => {
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        expect(psi(a, a)).toBe(0);
        expect(psi(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is the same in both directions', () => {
    const pair = shares.chain((a) =>
      fc.tuple(fc.constant(a), fc.shuffledSubarray(a, { minLength: a.length })),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(psi(a, b)).toBeCloseTo(psi(b, a), 9);
      }),
    );
  });
});

describe('driftOf', () => {
  it.each([
    [0, 'stable'],
    [0.0999, 'stable'],
    [0.1, 'moved'],
    [0.25, 'moved'],
    [0.2501, 'drifted'],
  ] as const)('%d is %s', (index, drift) => {
    expect(driftOf(index)).toBe(drift);
  });
});

describe('groupsOf', () => {
  const worth = (share: number) => ({ share, points: 0, reason: '' });
  const number = (shares: readonly number[], missing = 0): NumberTerm => ({
    ...{ kind: 'number', name: 'x', label: 'x', family: 'x', direction: 'unknown', importance: 1 },
    recipe: { kind: 'column', column: 'x' },
    bins: shares.map((share, at) => ({ ...(at < shares.length - 1 && { below: at + 1 }), ...worth(share) })),
    missing: worth(missing),
  });

  it('puts neighbouring bins together until each group is about a tenth', () => {
    const groups = groupsOf(number(Array<number>(50).fill(0.02)))!;
    expect(groups.shares).toHaveLength(11);
    for (const share of groups.shares.slice(1)) expect(share).toBeCloseTo(0.1, 9);
    expect(groups.groupOf[0]).toBe(0);
    expect(groups.groupOf.slice(1, 12)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]);
  });

  it('leaves a value of many rows alone, and what is missing', () => {
    const groups = groupsOf(number([0.6, 0.01, 0.01, 0.18], 0.2))!;
    expect(groups.shares.map((share) => Number(share.toFixed(9)))).toEqual([0.2, 0.6, 0.02, 0.18]);
    expect(groups.words).toEqual(['x unknown', 'x below 1', 'x from 1 to below 3', 'x from 3']);
  });

  it('loses no share and no bin, whatever the bins', () => {
    const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(counts, fc.nat(500), (bins, missing) => {
        const all = bins.reduce((a, b) => a + b, missing) || 1;
        const { shares, groupOf, words } = groupsOf(
          number(
            bins.map((count) => count / all),
            missing / all,
          ),
        )!;
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(bins.reduce((a, b) => a + b, missing) / all, 9);
        expect(groupOf).toHaveLength(bins.length + 1);
        expect(new Set(groupOf)).toEqual(new Set(shares.keys()));
        expect(words).toHaveLength(shares.length);
        expect(shares.length).toBeLessThanOrEqual(11);
      }),
    );
  });

  it('puts rare texts together and keeps new ones apart', () => {
    const bins = [0.5, 0.45, 0.01, 0.01].map((share, at) => ({ values: [`t${at}`], ...worth(share) }));
    const term: CategoryTerm = {
      ...{ kind: 'category', name: 'c', label: 'c', family: 'c', importance: 1, bins },
      ...{ missing: worth(0.01), unseen: worth(0.02) },
    };
    expect(groupsOf(term)).toEqual({
      shares: [0.01, 0.5, 0.45, 0.02, 0.02],
      words: ['c unknown', 'c t0', 'c t1', 'c of the rare ones', 'c of the new ones'],
      groupOf: [0, 1, 2, 3, 3, 4],
    });
  });
});

describe('stabilityOf', () => {
  const content = driftModel();

  function measured(rows: readonly FeatureValues[]) {
    const stability = stabilityOf(content, rows);
    if (stability.kind !== 'measured') throw new Error(stability.why);
    return stability.measured;
  }
  const of = (name: string, rows: readonly FeatureValues[]) =>
    measured(rows).find((one) => one.name === name)!;

  it('is 0 where the loans of now are as at training', () => {
    const same = measured(populationOf(1_000));
    expect(same.map(({ name }) => name).sort()).toEqual([
      'brokenPromises',
      'daysPastDue',
      'product',
      'score',
    ]);
    for (const { psi: index, drift } of same) {
      expect(index).toBeCloseTo(0, 9);
      expect(drift).toBe('stable');
    }
    expect(same[0]!.name).toBe('score');
  });

  it('is large where all loans are late, and says what moved', () => {
    const later = populationOf(1_000).map((row) => ({ ...row, daysPastDue: 100 }));
    expect(of('daysPastDue', later)).toMatchObject({
      drift: 'drifted',
      label: 'days past due',
      most: 'days past due from 60: 100 % now, 20 % at training',
    });
    expect(of('score', later).drift).toBe('drifted');
    expect(of('brokenPromises', later).psi).toBeCloseTo(0, 9);
  });

  it('counts values that are not known any more, and texts that are new', () => {
    const rows = populationOf(1_000).map((row) => ({
      ...row,
      brokenPromises: null,
      product: 'new',
    }));
    expect(of('brokenPromises', rows).most).toBe('broken promises unknown: 100 % now, 0.0 % at training');
    expect(of('product', rows).most).toBe('product of the new ones: 100 % now, 0.0 % at training');
  });

  it('names the features that moved most first', () => {
    const rows = populationOf(1_000).map((row, at) => ({
      ...row,
      product: 'new',
      ...(at % 10 === 0 && { brokenPromises: null }),
    }));
    expect(measured(rows).map(({ name }) => name)).toEqual([
      'score',
      'product',
      'brokenPromises',
      'daysPastDue',
    ]);
  });

  it('counts every row once, beyond one block of the scorer too', () => {
    const rows = populationOf(5_000);
    expect(stabilityOf(content, rows)).toMatchObject({ kind: 'measured', rows: 5_000 });
    for (const { psi: index } of measured(rows)) expect(index).toBeCloseTo(0, 9);
  });

  it('says nothing of a few loans', () => {
    expect(stabilityOf(content, populationOf(200).slice(1))).toEqual({
      kind: 'too-few',
      rows: 199,
      why: '199 days of overdue loans are too few to compare with those of training: it takes 200',
    });
    expect(stabilityOf(content, populationOf(200)).kind).toBe('measured');
  });
});

it('sees amounts in another currency than the model’s as not known', () => {
  const text = JSON.stringify(driftModel()).replaceAll('daysPastDue', 'principalMinor');
  const content = { ...(JSON.parse(text) as ReturnType<typeof driftModel>), amountsIn: 'CNY' };
  const rows = populationOf(400).map(({ daysPastDue = null, ...row }) => ({
    ...row,
    principalMinor: daysPastDue,
  }));
  const movedOf = (currency: string) => {
    const stability = stabilityOf(
      content,
      rows.map((row) => ({ ...row, currency })),
    );
    if (stability.kind !== 'measured') throw new Error(stability.why);
    return stability.measured.find(({ name }) => name === 'principalMinor')?.psi;
  };
  expect(movedOf('CNY')).toBeCloseTo(0, 9);
  expect(movedOf('USD')).toBeGreaterThan(1);
});
