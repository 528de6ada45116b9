import { describe, expect, it } from 'vitest';
import { concludeDelivery } from '../../../domain/case/conclude-delivery.ts';
import { nextStep } from '../../../domain/case/next-step.ts';
import { closeCase } from '../../../domain/case/settle-books.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { transition } from '../../../domain/case/transition.ts';
import { hoursAreOpen } from '../../../domain/contact/decide-contact.ts';
import { cnPack } from '../../../domain/contact/rule-packs/cn.ts';
import { contactId, type TaskId } from '../../../domain/ids.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseContext, caseState, NOW, promisedState } from '../fixtures.ts';

const ID = contactId(caseState().caseId, 1);
const LATE = beijing('2026-11-01', '22:00');
const facts = {
  channel: 'sms',
  purpose: 'collect',
  actorRole: 'first_party',
  customerZone: 'Europe/Paris',
} as const;

function tooLate(state: CaseState): CaseState {
  const event = { type: 'delivered', id: ID, by: 'system', outcome: 'too-late' } as const;
  const result = concludeDelivery(state, event, caseContext({ now: LATE }));
  if ('rejection' in result) throw new Error(result.rejection.message);
  return result.state;
}

describe('the last look at the clock before a message leaves', () => {
  it.each([
    ['2026-11-01', '07:59', false],
    ['2026-11-01', '08:00', true],
    ['2026-11-01', '21:59', true],
    ['2026-11-01', '22:00', false],
  ])('on %s at %s Beijing time: open is %s', (date, time, open) => {
    expect(hoursAreOpen(cnPack, facts, beijing(date, time))).toBe(open);
  });

  it('is not for post', () => {
    expect(hoursAreOpen(cnPack, { ...facts, channel: 'letter' }, LATE)).toBe(true);
  });

  it('is no without rules', () => {
    expect(hoursAreOpen(undefined, facts, NOW)).toBe(false);
  });
});

describe('a contact that came too late', () => {
  const pending = { contactId: ID, channel: 'sms', reservedAtMs: NOW } as const;

  it('of a rung: the rung is still to be taken', () => {
    const state = tooLate(caseState({ pending: { ...pending, rung: 0 } }));
    expect(state).toMatchObject({ rung: 0, fallback: 0 });
    expect(state.pending).toBeUndefined();
  });

  it('of thanks: they are due again', () => {
    const closed = closeCase(caseState(), 'cured', NOW);
    expect(tooLate({ ...closed, pending }).thanksDue).toBe(true);
  });

  it('of a reminder of a promise: it is due again', () => {
    const promised = promisedState([{ dueOn: '2026-11-03', amountMinor: 50_000 }], { pending });
    const reminded = promised.promise && { ...promised.promise, reminded: 1 };
    const state = tooLate({ ...promised, ...(reminded && { promise: reminded }) });
    expect(state.promise?.reminded).toBe(0);
  });
});

it('a debt that is all disputed away goes to its review at once, not on the day of the ladder', () => {
  const context = caseContext({ sequence: 1 });
  const asked = { type: 'dispute', id: 'd1', by: 'collector', subject: 'not mine' } as const;
  const disputed = transition(caseState(), asked, context);
  if ('rejection' in disputed) throw new Error(disputed.rejection.message);
  const taskId = disputed.state.holds[0]?.taskId ?? ('' as TaskId);
  const answer = {
    type: 'approval',
    id: 'a1',
    by: 'supervisor',
    taskId,
    approved: true,
    why: 'so it is',
  } as const;
  const upheld = transition(disputed.state, answer, context);
  if ('rejection' in upheld) throw new Error(upheld.rejection.message);
  const next = nextStep(upheld.state, cnRetail, NOW);
  expect(next?.step).toMatchObject({ kind: 'rung', rung: { do: 'review' } });
  expect(next?.atMs).toBeLessThanOrEqual(NOW + 86_400_000);
});
