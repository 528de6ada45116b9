import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerReplyEventSchema, REPLY_WISHES } from '../../../../domain/case/events/replies.ts';
import type { CaseEventOf } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import type { Channel } from '../../../../domain/strategy/schema.ts';
import { caseContext, caseFacts, caseState, NOW } from '../../fixtures.ts';

type Said = Partial<CaseEventOf<'customer-reply'>>;
const reply = (meaning: CaseEventOf<'customer-reply'>['meaning'], said: Said = {}) =>
  customerReplyEventSchema.parse({
    ...{ type: 'customer-reply', id: `reply:${meaning}`, by: 'customer', channel: 'sms', messageId: 'SM1' },
    ...{ meaning, ...said },
  });

function told(event: CaseEventOf<'customer-reply'>, state: CaseState = caseState(), reachable?: Channel[]) {
  const facts = caseFacts(reachable ? { customer: { reachable } } : {});
  const result = transition(state, event, caseContext({ facts }));
  if ('rejection' in result) throw new Error('what has been said is not refused');
  return result;
}

describe('a customer’s reply', () => {
  it.each([
    ['already-paid', {}, 'says that it is paid: look for the payment'],
    [
      'pay-offer',
      { amountMinor: 50_000, dueOn: '2026-11-06' },
      'offers to pay CNY 500.00 on 2026-11-06: confirm',
    ],
    ['pay-offer', { dueOn: '2026-11-06' }, 'offers to pay on 2026-11-06: confirm'],
    ['call-back', {}, 'wants to speak to somebody: call back'],
    ['stop-all', {}, 'record a cease request if that is meant'],
    ['other', {}, 'has written: read it and answer'],
  ] as const)('%s: a collector has to do with it', (meaning, said, words) => {
    const { state, effects } = told(reply(meaning, said));
    expect(effects.tasksOpened).toMatchObject([
      { kind: 'customer-reply', dueAtMs: expect.any(Number) as number },
    ]);
    expect(effects.tasksOpened[0]?.summary).toContain(words);
    expect(effects.tasksOpened[0]?.summary).toContain('(message SM1)');
    expect(effects.tasksOpened[0]?.dueAtMs).toBeGreaterThan(NOW);
    expect(state.errands).toMatchObject([{ kind: 'customer-reply' }]);
  });

  it.each(['stop', 'stop-calls', 'start'] as const)('%s: on the timeline, and nothing to do', (meaning) => {
    const { state, effects } = told(reply(meaning));
    expect([effects.tasksOpened, state.errands]).toEqual([[], undefined]);
    expect(effects.entries).toMatchObject([{ type: 'customer-reply', actor: 'customer', data: { meaning } }]);
  });

  it('wrong person: another number is used, and somebody looks for one when there is none', () => {
    expect(told(reply('wrong-person')).effects.tasksOpened).toEqual([]);
    const { state, effects } = told(reply('wrong-person'), caseState(), ['letter']);
    expect(effects.tasksOpened).toMatchObject([{ kind: 'find-address' }]);
    expect(told(reply('wrong-person'), state, ['letter']).effects.tasksOpened).toEqual([]);
  });

  it('joins what is to be read already', () => {
    const { state } = told(reply('other'));
    const { state: after, effects } = told(reply('already-paid'), state);
    expect([effects.tasksOpened, after]).toEqual([[], state]);
    expect(effects.entries[0]?.why).toBe('joins what a collector is to read already');
  });

  it('is done when the collector says so', () => {
    const { state, effects } = told(reply('other'));
    const taskId = effects.tasksOpened[0]?.taskId ?? '';
    const done = {
      type: 'task',
      id: 't',
      by: 'collector-1',
      taskId,
      action: 'complete',
      why: 'called',
    } as const;
    const result = transition(state, done, caseContext());
    expect(result).toMatchObject({ effects: { tasksClosed: [taskId] } });
    expect('state' in result && result.state.errands).toBeUndefined();
  });

  it('to a case that has closed is recorded, and no more', () => {
    const closed = caseState({ stage: 'closed', closed: { reason: 'cured', atMs: NOW } });
    for (const meaning of REPLY_WISHES) {
      const { state, effects } = told(reply(meaning), closed, ['letter']);
      expect([state, effects.tasksOpened]).toEqual([closed, []]);
    }
  });

  it('never is a promise, nor a hold, nor a step of the ladder by itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REPLY_WISHES),
        fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
        fc.constantFrom<Channel[]>(['letter'], ['letter', 'sms'], []),
        (meaning, amountMinor, reachable) => {
          const before = caseState();
          const event = reply(meaning, { ...(amountMinor !== undefined && { amountMinor }) });
          const { errands: _errands, ...after } = told(event, before, reachable).state;
          expect(after).toEqual(before);
        },
      ),
    );
  });
});
