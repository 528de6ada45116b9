import type { IsoDate } from '../calendar.ts';
import type { MacroLevel } from '../case/state.ts';
import type { Instalment } from '../delinquency.ts';

/** What was paid on one day where the loan is; a payment that was taken back is there twice, once below zero. */
export interface DayPayment {
  paidOn: IsoDate;
  /** minor units */
  amountMinor: number;
}

/** A rating of the customer; higher is better. */
export interface DatedRating {
  source: string;
  asOf: IsoDate;
  score: number;
}

/** All that the customer owed elsewhere on a day. */
export interface DatedDebt {
  asOf: IsoDate;
  totalMinor: number;
}

/**
 * What the bank knew of a loan and its customer on one day that bears on repayment: the same for a case that is scored now
 * and for a day of the past that a model is learnt from. Features are made of it, see features/case-features.ts.
 */
export interface RiskFacts {
  /** date where the loan is; nothing in here is from later */
  asOf: IsoDate;
  loan: {
    product: string;
    secured: boolean;
    /** ISO 4217, of all minor units here */
    currency: string;
    /** principal or credit limit, minor units */
    principalMinor: number;
    originatedOn: IsoDate;
    termMonths: number | null;
    /** 0.18 is 18 % a year */
    annualRate: number;
  };
  customer: {
    /** minor units of the loan's currency; null: unknown */
    annualIncomeMinor: number | null;
    /** protected: in a model only where a compliance officer has allowed it */
    birthDate: IsoDate | null;
    /** BCP 47; protected like the date of birth */
    language: string;
  };
  /** due by `asOf`, oldest first */
  instalments: readonly Instalment[];
  /** by `asOf`, oldest first */
  payments: readonly DayPayment[];
  /** of two years, newest first */
  ratings: readonly DatedRating[];
  /** of two years, newest first */
  externalDebts: readonly DatedDebt[];
  /** newest alert of the region; null: none */
  macro: MacroLevel | null;
  /** of all cases of the loan so far */
  promises: { kept: number; broken: number };
  /** of the last 180 days with the customer: contacts that left, those that reached the customer, those refused or hung up on */
  contacts: { tried: number; reached: number; refused: number };
}
