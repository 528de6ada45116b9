import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLD_KINDS } from '../../../../domain/case/hold.ts';
import type { TaskKind } from '../../../../domain/case/decision.ts';
import { CLOSE_REASONS, type AskKind } from '../../../../domain/case/state.ts';
import { chinese } from '../../../../domain/case/status/chinese.ts';
import { english } from '../../../../domain/case/status/english.ts';
import { explain, type HeldBy } from '../../../../domain/case/status/explain.ts';
import { LANGUAGES, type Language } from '../../../../domain/case/status/language.ts';
import { sayStatus, sentencesOf } from '../../../../domain/case/status/say.ts';
import { PLAIN_STEPS, type StepData } from '../../../../domain/case/step-data.ts';
import type { WaitReason } from '../../../../domain/case/wait-reason.ts';
import { LEGAL_ENDS, LEGAL_STEPS } from '../../../../domain/legal/steps.ts';
import { CHANNELS, TIERS, type RungAction } from '../../../../domain/strategy/schema.ts';
import { NOW } from '../../fixtures.ts';
import { lifeArbitrary } from '../../lives.ts';
import { simulate } from '../../simulate.ts';

/** Exhaustive by type: a new kind does not compile before it is here, and is not here before it has words. */
const ACTIONS: Record<RungAction, true> = {
  remind: true,
  call: true,
  letter: true,
  legal: true,
  review: true,
};
const ASKS: Record<AskKind, true> = {
  'legal-approval': true,
  'letter-approval': true,
  'plan-approval': true,
  'settlement-approval': true,
  'close-approval': true,
};
const TASKS: Record<TaskKind, true> = {
  ...ASKS,
  'grace-review': true,
  'grace-ended': true,
  'plan-broken': true,
  'dispute-resolution': true,
  'hold-review': true,
  'case-review': true,
  call: true,
  'call-escalation': true,
  'find-address': true,
  'customer-reply': true,
  'gate-unanswered': true,
  'ask-security': true,
};
const REASONS: { [Kind in WaitReason['kind']]: Extract<WaitReason, { kind: Kind }>[] } = {
  strategy: [
    { kind: 'strategy', day: 7 },
    { kind: 'strategy', day: 7, movedDays: 2 },
    { kind: 'strategy', day: 7, movedDays: -2 },
  ],
  gate: [
    { kind: 'gate', rules: [] },
    { kind: 'gate', rules: ['R-1'] },
  ],
  opening: [{ kind: 'opening' }],
  gap: [{ kind: 'gap', days: 3 }],
  conversation: [{ kind: 'conversation', days: 1 }],
  'call-spacing': [{ kind: 'call-spacing', hours: 4 }],
  'letter-answer': [
    { kind: 'letter-answer', days: 15, served: true, on: '2026-11-01' },
    { kind: 'letter-answer', days: 15, served: false, on: '2026-11-01' },
  ],
  payment: [{ kind: 'payment', amountMinor: 100 }],
  tier: TIERS.map((tier) => ({ kind: 'tier', tier })),
  'new-strategy': [{ kind: 'new-strategy', strategy: 's@2' }],
  review: [{ kind: 'review' }],
  'address-sought': [{ kind: 'address-sought' }],
  'address-found': [{ kind: 'address-found' }],
  'promise-broken': [{ kind: 'promise-broken' }],
  'risk-alert': [{ kind: 'risk-alert' }],
  'dispute-upheld': [{ kind: 'dispute-upheld' }],
};

const keys = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as Key[];

const rungs = keys(ACTIONS).flatMap((action): StepData[] => [
  { kind: 'rung', do: action, ordinal: 2, day: 7 },
  ...CHANNELS.map((channel) => ({ kind: 'rung' as const, do: action, ordinal: 2, day: 7, channel })),
]);
const steps: StepData[] = [
  ...rungs,
  ...HOLD_KINDS.flatMap((hold): StepData[] => [
    { kind: 'hold-end', hold },
    { kind: 'hold-end', hold, review: true },
  ]),
  ...keys(ASKS).map((ask): StepData => ({ kind: 'ask-end', ask })),
  { kind: 'call-missed', ordinal: 2 },
  ...CHANNELS.map((channel): StepData => ({ kind: 'written', channel })),
  ...PLAIN_STEPS.map((kind) => ({ kind })),
];
const holds = HOLD_KINDS.flatMap((kind): HeldBy[] => {
  const hold = { kind, owner: 'supervisor', sinceMs: NOW, untilMs: NOW + 1, review: false, suspends: true };
  return [
    { ...hold, reach: 'loan' },
    { ...hold, reach: 'customer', review: true, amountMinor: 100, dueOn: '2026-11-05', instalment: 2 },
  ];
});

/** Everything that a language can say, each with what it is about. */
function allOf(language: Language): [string, string][] {
  const written = {
    money: (minor: number) => language.money(minor, 'CNY'),
    instant: (atMs: number) => language.instant(atMs, 'UTC'),
    short: (atMs: number) => language.short(atMs, 'UTC'),
  };
  const at = written.short(NOW);
  const said = (what: unknown, text: string): [string, string] => [JSON.stringify(what), text];
  return [
    ...steps.flatMap((step) => [
      said(step, language.waiting(step, at)),
      said(step, language.sending(step)),
      said(step, language.then(step, at)),
      said(step, language.then(step, undefined)),
      said(step, language.policyOfStep(step, 's@1')),
    ]),
    ...keys(REASONS).flatMap((kind) =>
      REASONS[kind].map((reason) => said(reason, language.policyOf(reason, 's@1', written))),
    ),
    ...holds.flatMap((hold) => {
      const about = language.hold(hold, written);
      return [
        said(hold, language.held([about, about])),
        said(hold, language.heldInPart(hold, about)),
        said(hold, language.heldInPart({ ...hold, channels: [...CHANNELS] }, about)),
      ];
    }),
    ...keys(TASKS).flatMap((kind) => [
      said(kind, language.task({ taskId: 't' as never, kind, dueMs: NOW, persons: 2, approvals: 1 }, at)),
      said(kind, language.task({ taskId: 't' as never, kind, dueMs: null }, undefined)),
    ]),
    ...CLOSE_REASONS.flatMap((reason) => [
      said(reason, language.closed(reason, at, undefined)),
      said(reason, language.closed(reason, at, written.money(100))),
    ]),
    ...LEGAL_STEPS.map((step) => said(step, language.inCourt(step, undefined))),
    ...LEGAL_ENDS.map((ended) => said(ended, language.inCourt('filing', ended))),
    said('phone', language.onThePhone('ann', at)),
    said('undecided', language.undecided(2)),
    said('not opened', language.notOpened),
    said('events', language.waitingEvents(1)),
  ];
}

/** Names that are the same in every language. */
const NAMES = /cn-retail@\d|s@\d|R-1|collector-\d|supervisor-\d|ann|CNY|UTC|Asia\/Shanghai|CN-[A-Z0-9-]+/g;

describe('every kind has its words', () => {
  it.each([
    ['en', english],
    ['zh-CN', chinese],
  ])('in %s, whole and finished', (_tag, language) => {
    for (const [about, text] of allOf(language)) {
      expect([about, /undefined|null|NaN|\[object|\s\s|\s[.。,，]|[.。][.。]|：。/.test(text)]).toEqual([
        about,
        false,
      ]);
      expect(text.length).toBeGreaterThan(2);
    }
  });

  it('kinds of steps are not said alike', () => {
    for (const language of [english, chinese]) {
      // What a call that falls back to another channel is called does not depend on which.
      const told = steps.filter(
        (step) => step.kind !== 'rung' || step.channel === undefined || step.do === 'remind',
      );
      const words = told.map((step) => language.waiting(step, 't'));
      const twice = words.filter((text, i) => words.indexOf(text) !== i);
      // The end of these two is the answer of a supervisor, reviewed or not.
      expect(new Set(twice)).toEqual(
        new Set(
          (['dispute', 'hardship-review'] as const).map((hold) =>
            language.waiting({ kind: 'hold-end', hold }, 't'),
          ),
        ),
      );
    }
  });

  it('in Chinese there is no English in it', () => {
    for (const [about, text] of allOf(chinese)) {
      expect([about, text.replace(NAMES, '').match(/[A-Za-z]{2,}/)]).toEqual([about, null]);
    }
  });
});

describe('in whole lives', () => {
  it('something is always said, of everything that is known, in both languages', () => {
    fc.assert(
      fc.property(lifeArbitrary(), (life) => {
        for (const { input, decision } of simulate(life)) {
          const { state, instruction } = decision;
          if (!state) continue;
          const explanation = explain(state, instruction);
          expect(explanation.doing === 'closed' || explanation.waitingFor !== null).toBe(true);
          if (instruction.kind === 'wait') {
            expect(explanation.sinceMs).toBeLessThanOrEqual(input.now);
            if (explanation.then?.atMs)
              expect(explanation.then.atMs).toBeGreaterThanOrEqual(instruction.untilMs);
          }
          for (const tag of LANGUAGES) {
            expect(sentencesOf(explanation, tag).length).toBeGreaterThan(0);
            expect(sayStatus(explanation, tag)).not.toMatch(/undefined|null|NaN|\[object/);
          }
          const chineseText = sayStatus(explanation, 'zh-CN');
          expect(chineseText.replace(NAMES, '').match(/[A-Za-z]{2,}/)).toBeNull();
        }
      }),
      { numRuns: 150, seed: 14 },
    );
  }, 60_000);
});
