import { expect, it } from 'vitest';
import { taskOf } from '../../../domain/case/context.ts';
import type { TaskKind } from '../../../domain/case/decision.ts';
import { LEGAL_HOLD_KINDS, type Hold, type LegalHold } from '../../../domain/case/hold.ts';
import { reviewTask } from '../../../domain/case/legal-holds.ts';
import { caseContext, caseState, NOW } from '../fixtures.ts';

/** All but the review of a hold, of which there are many. */
const KINDS = Object.keys({
  ...{ 'grace-review': true, 'grace-ended': true, 'plan-broken': true, 'dispute-resolution': true },
  ...{ 'case-review': true, call: true, 'call-escalation': true, 'find-address': true },
  ...{ 'legal-approval': true, 'letter-approval': true, 'plan-approval': true },
  ...{ 'settlement-approval': true, 'close-approval': true, 'customer-reply': true, 'gate-unanswered': true },
  ...{ 'ask-security': true },
} satisfies Record<Exclude<TaskKind, 'hold-review'>, true>) as TaskKind[];

it('whatever a decision opens, no two tasks are the same one', () => {
  const state = caseState();
  const hold = { sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor', review: true as const };
  const legal: LegalHold[] = LEGAL_HOLD_KINDS.flatMap((kind) =>
    (['loan', 'customer'] as const).flatMap((scope) => [
      { ...hold, kind, scope, holdId: 'h' },
      { ...hold, kind, scope, holdId: 'h', channels: ['sms'] },
    ]),
  );
  const manual: Hold = { ...hold, kind: 'manual' };
  const reviews = [...legal, manual].map((held) => reviewTask(state, held, 'look', caseContext()).taskId);
  const ids = [...KINDS.map((kind) => taskOf(state, kind, 1)), ...reviews];
  expect(new Set(ids).size).toBe(ids.length);
});
