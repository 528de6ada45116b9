import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, formatMoney, minorDigits, parseMinor, shareOf } from '../../domain/money.ts';

const currency = fc.constantFrom('CNY', 'USD', 'JPY', 'KRW', 'KWD', 'OMR');
const minor = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

describe('parseMinor', () => {
  it('reads back what formatMinor writes', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(parseMinor(formatMinor(amount, code), code)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  it.each([
    ['123.45', 'CNY', 12345],
    ['0.1', 'CNY', 10],
    ['0.07', 'CNY', 7],
    ['1.1000', 'CNY', 110],
    ['-0.00', 'CNY', 0],
    ['-12.30', 'CNY', -1230],
    ['007', 'CNY', 700],
    ['500', 'JPY', 500],
    ['500.0', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'CNY', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %d minor units', (text, code, expected) => {
    expect(Object.is(parseMinor(text, code), expected)).toBe(true);
  });

  it.each([
    ['', 'CNY'],
    ['.5', 'CNY'],
    ['5.', 'CNY'],
    ['1,000.00', 'CNY'],
    ['+1', 'CNY'],
    ['1e3', 'CNY'],
    [' 1', 'CNY'],
    ['0.001', 'CNY'],
    ['0.5', 'JPY'],
    ['90071992547409.92', 'CNY'],
    ['１', 'CNY'],
  ])('refuses %j in %s', (text, code) => {
    expect(() => parseMinor(text, code)).toThrow(expect.objectContaining({ type: 'InvalidInput' }));
  });
});

describe('minorDigits', () => {
  it.each([
    ['CNY', 2],
    ['JPY', 0],
    ['XOF', 0],
    ['TND', 3],
  ])('%s has %d', (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });
});

describe('formatMoney', () => {
  it.each([
    [123456789, 'CNY', 'CNY 1,234,567.89'],
    [5, 'CNY', 'CNY 0.05'],
    [-123456, 'CNY', 'CNY -1,234.56'],
    [100000, 'JPY', 'JPY 100,000'],
    [99999, 'CNY', 'CNY 999.99'],
  ])('%d %s is %s', (amount, code, text) => {
    expect(formatMoney(amount, code)).toBe(text);
  });
});

describe('shareOf', () => {
  it('is a whole number between nothing and all', () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.double({ min: 0, max: 1, noNaN: true }), (amount, share) => {
        const part = shareOf(amount, share);
        expect(Number.isInteger(part) && part >= 0 && part <= amount).toBe(true);
      }),
    );
  });

  it('rounds half up', () => {
    expect(shareOf(5, 0.5)).toBe(3);
    expect(shareOf(50_000, 0.2)).toBe(10_000);
  });
});
