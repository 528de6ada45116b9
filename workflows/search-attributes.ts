import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributePair, SearchAttributeUpdatePair } from '@temporalio/common';
import type { Instruction } from '../domain/case/decision.ts';
import { daysLate } from '../domain/case/days-late.ts';
import type { CaseState } from '../domain/case/state.ts';

const SERVER_TYPES = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
} as const;

/** The search attributes of cases, by which people list them in the Temporal UI. */
export const searchAttributeKeys = {
  loanId: defineSearchAttributeKey('LoanId', 'KEYWORD'),
  customerId: defineSearchAttributeKey('CustomerId', 'KEYWORD'),
  caseStage: defineSearchAttributeKey('CaseStage', 'KEYWORD'),
  caseHold: defineSearchAttributeKey('CaseHold', 'KEYWORD_LIST'),
  riskTier: defineSearchAttributeKey('RiskTier', 'KEYWORD'),
  daysPastDue: defineSearchAttributeKey('DaysPastDue', 'INT'),
  region: defineSearchAttributeKey('Region', 'KEYWORD'),
  team: defineSearchAttributeKey('Team', 'KEYWORD'),
  collector: defineSearchAttributeKey('Collector', 'KEYWORD'),
  strategyVersion: defineSearchAttributeKey('StrategyVersion', 'KEYWORD'),
  nextActionAt: defineSearchAttributeKey('NextActionAt', 'DATETIME'),
} as const;

/** Attribute names and types as the server registers them. */
export const searchAttributeTypes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(searchAttributeKeys).map((key) => [key.name, SERVER_TYPES[key.type]]),
);

/** What a case shows of itself in lists. */
export interface CaseAttributes {
  loanId: string;
  customerId: string;
  stage: string;
  holds: string[];
  tier: string;
  daysPastDue: number;
  region: string;
  strategy: string;
  /** absent: given to nobody in particular */
  team?: string;
  collector?: string;
  nextActionAt: Date | null;
}

/** @param now epoch milliseconds, business time */
export function attributesOf(state: CaseState, next: Instruction, now: number): CaseAttributes {
  return {
    loanId: state.loanId,
    customerId: state.customerId,
    stage: state.stage,
    holds: state.holds.map((hold) => hold.kind),
    tier: state.tier,
    daysPastDue: daysLate(state, now),
    region: state.region,
    strategy: state.strategy,
    ...(state.team !== undefined && { team: state.team }),
    ...(state.collector !== undefined && { collector: state.collector }),
    nextActionAt: next.kind === 'wait' ? new Date(next.untilMs) : null,
  };
}

/** @returns the attributes for a start; an empty list is not written, an index of it would cost as much as a full one */
export function attributePairs(attributes: CaseAttributes): SearchAttributePair[] {
  const keys = searchAttributeKeys;
  return [
    { key: keys.loanId, value: attributes.loanId },
    { key: keys.customerId, value: attributes.customerId },
    { key: keys.caseStage, value: attributes.stage },
    { key: keys.riskTier, value: attributes.tier },
    { key: keys.daysPastDue, value: attributes.daysPastDue },
    { key: keys.region, value: attributes.region },
    { key: keys.strategyVersion, value: attributes.strategy },
    ...(attributes.team === undefined ? [] : [{ key: keys.team, value: attributes.team }]),
    ...(attributes.collector === undefined ? [] : [{ key: keys.collector, value: attributes.collector }]),
    ...(attributes.holds.length > 0 ? [{ key: keys.caseHold, value: attributes.holds }] : []),
    ...(attributes.nextActionAt ? [{ key: keys.nextActionAt, value: attributes.nextActionAt }] : []),
  ];
}

/** @returns the attributes for an upsert of all of them at once; what a case has no more is unset */
export function attributeUpdates(attributes: CaseAttributes): SearchAttributeUpdatePair[] {
  const { nextActionAt, caseHold } = searchAttributeKeys;
  return [
    ...attributePairs(attributes),
    ...(attributes.nextActionAt ? [] : [{ key: nextActionAt, value: null }]),
    ...(attributes.holds.length > 0 ? [] : [{ key: caseHold, value: null }]),
  ];
}
