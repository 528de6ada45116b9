import { describe, expect, test } from 'vitest';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent, CaseEventOf } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import type { ContactId } from '../../../../domain/ids.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import {
  beijing,
  caseContext,
  caseFacts,
  caseState,
  NOW,
  promisedState,
  type FactChanges,
} from '../../fixtures.ts';

const message: CaseEventOf<'message'> = {
  ...{ type: 'message', id: 'api:m-1', by: 'collector-1', messageId: 'api:m-1', channel: 'sms' },
};
const ID = 'L000001-1.1' as ContactId;

const asked = (state: CaseState, changes: { facts?: FactChanges; now?: number } = {}) =>
  transition(
    state,
    message,
    caseContext({ facts: caseFacts(changes.facts), ...(changes.now !== undefined && { now: changes.now }) }),
  );

const decided = (state: CaseState | null, events: CaseEvent[], facts: FactChanges = {}) =>
  decide({
    ...{ state, events, facts: caseFacts(facts), strategy: cnRetail, scorer: expertScorer, now: NOW },
  });

describe('a message of a collector', () => {
  test('that the gate permits is reserved; of its words there is only the id', () => {
    const result = asked(caseState());
    expect(result).toMatchObject({
      state: { pending: { contactId: ID, channel: 'sms', reservedAtMs: NOW, written: true } },
      effects: {
        contact: { contactId: ID, channel: 'sms', purpose: 'collect', script: 'message/api:m-1' },
        entries: [{ type: 'message', actor: 'collector-1', data: { messageId: 'api:m-1', contactId: ID } }],
      },
    });
  });

  test('leaves at once, and the ledger has it', () => {
    const decision = decided(caseState(), [message]);
    expect(decision.instruction).toMatchObject({
      ...{ kind: 'deliver', channel: 'sms', summary: 'SMS message of a collector' },
    });
    expect(decision.contact).toMatchObject({ script: 'message/api:m-1' });
    expect(decision.answers).toEqual([{ id: 'api:m-1', accepted: true }]);
  });

  test.each(['sent', 'failed', 'unknown', 'superseded', 'held', 'too-late'] as const)(
    '%s: the case goes on as if it had not been',
    (outcome) => {
      const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
      const pending = { contactId: ID, channel: 'sms', reservedAtMs: NOW, written: true } as const;
      const delivered = { type: 'delivered', id: ID, by: 'system', outcome } as const;
      const result = transition({ ...before, pending }, delivered, caseContext());
      expect(result).toMatchObject({ state: before, effects: { entries: [{ data: { outcome } }] } });
      expect('state' in result && result.state.pending).toBeUndefined();
    },
  );

  const openCall = { callId: ID, by: 'ann', reservedAtMs: NOW, untilMs: NOW + 60_000 };
  const pending = { contactId: ID, channel: 'sms', reservedAtMs: NOW } as const;
  test.each<[string, CaseState, Parameters<typeof asked>[1], string, string]>([
    [
      'at night',
      caseState(),
      { now: beijing('2026-11-01', '22:30') },
      'MessageNotPermitted',
      '2026-11-02 08:00',
    ],
    ['with nothing to ask for', caseState({ arrearsMinor: 0 }), {}, 'MessageNotPermitted', 'waiting alone'],
    [
      'without consent',
      caseState(),
      { facts: { customer: { consents: [] } } },
      'MessageNotPermitted',
      'waiting',
    ],
    [
      'while a promise is open',
      promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]),
      {},
      'MessageNotPermitted',
      'permitted',
    ],
    ['while another is on its way', caseState({ pending }), {}, 'MessageNotPermitted', 'on its way'],
    [
      'while somebody is on the phone',
      caseState({ openCall }),
      {},
      'MessageNotPermitted',
      'ann is on the phone',
    ],
    ['when the case is closed', caseState({ closed: { reason: 'sold', atMs: 0 } }), {}, 'CaseClosed', 'sold'],
  ])('%s is refused', (_name, state, changes, rule, words) => {
    const result = asked(state, changes);
    expect(result).toMatchObject({ rejection: { rule, message: expect.stringContaining(words) as unknown } });
  });

  test('a refusal of the gate says its rules, and from when it would be permitted', () => {
    const result = asked(caseState(), { now: beijing('2026-11-01', '22:30') });
    expect(result).toMatchObject({
      rejection: {
        gate: {
          untilMs: beijing('2026-11-02', '08:00'),
          rules: expect.arrayContaining([expect.stringContaining('HOURS')]) as unknown,
        },
      },
    });
  });

  test('of two in one decision the second is refused', () => {
    const { answers, contact } = decided(caseState(), [message, { ...message, id: 'm-2', messageId: 'm-2' }]);
    expect(answers.map(({ accepted }) => accepted)).toEqual([true, false]);
    expect(contact?.script).toBe('message/api:m-1');
  });

  test('with the payment that cures the case it comes too late', () => {
    const payment = { type: 'payment', id: 'p', by: 'core', amountMinor: 50_000, paidAtMs: NOW } as const;
    const paid = { delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 }, paidMinor: 50_000 };
    const { answers, contact } = decided(caseState(), [message, payment], paid);
    expect(answers).toMatchObject([
      { accepted: false, rejection: { rule: 'CaseClosed' } },
      { accepted: true },
    ]);
    expect(contact?.script).not.toBe('message/api:m-1');
  });
});
