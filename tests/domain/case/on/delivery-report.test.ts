import { describe, expect, it } from 'vitest';
import { REPORTED_ENDS } from '../../../../domain/case/events/replies.ts';
import type { CaseEventOf } from '../../../../domain/case/events.ts';
import { transition } from '../../../../domain/case/transition.ts';
import type { Channel } from '../../../../domain/strategy/schema.ts';
import { caseContext, caseFacts, caseState, NOW } from '../../fixtures.ts';

const base = { type: 'delivery-report', id: 'report:1', by: 'provider', contactId: 'L000001-1.2' } as const;
const ONLY_POST: Channel[] = ['letter'];

function told(event: CaseEventOf<'delivery-report'>, state = caseState(), reachable?: Channel[]) {
  const facts = caseFacts(reachable ? { customer: { reachable } } : {});
  const result = transition(state, event, caseContext({ facts }));
  if ('rejection' in result) throw new Error('what has happened is not refused');
  return result;
}

describe('what a provider reports', () => {
  it.each(REPORTED_ENDS)('%s: on the timeline, and the ladder stays where it is', (end) => {
    const before = caseState();
    const { state, effects } = told({ ...base, channel: 'voice', end });
    expect(state).toEqual(before);
    expect(effects.entries).toMatchObject([{ data: { outcome: end, contactId: base.contactId } }]);
    expect(effects.tasksOpened).toEqual([]);
  });

  it('of a number that is gone: somebody looks for another when there is none, once', () => {
    const event = { ...base, channel: 'sms' as const, end: 'undelivered' as const, addressLost: true };
    expect(told(event).effects.tasksOpened).toEqual([]);
    const { state, effects } = told(event, caseState(), ONLY_POST);
    expect(effects.tasksOpened).toMatchObject([{ kind: 'find-address' }]);
    expect(told(event, state, ONLY_POST).effects.tasksOpened).toEqual([]);
  });
});

describe('a delivery that loses the address', () => {
  const CONTACT = 'L000001-1.2' as CaseEventOf<'delivered'>['id'];
  const pending = { contactId: CONTACT as never, channel: 'sms' as const, reservedAtMs: NOW, rung: 0 };
  const failed = (addressLost: boolean): CaseEventOf<'delivered'> => ({
    ...{ type: 'delivered', id: CONTACT, by: 'system', outcome: 'failed' },
    ...(addressLost && { addressLost }),
  });
  const after = (event: CaseEventOf<'delivered'>, reachable: Channel[]) => {
    const facts = caseFacts({ customer: { reachable } });
    const result = transition({ ...caseState(), pending }, event, caseContext({ facts }));
    if ('rejection' in result) throw new Error('a delivery is not refused');
    return result;
  };

  it('is made to the next number by the same channel', () => {
    const { state } = after(failed(true), ['sms', 'email', 'letter']);
    expect(state).toMatchObject({ rung: 0, fallback: 0 });
    expect(state.pending).toBeUndefined();
  });

  it('goes on by the next channel when there is no number left', () => {
    const { state, effects } = after(failed(true), ['email', 'letter']);
    expect([state.rung, state.fallback, effects.tasksOpened]).toEqual([0, 1, []]);
  });

  it('has somebody look for an address when nothing is left', () => {
    const { effects } = after(failed(true), ONLY_POST);
    expect(effects.tasksOpened).toMatchObject([{ kind: 'find-address' }]);
    expect(after(failed(false), ONLY_POST).effects.tasksOpened).toEqual([]);
  });
});
