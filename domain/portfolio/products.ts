import type { Random } from './random.ts';

/** What the bank of a made-up portfolio lends. */
export interface Product {
  product: string;
  /** share of loans, any unit */
  weight: number;
  /** major units, from and to */
  principal: readonly [number, number];
  annualRate: readonly [number, number];
  /** months; null for a card, which has a limit and monthly bills */
  terms: readonly number[] | null;
  secured: boolean;
}

export const PRODUCTS: readonly Product[] = [
  {
    product: 'credit_card',
    weight: 50,
    principal: [10_000, 120_000],
    annualRate: [0.1825, 0.1825],
    terms: null,
    secured: false,
  },
  {
    product: 'personal_loan',
    weight: 22,
    principal: [20_000, 200_000],
    annualRate: [0.065, 0.149],
    terms: [12, 24, 36],
    secured: false,
  },
  {
    product: 'car_loan',
    weight: 12,
    principal: [60_000, 260_000],
    annualRate: [0.042, 0.078],
    terms: [24, 36, 60],
    secured: true,
  },
  {
    product: 'consumer_instalment',
    weight: 11,
    principal: [3_000, 20_000],
    annualRate: [0, 0.12],
    terms: [6, 12],
    secured: false,
  },
  {
    product: 'micro_business_loan',
    weight: 5,
    principal: [50_000, 300_000],
    annualRate: [0.05, 0.12],
    terms: [12, 24],
    secured: false,
  },
];

/** @returns a product, as often as its weight says */
export function pickProduct({ next }: Random): Product {
  const total = PRODUCTS.reduce((sum, { weight }) => sum + weight, 0);
  let at = next() * total;
  for (const product of PRODUCTS) {
    at -= product.weight;
    if (at < 0) return product;
  }
  throw new RangeError('there are no products');
}

/** @returns a rounded amount between two, small ones more often; major units */
export function pickPrincipal({ principal: [from, to] }: Product, { next }: Random): number {
  return Math.round((from + (to - from) * next() ** 2) / 1000) * 1000;
}

/** @returns the yearly rate, to the hundredth of a per cent */
export function pickRate({ annualRate: [from, to] }: Product, { next }: Random): number {
  return Math.round((from + (to - from) * next()) * 10_000) / 10_000;
}
