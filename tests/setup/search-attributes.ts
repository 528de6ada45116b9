import type { SearchAttributeType } from '../../config/embedded/temporal.ts';

/** What the tests' dev server knows from its start. */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, SearchAttributeType>> = {
  LoanId: 'Keyword',
  CustomerId: 'Keyword',
  CaseStage: 'Keyword',
  CaseHold: 'KeywordList',
  RiskTier: 'Keyword',
  DaysPastDue: 'Int',
  Region: 'Keyword',
  Team: 'Keyword',
  Collector: 'Keyword',
  StrategyVersion: 'Keyword',
  NextActionAt: 'Datetime',
};
