import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { suspendingHolds } from '../../../../domain/case/state.ts';
import { CHANNELS, type Channel } from '../../../../domain/strategy/schema.ts';
import { caseState, NOW } from '../../fixtures.ts';
import { accept, by, HeldCustomer, dueCase, refusal } from '../legal-cases.ts';

const cease = (channels?: Channel[], allLoans?: boolean): CaseEvent => ({
  ...{ type: 'cease', id: 'cease-1', by, why: 'leave me alone' },
  ...(channels && { channels }),
  ...(allLoans !== undefined && { allLoans }),
});

describe('cease', () => {
  it.each<[string, CaseEvent, string, 'loan' | 'customer', Channel[] | undefined, boolean]>([
    ['of everything: the customer by house policy', cease(), 'CN', 'customer', undefined, true],
    ['of everything: the debt by 15 USC 1692c(c)', cease(), 'US', 'loan', undefined, true],
    ['of everything in a state', cease(), 'US-CA', 'loan', undefined, true],
    ['of everything, said of all loans', cease(undefined, true), 'US', 'customer', undefined, true],
    ['of a channel: the person, and the others go on', cease(['sms']), 'US', 'customer', ['sms'], false],
    ['of every channel by name is of everything', cease([...CHANNELS]), 'CN', 'customer', undefined, true],
  ])('%s', (_name, event, jurisdiction, scope, channels, suspends) => {
    const { state, legalHolds, entries } = accept(caseState(), event, NOW, jurisdiction);
    const [hold] = state.holds;
    expect(hold).toMatchObject({ kind: 'cease', scope, review: true, untilMs: NOW + 90 * DAY_MS });
    expect(hold?.channels).toEqual(channels);
    expect(suspendingHolds(state).length > 0).toBe(suspends);
    expect(state.frozenSinceMs).toBe(suspends ? NOW : undefined);
    expect(legalHolds).toEqual([{ hold, changedBy: 'cease-1' }]);
    expect(entries[0]?.data['rule']).toMatch(/USC|CFR|House/);
  });

  it('of another channel joins the first: one hold, every channel of it', () => {
    const first = accept(caseState(), cease(['sms'])).state;
    const { state, legalHolds } = accept(first, cease(['voice', 'sms']), NOW + DAY_MS);
    expect(state.holds).toMatchObject([{ channels: ['sms', 'voice'], sinceMs: NOW }]);
    expect(legalHolds?.[0]?.hold.holdId).toBe(first.holds.flatMap((h) => ('holdId' in h ? h.holdId : []))[0]);
  });

  it('of everything stands beside that of a channel, which outlives its withdrawal', () => {
    const sms: Channel[] = ['sms'];
    const part = accept(caseState(), cease(sms)).state;
    const all = accept({ ...part, sequence: 1 }, cease()).state;
    expect(all.holds).toHaveLength(2);
    const lift = {
      type: 'lift-hold',
      id: 'l',
      by,
      hold: 'cease',
      channels: sms,
      why: 'sms again',
    } as const;
    expect(accept(all, lift).state.holds.map((hold) => hold.channels)).toEqual([undefined]);
  });

  it('is not refused when it is said again', () => {
    const first = accept(caseState(), cease()).state;
    expect(accept(first, cease()).state.holds).toHaveLength(1);
  });

  it('is refused by a case that has closed', () => {
    const closed = caseState({ closed: { reason: 'settled', atMs: NOW }, stage: 'closed' });
    expect(refusal(closed, cease())).toBe('CaseClosed');
  });
});

describe('what is due while the customer wants no contact', () => {
  it('waits: the rung is not lost, and the ladder goes on where it stood', () => {
    const customer = new HeldCustomer();
    expect(customer.decide(dueCase(), []).contact).toBeDefined();
    const held = customer.decide(dueCase(), [cease()]);
    expect(held.contact).toBeUndefined();
    expect(held.instruction).toMatchObject({ kind: 'wait', untilMs: NOW + 90 * DAY_MS });
    const lift = { type: 'lift-hold', id: 'lift-1', by: 'sup-1', hold: 'cease', why: 'withdrawn' } as const;
    const free = customer.decide(held.state, [lift], NOW + 10 * DAY_MS);
    expect(free.state).toMatchObject({ rung: held.state.rung, holds: [], shiftDays: 10 });
    expect(customer.holds).toEqual([]);
  });

  it('by a channel that is not wanted goes by another, with the rule', () => {
    const customer = new HeldCustomer();
    const { contact, entries } = customer.decide(dueCase(), [cease(['sms'])]);
    const denied = entries.filter(({ type }) => type === 'contact-denied');
    expect(denied).toHaveLength(1);
    expect(denied[0]?.data).toMatchObject({ channel: 'sms', rules: ['BASIC-OPT-OUT'] });
    expect(contact?.channel).not.toBe('sms');
    expect(contact).toBeDefined();
  });
});
