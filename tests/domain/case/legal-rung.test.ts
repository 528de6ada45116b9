import { describe, expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../domain/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseFacts } from '../../../domain/case/facts.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { placeHold } from '../../../domain/case/holds.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseFacts, caseState } from '../fixtures.ts';

/** 120 days past due, at the legal rung of the low ladder, at eleven in the morning of the day. */
const DUE_ON = '2026-07-04';
const NOW = beijing(addDays(DUE_ON, 120), '11:00');
const LEGAL = 6;

interface Changes {
  now?: number;
  arrearsMinor?: number;
  customer?: Partial<CaseFacts['customer']>;
}

function decided(
  state: CaseState,
  events: CaseEvent[] = [],
  { now = NOW, arrearsMinor = 50_000, customer = {} }: Changes = {},
) {
  const daysPastDue = 120 + Math.floor((now - NOW) / DAY_MS);
  const facts = caseFacts({ customer, delinquency: { arrearsMinor, oldestDueOn: DUE_ON, daysPastDue } });
  const decision = decide({ state, events, facts, strategy: cnRetail, scorer: expertScorer, now });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const letter = {
  contactId: 'L000001-1.5' as ContactId,
  postedAtMs: NOW - 60 * DAY_MS,
  servedAtMs: NOW - 50 * DAY_MS,
};

/** A formal letter was served long ago. */
const atCourt = (changes: Partial<CaseState> = {}) =>
  caseState({ rung: LEGAL, stage: 'letter', notBefore: { atMs: 0, why: 'long ago' }, letter, ...changes });

const answer = (taskId: string, approved: boolean, by = 'supervisor-1') =>
  ({ type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why: 'looked at' }) as const;

const large = { arrearsMinor: cnRetail.legal.twoPersonsFromMinor };

describe('the legal rung that has become due', () => {
  const asked = decided(atCourt());
  const taskId = asked.tasksOpened[0]?.taskId ?? '';

  it('asks a supervisor and sends nothing; the case stays in its stage', () => {
    expect(asked.contact).toBeUndefined();
    expect(asked.state).toMatchObject({ stage: 'letter', rung: LEGAL });
    expect(asked.tasksOpened).toMatchObject([{ kind: 'legal-approval', dueAtMs: NOW + 5 * DAY_MS }]);
    expect(asked.instruction).toMatchObject({ kind: 'wait', untilMs: NOW + 5 * DAY_MS });
    expect(asked.entries).toMatchObject([{ type: 'legal-approval-asked', data: { persons: 1 } }]);
  });

  it('asks two persons from a set claim on', () => {
    expect(decided(atCourt(), [], large).state.asks).toMatchObject([{ persons: 2 }]);
    const below = { arrearsMinor: large.arrearsMinor - 1 };
    expect(decided(atCourt(), [], below).state.asks).toMatchObject([{ persons: 1 }]);
  });

  it('approved: the stage is legal, the action is opened, the notice goes out', () => {
    const { state, contact, instruction } = decided(asked.state, [answer(taskId, true)]);
    expect(state).toMatchObject({
      stage: 'legal',
      legalAction: { id: 'L000001-1', approvedBy: ['supervisor-1'], openedAtMs: NOW, step: 'notice' },
    });
    expect(contact).toMatchObject({ script: 'legal-notice', channel: 'letter', rung: LEGAL });
    expect(instruction.kind).toBe('deliver');
  });

  it('approved by one of two: still waits; by the same again: refused; by another: opened', () => {
    const two = decided(atCourt(), [], large);
    const task = two.tasksOpened[0]?.taskId ?? '';
    const once = decided(two.state, [answer(task, true)], large);
    expect(once.state).not.toHaveProperty('legalAction');
    expect(once.contact).toBeUndefined();
    const again = { ...answer(task, true), id: 'again' };
    expect(decided(once.state, [again], large).answers).toMatchObject([
      { rejection: { rule: 'SamePerson' } },
    ]);
    const { state, contact } = decided(once.state, [answer(task, true, 'supervisor-2')], large);
    expect(state.legalAction?.approvedBy).toEqual(['supervisor-1', 'supervisor-2']);
    expect(contact?.script).toBe('legal-notice');
  });

  it.each(['rejected', 'answered by nobody'])(
    '%s: the rung is passed, the review comes at its day',
    (how) => {
      const { state, contact, instruction } =
        how === 'rejected'
          ? decided(asked.state, [answer(taskId, false)])
          : decided(asked.state, [], { now: NOW + 5 * DAY_MS });
      expect(state).toMatchObject({ stage: 'letter', rung: LEGAL + 1 });
      expect(state).not.toHaveProperty('legalAction');
      expect(contact).toBeUndefined();
      expect(instruction).toMatchObject({ kind: 'wait', step: 'supervisor review, D+180' });
    },
  );

  it('when the gate denies the letter: the action is opened all the same, its notice is for the lawyers', () => {
    const facts = { reachable: [] };
    const { state, contact, entries } = decided(asked.state, [answer(taskId, true)], { customer: facts });
    expect(entries.map(({ type }) => type)).toContain('contact-denied');
    expect(contact).toBeUndefined();
    expect(state).toMatchObject({ rung: LEGAL + 1, legalAction: { openedAtMs: NOW } });
  });

  it('approved while a hold stands: nothing is opened until the ladder goes on', () => {
    const hold = {
      ...{ kind: 'manual' as const, sinceMs: NOW, untilMs: NOW + 10 * DAY_MS, owner: 'supervisor-1' },
    };
    const held = placeHold(asked.state, hold, NOW);
    const approved = decided(held, [answer(taskId, true)]);
    expect(approved.state.legalAction).toMatchObject({ approvedBy: ['supervisor-1'] });
    expect(approved.state.legalAction).not.toHaveProperty('openedAtMs');
    expect(approved.contact).toBeUndefined();
    const later = decided(approved.state, [], { now: NOW + 10 * DAY_MS });
    expect(later.state.legalAction?.openedAtMs).toBe(NOW + 10 * DAY_MS);
    expect(later.contact?.script).toBe('legal-notice');
  });

  it('approved after the case was planned anew: nothing is opened, and it asks again in its time', () => {
    const { state, entries } = decided({ ...asked.state, rung: 2, tier: 'low' }, [answer(taskId, true)], {
      now: NOW,
    });
    expect(entries.map(({ type }) => type)).toContain('legal-approval-moot');
    expect(state).not.toHaveProperty('legalAction');
  });

  it('cured while it is asked: the task is closed with the case', () => {
    const { state, tasksClosed } = decided(asked.state, [], { arrearsMinor: 0 });
    expect(state.closed?.reason).toBe('cured');
    expect(tasksClosed).toBe('all');
  });
});

describe('what the legal action reports', () => {
  const legalAction = {
    ...{ id: 'L000001-1' as never, ordinal: 1, approvedBy: ['supervisor-1'], openedAtMs: NOW },
    step: 'notice' as const,
  };
  const open = atCourt({ rung: LEGAL + 1, stage: 'legal', legalAction });
  const report = (changes: object) =>
    ({
      ...{ type: 'legal-progress', id: 'legal:1', by: 'legal', legalId: 'L000001-1', step: 'filing' },
      ...changes,
    }) as CaseEvent;

  it('a step: is shown, and nothing else changes', () => {
    const { state, entries } = decided(open, [report({})]);
    expect(state).toEqual({
      ...open,
      sequence: 1,
      legalAction: { ...legalAction, step: 'filing' },
      waiting: { for: 'rung 7', sinceMs: NOW },
      ...books,
    });
    expect(entries).toMatchObject([{ type: 'legal-progress', why: 'now at: filing' }]);
  });

  it.each(['settled', 'paid'])('%s: the case is closed as settled', (ended) => {
    const { state, tasksClosed } = decided(open, [report({ ended })]);
    expect(state).toMatchObject({ closed: { reason: 'settled' }, legalAction: { ended } });
    expect(tasksClosed).toBe('all');
  });

  it.each(['withdrawn', 'declined', 'rejected', 'lost', 'unenforceable'])(
    '%s: the ladder goes on to its review',
    (ended) => {
      const { state, instruction } = decided(open, [report({ ended })]);
      expect(state).toMatchObject({ legalAction: { ended } });
      expect(state.closed).toBeUndefined();
      expect(instruction).toMatchObject({ kind: 'wait', step: 'supervisor review, D+180' });
    },
  );

  it('of an earlier case: is on the timeline and changes nothing', () => {
    const { state, entries } = decided(open, [report({ legalId: 'L000001-0', ended: 'settled' })]);
    expect(state.closed).toBeUndefined();
    expect(state.legalAction).toEqual(legalAction);
    expect(entries).toMatchObject([{ why: 'a legal action of an earlier case' }]);
  });

  it('after one has ended, another is asked for anew, under a name of its own', () => {
    const ended = { ...open, rung: LEGAL, legalAction: { ...legalAction, ended: 'withdrawn' as const } };
    const asked = decided(ended);
    const { state } = decided(asked.state, [answer(asked.tasksOpened[0]?.taskId ?? '', true)]);
    expect(state.legalAction).toMatchObject({ id: 'L000001-1.2', ordinal: 2 });
  });
});

/** What the books of `decided` say. */
const books = { arrearsMinor: 50_000, oldestDueOn: DUE_ON, paidMinor: 0 };
