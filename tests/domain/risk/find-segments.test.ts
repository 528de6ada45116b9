import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../domain/portfolio/random.ts';
import { caseFeature, type FeatureValues } from '../../../domain/risk/features/case-features.ts';
import { findSegments } from '../../../domain/risk/find-segments.ts';
import { segmentOf } from '../../../domain/risk/segment.ts';
import { SEGMENT_BEHAVIOUR } from '../../../domain/risk/segment-behaviour.ts';
import { segmentNames } from '../../../domain/risk/segment-names.ts';
import { Silhouette } from '../../../domain/risk/segment-silhouette.ts';
import { segmentationSchema } from '../../../domain/risk/segmentation.ts';

/** Values round a centre, in the feature's own unit. */
type Kind = Readonly<Record<string, readonly [mean: number, spread: number]>>;

const STEADY: Kind = { quarterPaidShare: [0.95, 0.04], timesPastDue: [0.5, 0.4], contactsReached: [6, 1] };
const GONE: Kind = { quarterPaidShare: [0.1, 0.05], timesPastDue: [4, 0.6], contactsReached: [0.5, 0.4] };
const TALKERS: Kind = { quarterPaidShare: [0.3, 0.06], timesPastDue: [4, 0.6], contactsReached: [12, 1.5] };

function loans(kinds: readonly Kind[], count: number, seed = 'loans'): FeatureValues[] {
  const draws = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draws.next())) * Math.cos(2 * Math.PI * draws.next());
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(
      Object.entries(kinds[at % kinds.length]!).map(([name, [mean, spread]]) => [
        name,
        mean + spread * normal(),
      ]),
    ),
  );
}

function found(rows: readonly FeatureValues[], seed = 1) {
  const { segmentation, why } = findSegments({ rows, seed });
  if (segmentation === null) throw new Error(why);
  return segmentation;
}

describe('findSegments', () => {
  it.each([
    ['two kinds', [STEADY, GONE], 2],
    ['three kinds', [STEADY, GONE, TALKERS], 3],
  ])('%s of customers are found again', (_, kinds, count) => {
    const rows = loans(kinds, 900);
    const segmentation = found(rows);
    expect(segmentation.segments).toHaveLength(count);
    expect(segmentationSchema.parse(segmentation)).toEqual(segmentation);
    for (const { share } of segmentation.segments) expect(share).toBeCloseTo(1 / count, 2);
    const ids = rows.map((row) => segmentOf(segmentation, row));
    for (const [at, id] of ids.entries()) expect(id).toBe(ids[at % count]);
    expect(new Set(ids.slice(0, count)).size).toBe(count);
  });

  it('chooses the k of the highest mean silhouette, and says what the others had', () => {
    const { silhouette } = found(loans([STEADY, GONE, TALKERS], 900));
    expect(silhouette.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const best = silhouette.reduce((a, b) => (b.mean > a.mean ? b : a));
    expect(best.k).toBe(3);
    expect(best.mean).toBeGreaterThan(0.6);
  });

  it('says in the name what sets a segment apart', () => {
    const segmentation = found(loans([STEADY, GONE, TALKERS], 900));
    const called = (kind: Kind) => {
      const centre = Object.fromEntries(Object.entries(kind).map(([name, [mean]]) => [name, mean]));
      const id = segmentOf(segmentation, centre);
      return segmentation.segments.find((segment) => segment.id === id);
    };
    expect(called(STEADY)).toMatchObject({
      id: 'pays-much-seldom-late',
      name: 'pays much of what falls due, seldom late',
    });
    expect(called(GONE)?.id).toContain('seldom-reached');
    expect(called(TALKERS)?.id).toContain('often-reached');
  });

  it('is the same for the same rows and seed, and finds the same segments from other rows of the kind', () => {
    const rows = loans([STEADY, GONE, TALKERS], 900);
    expect(found(rows)).toEqual(found(rows));
    const ids = (of: ReturnType<typeof found>) => of.segments.map(({ id }) => id).sort();
    expect(ids(found(loans([STEADY, GONE, TALKERS], 900, 'others'), 7))).toEqual(ids(found(rows)));
  });

  it('gives the shares that segmentOf gives', () => {
    const rows = loans([STEADY, STEADY, GONE, TALKERS], 1_000);
    const segmentation = found(rows);
    for (const { id, share } of segmentation.segments) {
      const given = rows.filter((row) => segmentOf(segmentation, row) === id).length;
      expect(share).toBeCloseTo(given / rows.length, 4);
    }
    expect(segmentation.segments[0]!.share).toBeGreaterThan(0.4);
  });

  it('is not led astray by a few wild values, nor by missing ones', () => {
    const rows = loans([STEADY, GONE], 1_000).map((row, at) => {
      if (at % 200 === 0) return { ...row, timesPastDue: 1_000_000 };
      return at % 7 === 0 ? { ...row, contactsReached: null } : row;
    });
    const { segments, features } = found(rows);
    expect(segments).toHaveLength(2);
    expect(features.find(({ name }) => name === 'timesPastDue')!.mean).toBeLessThan(5);
  });

  it('leaves out what is mostly unknown, constant or a text', () => {
    const rows = loans([STEADY, GONE], 400).map((row, at) => ({
      ...row,
      keptPromises: at % 3 === 0 ? at % 5 : null,
      brokenPromises: 0.1,
      contactsRefused: 'many',
    }));
    expect(found(rows).features.map(({ name }) => name)).toEqual([
      'quarterPaidShare',
      'timesPastDue',
      'contactsReached',
    ]);
  });

  it.each([
    ['too few rows', loans([STEADY, GONE], 199), /199 rows are too few for segments: it takes 200/],
    [
      'rows that are all the same',
      Array.from({ length: 300 }, () => ({ timesPastDue: 2 })),
      /no feature .* differs/,
    ],
    ['rows without features', Array.from({ length: 300 }, () => ({})), /no feature .* differs/],
  ])('finds nothing in %s, and says why', (_, rows, why) => {
    const nothing = findSegments({ rows, seed: 1 });
    expect(nothing.segmentation).toBeNull();
    expect(nothing.why).toMatch(why);
  });

  it('finds nothing where all shade into each other', () => {
    const blob: Kind = Object.fromEntries(SEGMENT_BEHAVIOUR.map(({ name }) => [name, [0, 1] as const]));
    const { segmentation, why } = findSegments({ rows: loans([blob], 1_000), seed: 1 });
    expect(segmentation).toBeNull();
    expect(why).toMatch(/^no groups stand apart: the best mean silhouette is 0\.\d\d, and it takes 0\.25$/);
  });

  it('makes no segment of a handful of loans', () => {
    const { segmentation, why } = findSegments({
      rows: [...loans([STEADY], 990), ...loans([GONE], 10)],
      seed: 1,
    });
    expect(segmentation).toBeNull();
    expect(why).toContain('no groups stand apart');
    expect(found([...loans([STEADY], 950), ...loans([GONE], 50)]).segments.map(({ share }) => share)).toEqual(
      [0.95, 0.05],
    );
  });

  it('copes with fewer different rows than segments', () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ timesPastDue: at % 2, contactsReached: at % 2 }));
    expect(found(rows).segments.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});

describe('segmentOf', () => {
  const segmentation = found(loans([STEADY, GONE, TALKERS], 900));

  it('puts what is not known at the mean, and what is no number there too', () => {
    const { features } = segmentation;
    const atMean = Object.fromEntries(features.map(({ name, mean }) => [name, mean]));
    expect(segmentOf(segmentation, {})).toBe(segmentOf(segmentation, atMean));
    expect(segmentOf(segmentation, { timesPastDue: 'x', contactsReached: Number.NaN })).toBe(
      segmentOf(segmentation, atMean),
    );
  });

  it('always names one of the segments', () => {
    const value = fc.oneof(fc.double(), fc.constant(null), fc.string());
    const ids = segmentation.segments.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.record({ quarterPaidShare: value, timesPastDue: value, contactsReached: value }),
        (values) => {
          expect(ids).toContain(segmentOf(segmentation, values));
        },
      ),
    );
  });
});

describe('segment names', () => {
  const behaviours = SEGMENT_BEHAVIOUR.filter(({ name }) =>
    ['quarterPaidShare', 'yearPaidShare', 'timesPastDue', 'contactsReached'].includes(name),
  );
  const idsOf = (...centres: number[][]) => segmentNames(behaviours, centres).map(({ id }) => id);

  it('speak of one of two features that say the same', () => {
    expect(idsOf([2, 1.9, -0.5, 0])).toEqual(['pays-much-seldom-late']);
  });

  it('do not depend on which of two features is a little farther out', () => {
    expect(idsOf([1.2, 0, -1.1, 0])).toEqual(idsOf([1.1, 0, -1.2, 0]));
  });

  it('say more where two would be called the same', () => {
    expect(idsOf([1, 0, -1, 0.8], [1.2, 0, -1.1, -0.9])).toEqual([
      'pays-much-seldom-late-often-reached',
      'pays-much-seldom-late-seldom-reached',
    ]);
  });

  it('count where nothing else tells them apart', () => {
    expect(idsOf([1, 0, 0, 0], [2, 0, 0, 0])).toEqual(['pays-much', 'pays-much-2']);
  });

  it('say so of the middle', () => {
    expect(segmentNames(behaviours, [[0.1, 0, -0.2, 0]])).toEqual([
      { id: 'like-most', name: 'behaves like most' },
    ]);
  });

  it('are kebab-case and unique whatever the centres', () => {
    const centre = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(centre, { minLength: 2, maxLength: 8 }), (centres) => {
        const ids = idsOf(...centres);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('the behaviour that segments are made of', () => {
  it.each(SEGMENT_BEHAVIOUR.map(({ name }) => [name]))(
    '%s is a number of the case and not protected',
    (name) => {
      expect(caseFeature(name)).toMatchObject({ kind: 'number' });
      expect(caseFeature(name)?.protectedAttribute).toBeUndefined();
    },
  );
});

describe('silhouette', () => {
  it('is that of the definition', () => {
    // a = 1 for all; b of 0 and 5 is 4.5 and of 1 and 4 is 3.5.
    const [outer, inner] = [3.5 / 4.5, 2.5 / 3.5];
    expect(new Silhouette([[0], [1], [4], [5]]).mean([0, 0, 1, 1], 2)).toBeCloseTo((outer + inner) / 2, 12);
  });

  it('counts a point alone in its cluster as 0', () => {
    expect(new Silhouette([[0], [1], [9]]).mean([0, 0, 1], 2)).toBeCloseTo((8 / 9 + 7 / 8) / 3, 12);
  });
});
