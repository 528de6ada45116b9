import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { strategySchema, type Channel, type Strategy } from '../../../domain/strategy/schema.ts';
import { beijing, caseFacts, NOW, promisedState } from '../fixtures.ts';

const REMINDED_AT = beijing('2026-11-09', '12:00');
const promised = () => promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
const CURED = { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 };

interface Facts {
  now?: number;
  events?: CaseEvent[];
  consents?: Channel[];
  reachable?: Channel[];
  strategy?: Strategy;
  cured?: boolean;
}

function decided(state: CaseState, { now = REMINDED_AT, strategy = cnRetail, ...given }: Facts = {}) {
  const { consents, reachable, events = [], cured } = given;
  const customer = { ...(consents && { consents }), ...(reachable && { reachable }) };
  const facts = caseFacts({ customer, ...(cured && { delinquency: CURED, paidMinor: 50_000 }) });
  const decision = decide({ ...{ state, events, now, strategy, facts }, scorer: expertScorer });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const failed = (id = ''): CaseEvent => ({ type: 'delivered', id, by: 'system', outcome: 'failed' });

describe('a reminder goes by the first channel', () => {
  it.each<[string, Facts, Channel | undefined]>([
    ['of the strategy', {}, 'sms'],
    ['that the customer allows', { consents: ['voice', 'push', 'email'] }, 'email'],
    ['that the customer can be reached by', { reachable: ['letter', 'email'] }, 'email'],
    ['that is left', { consents: ['push'] }, 'push'],
    ['or by none', { consents: ['voice'] }, undefined],
  ])('%s', (_name, facts, channel) => {
    const { contact, state } = decided(promised(), facts);
    expect(contact?.channel).toBe(channel);
    expect(state.promise?.reminded).toBe(1);
  });

  it('of its own kind', () => {
    const messages = { channels: ['sms'], by: { 'promise-reminder': ['email', 'sms'] } };
    const strategy = strategySchema.parse({ ...cnRetail, messages });
    expect(decided(promised(), { strategy }).contact?.channel).toBe('email');
    expect(decided(promised(), { strategy, cured: true }).contact?.channel).toBe('sms');
  });
});

it('one that is put off to its hours waits for them on the channel that is left', () => {
  const night = decided(promised(), { now: beijing('2026-11-09', '23:00'), consents: ['email'] });
  expect(night.contact).toBeUndefined();
  expect(night.state).toMatchObject({ promise: { reminded: 0 }, tried: { channels: 1 } });
  const { contact } = decided(night.state, { now: beijing('2026-11-10', '09:30'), consents: ['email'] });
  expect(contact?.channel).toBe('email');
});

it('what was tried for one says nothing about the next', () => {
  const state = { ...promised(), tried: { message: 'promise-reminder:another:0', channels: 2 } };
  expect(decided(state).contact?.channel).toBe('sms');
});

it.each([
  ['a reminder', promised(), false],
  ['thanks', promised(), true],
] as const)('%s that fails goes by every channel once, then no more', (_name, start, cured) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom<Channel>('sms', 'email', 'push'), { minLength: 1 }),
      (consents) => {
        const used: string[] = [];
        let { contact, state } = decided(start, { consents, cured });
        for (let turn = 0; contact && turn < 5; turn += 1) {
          used.push(contact.channel);
          const now = REMINDED_AT + turn * 60_000;
          ({ contact, state } = decided(state, {
            now,
            events: [failed(contact.contactId)],
            consents,
            cured,
          }));
        }
        expect(used).toEqual(
          ['sms', 'email', 'push'].filter((channel) => consents.includes(channel as Channel)),
        );
        expect(state.thanksDue).toBeUndefined();
        expect(state).not.toHaveProperty('tried');
      },
    ),
  );
});

it('a customer who is thanked is thanked once', () => {
  const first = decided(promised(), { now: NOW + 60_000, cured: true });
  expect(first.contact).toMatchObject({ script: 'thanks', channel: 'sms' });
  const sent: CaseEvent = {
    ...failed(first.contact?.contactId),
    type: 'delivered',
    outcome: 'sent',
  };
  const after = decided(first.state, { now: NOW + 120_000, events: [sent], cured: true });
  expect(after.instruction.kind).toBe('close');
});
