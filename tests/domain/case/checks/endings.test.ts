import { describe, expect, it } from 'vitest';
import { checkChangeStrategy } from '../../../../domain/case/checks/change-strategy.ts';
import { checkClose } from '../../../../domain/case/checks/close.ts';
import { checkExport, type ExportPurpose } from '../../../../domain/case/checks/export.ts';
import { checkReopen } from '../../../../domain/case/checks/reopen.ts';
import { checkSettlement } from '../../../../domain/case/checks/settlement.ts';
import type { Hold } from '../../../../domain/case/hold.ts';
import type { CLOSE_REASONS, CaseState, OpenAsk } from '../../../../domain/case/state.ts';
import type { ContactId, LegalId, TaskId } from '../../../../domain/ids.ts';
import { caseState, NOW } from '../../fixtures.ts';

const ruleOf = (rejection: { rule: string; message: string } | undefined) => {
  expect(rejection?.message ?? 'a sentence.').toMatch(/\.$/);
  return rejection?.rule;
};
const hold = (kind: Hold['kind']): Hold => ({ kind, sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor' });
const closed = (reason: (typeof CLOSE_REASONS)[number]): Partial<CaseState> => ({
  stage: 'closed',
  closed: { reason, atMs: NOW },
});
const settlement = { id: 's', amountMinor: 40_000, dueOn: '2026-11-10', madeAtMs: NOW };
const asked: OpenAsk = {
  ...{ taskId: 'T-1' as TaskId, kind: 'settlement-approval', dueAtMs: NOW + 1, persons: 1 },
  ...{ askedBy: 'collector-1', approvedBy: [], about: { kind: 'settlement-approval', offer: settlement } },
};
const legalAction = { id: 'L000001-1' as LegalId, ordinal: 1, approvedBy: ['a'] };

describe('checkSettlement', () => {
  it.each<[string, number, string, Partial<CaseState>, string | undefined]>([
    ['for today', 40_000, '2026-11-01', {}, undefined],
    ['in grace', 40_000, '2026-11-10', { holds: [hold('grace')] }, undefined],
    ['legal action is approved, not opened', 40_000, '2026-11-10', { legalAction }, undefined],
    [
      'legal action has ended',
      40_000,
      '2026-11-10',
      { legalAction: { ...legalAction, openedAtMs: NOW, ended: 'withdrawn' } },
      undefined,
    ],
    [
      'legal action is under way',
      40_000,
      '2026-11-10',
      { legalAction: { ...legalAction, openedAtMs: NOW } },
      'SettlementOpen',
    ],
    ['for yesterday', 40_000, '2026-10-31', {}, 'SettlementInThePast'],
    ['one minor unit less than all', 49_999, '2026-11-10', {}, undefined],
    ['for all', 50_000, '2026-11-10', {}, 'SettlementExceedsClaim'],
    ['one stands', 30_000, '2026-11-10', { settlement }, 'SettlementOpen'],
    ['one is being decided', 30_000, '2026-11-10', { asks: [asked] }, 'SettlementOpen'],
    [
      'a plan or grace is being decided',
      30_000,
      '2026-11-10',
      { holds: [hold('hardship-review')] },
      'PlanUnderReview',
    ],
    ['in a moratorium', 30_000, '2026-11-10', { holds: [hold('moratorium')] }, 'NoSettlementNow'],
    ['in bankruptcy', 30_000, '2026-11-10', { holds: [hold('bankruptcy')] }, 'NoSettlementNow'],
    ['after a death', 30_000, '2026-11-10', { holds: [hold('deceased-review')] }, 'NoSettlementNow'],
    ['restructured', 30_000, '2026-11-10', { holds: [hold('restructuring')] }, 'NoSettlementNow'],
    ['nothing owed', 1, '2026-11-10', { arrearsMinor: 0 }, 'NothingOwed'],
    ['closed', 40_000, '2026-11-10', closed('settled'), 'CaseClosed'],
  ])('%s', (_name, amountMinor, dueOn, changes, rule) => {
    expect(ruleOf(checkSettlement(caseState(changes), { amountMinor, dueOn }, NOW))).toBe(rule);
  });
});

describe('checkClose', () => {
  it.each(['restructured', 'settled', 'written-off', 'recalled'] as const)(
    'as %s needs no consent',
    (reason) => {
      expect(ruleOf(checkClose(caseState(), { reason }))).toBeUndefined();
    },
  );

  it('as sold needs it said that the customer was notified and has consented', () => {
    for (const consent of [undefined, false]) {
      expect(ruleOf(checkClose(caseState(), { reason: 'sold', consent }))).toBe('SaleWithoutConsent');
    }
    expect(checkClose(caseState(), { reason: 'sold', consent: true })).toBeUndefined();
  });

  it('once', () => {
    expect(ruleOf(checkClose(caseState(closed('cured')), { reason: 'settled' }))).toBe('CaseClosed');
  });
});

it.each<[ExportPurpose, boolean, string | undefined]>([
  ['sale', false, 'SaleWithoutConsent'],
  ['sale', true, undefined],
  ['agency', false, undefined],
  ['court', false, undefined],
])('checkExport for a %s, consent %s', (purpose, consent, rule) => {
  expect(ruleOf(checkExport({ purpose, consent }))).toBe(rule);
});

describe('checkChangeStrategy', () => {
  const pending = { contactId: 'c' as ContactId, channel: 'sms', reservedAtMs: NOW } as const;
  const openCall = { callId: 'c' as ContactId, by: 'collector-1', reservedAtMs: NOW, untilMs: NOW + 1 };
  it.each<[string, Partial<CaseState>, string, string | undefined]>([
    ['another version', {}, 'cn-retail@2', undefined],
    ['the one it has', {}, 'cn-retail@1', 'StrategyUnchanged'],
    ['a message is on its way', { pending }, 'cn-retail@2', 'ContactUnderWay'],
    ['a collector is on the phone', { openCall }, 'cn-retail@2', 'ContactUnderWay'],
    ['closed', closed('sold'), 'cn-retail@2', 'CaseClosed'],
  ])('%s', (_name, changes, strategy, rule) => {
    expect(ruleOf(checkChangeStrategy(caseState(changes), { strategy }))).toBe(rule);
  });
});

describe('checkReopen', () => {
  it.each<[string, Partial<CaseState>, number, string | undefined]>([
    ['written off', closed('written-off'), 1, undefined],
    ['recalled', closed('recalled'), 1, undefined],
    ['sold and bought back', closed('sold'), 1, undefined],
    ['settled by hand', closed('settled'), 1, undefined],
    ['settled by what was paid', { ...closed('settled'), settlement }, 1, 'NotEndedByDecision'],
    ['cured', closed('cured'), 1, 'NotEndedByDecision'],
    ['nothing overdue', closed('recalled'), 0, 'NothingOwed'],
    ['open', {}, 1, 'CaseStillOpen'],
  ])('%s', (_name, changes, arrearsMinor, rule) => {
    expect(ruleOf(checkReopen(caseState(changes), arrearsMinor))).toBe(rule);
  });
});
