import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { explain } from '../../../../domain/case/status/explain.ts';
import { sayStatus } from '../../../../domain/case/status/say.ts';
import type { TaskId } from '../../../../domain/ids.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState, NOW, promisedState } from '../../fixtures.ts';

function decided(state: CaseState, events: CaseEvent[] = [], now = NOW) {
  const facts = caseFacts();
  return decide({ state, events, facts, strategy: cnRetail, scorer: expertScorer, now });
}

function explained(state: CaseState, events: CaseEvent[] = [], now = NOW) {
  const { state: after, instruction } = decided(state, events, now);
  if (!after) throw new Error('no case');
  return explain(after, instruction);
}

const rested = (changes: Partial<CaseState> = {}) =>
  caseState({ notBefore: { atMs: NOW - 1, why: 'w' }, ...changes });

describe('what a case is waiting for', () => {
  it('the next rung: when, by which strategy, and the rung after it', () => {
    const said = explained(rested());
    expect(said).toMatchObject({
      doing: 'waiting',
      waitingFor: { kind: 'rung', do: 'remind', channel: 'sms', ordinal: 1, day: 3 },
      sinceMs: NOW,
      reason: { kind: 'strategy', day: 3 },
      holds: [],
      tasks: [],
      then: { what: { kind: 'rung', do: 'remind', channel: 'email', ordinal: 2, day: 7 } },
    });
    expect(said.then?.atMs).toBeGreaterThan(said.untilMs ?? Infinity);
  });

  it('a promise: what was promised, by when, who owns the hold, and how it is judged', () => {
    const promised = promisedState([{ dueOn: '2026-11-05', amountMinor: 50_000 }]);
    expect(explained(promised)).toMatchObject({
      waitingFor: { kind: 'promise-reminder' },
      holds: [
        {
          ...{ kind: 'promise', owner: 'collector-1', suspends: true, amountMinor: 50_000 },
          ...{ dueOn: '2026-11-05', sinceMs: NOW, untilMs: beijing('2026-11-07', '23:59') },
        },
      ],
      then: { what: { kind: 'judge-promise' }, atMs: beijing('2026-11-08', '00:00') },
    });
  });

  it('after the last thing that is planned the ladder goes on, at an instant that is not known yet', () => {
    const said = explained(rested(), [{ type: 'dispute', id: 'd', by: 'c', subject: 'not mine' }]);
    expect(said).toMatchObject({
      waitingFor: { kind: 'hold-end', hold: 'dispute' },
      holds: [{ kind: 'dispute', suspends: true }],
      tasks: [{ kind: 'dispute-resolution', dueMs: said.untilMs }],
      then: { what: { kind: 'rung', do: 'remind', ordinal: 1 } },
    });
    expect(said.then).not.toHaveProperty('atMs');
  });

  it('a dispute of a part suspends nothing, and says how much is left out', () => {
    const part: CaseEvent = { type: 'dispute', id: 'd', by: 'c', subject: 'fee', amountMinor: 10_000 };
    expect(explained(rested(), [part])).toMatchObject({
      waitingFor: { kind: 'rung' },
      holds: [{ kind: 'dispute', suspends: false, amountMinor: 10_000 }],
    });
  });

  it('supervisors who are asked: what, until when, and how many of them have answered', () => {
    const taskId = 'L000001-1.1.4' as TaskId;
    const about = { kind: 'close-approval' as const, reason: 'written-off' as const };
    const ask = {
      ...{ taskId, kind: 'close-approval' as const, dueAtMs: NOW + 3_600_000, persons: 2 as const },
      ...{ askedBy: 'ann', approvedBy: ['ben'], about },
    };
    expect(explained(rested({ asks: [ask] }))).toMatchObject({
      waitingFor: { kind: 'ask-end', ask: 'close-approval' },
      untilMs: NOW + 3_600_000,
      tasks: [{ taskId, kind: 'close-approval', dueMs: NOW + 3_600_000, persons: 2, approvals: 1 }],
    });
  });

  it('the gate: by the rules that it names', () => {
    const night = beijing('2026-11-02', '23:30');
    const due = rested({ oldestDueOn: '2026-10-20', notBefore: { atMs: night, why: 'w' } });
    const said = explained(due, [], night);
    expect(said.waitingFor).toMatchObject({ kind: 'rung', do: 'remind' });
    expect(said.reason).toMatchObject({
      kind: 'gate',
      rules: [expect.stringMatching(/^CN-/), expect.any(String)],
    });
  });

  it('the same wait goes on since it began, another one since it is that', () => {
    const first = decided(rested());
    const note: CaseEvent = { type: 'note', id: 'n', by: 'c', text: 'speaks Cantonese' };
    const later = explained(first.state!, [note], NOW + 5 * 3_600_000);
    expect(later.sinceMs).toBe(NOW);
    const disputed = explained(
      first.state!,
      [{ type: 'dispute', id: 'd', by: 'c', subject: 's' }],
      NOW + 1000,
    );
    expect(disputed.sinceMs).toBe(NOW + 1000);
  });

  it('holds that have moved the ladder are told apart from its own day', () => {
    expect(explained(rested({ shiftDays: 4 })).reason).toEqual({ kind: 'strategy', day: 3, movedDays: 4 });
  });
});

describe('what it says', () => {
  const lines = (state: CaseState, events: CaseEvent[] = []) => {
    const said = explained(state, events);
    return [sayStatus(said, 'en'), sayStatus(said, 'zh-CN')];
  };

  it('of a promise', () => {
    const [en, zh] = lines(promisedState([{ dueOn: '2026-11-05', amountMinor: 50_000 }]));
    expect(en).toMatch(
      /^Waiting until 2026-11-04 10:\d\d \(Asia\/Shanghai\) for the reminder of the promise to pay\. Set by the promised date: the reminder is on the day before\. It has been waiting for this since 2026-11-01 12:00\. Nothing else is sent meanwhile, because of a promise to pay CNY 500\.00 by 2026-11-05 \(hold until 2026-11-07 23:59, owner collector-1\)\. After that, on 2026-11-08 00:00: the promise to pay is judged\.$/,
    );
    expect(zh).toMatch(
      /^等待至 2026-11-04 10:\d\d（Asia\/Shanghai）：提醒客户履行还款承诺。时间依据：承诺还款日的前一天。自 2026-11-01 12:00 起等待此步骤。期间不再另行联系客户，原因：客户承诺于 2026-11-05 前还款人民币 500.00 元（暂缓至 2026-11-07 23:59，负责人：collector-1）。此后（2026-11-08 00:00）：评定还款承诺是否兑现。$/,
    );
  });

  it('of the ladder', () => {
    const [en, zh] = lines(rested());
    expect(en).toMatch(
      /^Waiting until 2026-11-02 10:\d\d \(Asia\/Shanghai\) for SMS reminder 1, day 3 past due\. Set by strategy cn-retail@1: day 3 past due\..* After that, on 2026-11-06 10:\d\d: e-mail reminder 2, day 7 past due\.$/,
    );
    expect(zh).toMatch(
      /^等待至 2026-11-02 10:\d\d（Asia\/Shanghai）：第 1 次提醒（短信，逾期第 3 天）。时间依据：策略 cn-retail@1：逾期第 3 天。/,
    );
  });

  it('of a case from before data was kept: its own texts', () => {
    const { waiting, ...state } = decided(rested()).state!;
    const old = {
      kind: 'wait' as const,
      untilMs: NOW + DAY_MS,
      step: 'SMS reminder 1, D+3',
      summary: 's',
      why: 'day 3',
    };
    const said = explain(state, old);
    expect(said).toMatchObject({
      waitingFor: null,
      sinceMs: null,
      fallback: { step: 'SMS reminder 1, D+3' },
    });
    expect(sayStatus(said, 'en')).toBe(
      'Waiting until 2026-11-02 12:00 (Asia/Shanghai) for: SMS reminder 1, D+3. Set by day 3.',
    );
    expect(sayStatus(said, 'zh-CN')).toContain('系统原文：SMS reminder 1, D+3。');
  });
});
