import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  normalCdf,
  normalQuantile,
  studentCdf,
  studentPValue,
  studentQuantile,
} from '../../../domain/statistics/distributions.ts';
import { incompleteBeta, logGamma } from '../../../domain/statistics/special.ts';

/** Relative to the value: what tables give. */
function expectNear(value: number, known: number, relative = 1e-9) {
  expect(Math.abs(value - known)).toBeLessThanOrEqual(relative * Math.abs(known) + 1e-300);
}

describe('the normal distribution, as tables have it', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.959963984540054, 0.975],
    [2.5, 0.9937903346742238],
    [-3, 0.0013498980316300933],
    [-6, 9.865876450376946e-10],
  ])('up to %d', (z, p) => expectNear(normalCdf(z), p));

  it.each([
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.001, -3.090232306167813],
  ])('the quantile of %d', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 9));

  it.each([0, 1, -0.1, Number.NaN])('%d has no quantile', (p) =>
    expect(() => normalQuantile(p)).toThrow('between 0 and 1'),
  );
});

describe('Student’s t, as tables have it', () => {
  it.each([
    [0.975, 1, 12.706204736174698],
    [0.975, 2, 4.302652729749462],
    [0.975, 10, 2.2281388519649385],
    [0.95, 30, 1.6972608943617378],
    [0.995, 120, 2.6174211477017066],
  ])('the quantile of %d with %d degrees of freedom', (p, degrees, t) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(t, 7);
  });

  it.each([
    [1, 1, 0.75],
    [2, 5, 0.9490302605850709],
    [-2, 5, 0.0509697394149291],
  ])('up to %d with %d degrees', (t, degrees, p) => expectNear(studentCdf(t, degrees), p));

  test('with many degrees of freedom it is the normal one', () => {
    expect(studentCdf(1.3, 1e7)).toBeCloseTo(normalCdf(1.3), 6);
    expect(studentPValue(1.959963984540054, Infinity)).toBeCloseTo(0.05, 12);
  });

  test('quantile and probability undo each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (p, degrees) => {
          expect(studentCdf(studentQuantile(p, degrees), degrees)).toBeCloseTo(p, 9);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what they are made of', () => {
  it.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [101, 363.73937555556347],
  ])('logGamma(%d)', (x, known) => expect(logGamma(x)).toBeCloseTo(known, 9));

  it.each([
    [0.5, 2, 2, 0.5],
    [0.25, 1, 1, 0.25],
    [0.3, 2, 1, 0.09],
    [0, 3, 4, 0],
    [1, 3, 4, 1],
  ])('incompleteBeta(%d, %d, %d)', (x, a, b, known) =>
    expect(incompleteBeta(x, a, b)).toBeCloseTo(known, 12),
  );
});
