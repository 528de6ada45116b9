import { describe, expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import type { Channel } from '../../../../domain/strategy/schema.ts';
import { beijing, caseFacts, caseState } from '../../fixtures.ts';

const DUE_ON = '2026-10-30';
/** The letter is due: day 60, at eleven in the morning. */
const at = (day: number, time = '11:00') => beijing(addDays(DUE_ON, day), time);
const LETTER_DAY = at(60);

function decided(
  state: CaseState,
  events: CaseEvent[] = [],
  {
    now = LETTER_DAY,
    lost = [],
    strategy = cnRetail,
  }: { now?: number; lost?: Channel[]; strategy?: typeof cnRetail } = {},
) {
  const daysPastDue = Math.round((now - beijing(DUE_ON, '11:00')) / DAY_MS);
  const reachable = caseFacts().customer.reachable.filter((channel) => !lost.includes(channel));
  const facts = caseFacts({ delinquency: { daysPastDue }, customer: { reachable } });
  const decision = decide({ state, events, facts, strategy, scorer: expertScorer, now });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const due = (changes: Partial<CaseState> = {}) =>
  caseState({ rung: 5, stage: 'letter', notBefore: { atMs: LETTER_DAY - 1, why: 'w' }, ...changes });
const reserved = decided(due());
const contactId = reserved.contact?.contactId ?? '';
const delivered = (outcome: 'sent' | 'failed' | 'unknown'): CaseEvent => ({
  ...{ type: 'delivered', id: contactId, by: 'system', outcome },
});
const posted = decided(reserved.state, [delivered('sent')]);
const report = (outcome: 'served' | 'returned', servedOn?: string): CaseEvent => ({
  ...{ type: 'letter-outcome', id: `letter-${outcome}`, by: 'post', contactId, outcome },
  ...(servedOn !== undefined && { servedOn }),
});

describe('the formal letter', () => {
  it('is posted on its day; without a report it counts as served five days later', () => {
    expect(reserved.contact).toMatchObject({ channel: 'letter', script: 'formal-demand' });
    expect(posted.state).toMatchObject({ rung: 6, letter: { contactId, postedAtMs: LETTER_DAY } });
    expect(posted.state.notBefore.why).toBe(
      '15 days to answer the formal letter, counted as served on 2027-01-03',
    );
  });

  it('whose outcome is unknown may be in the post; one that failed is not', () => {
    expect(decided(reserved.state, [delivered('unknown')]).state.letter).toBeDefined();
    expect(decided(reserved.state, [delivered('failed')]).state.letter).toBeUndefined();
  });

  it('served: the time to answer begins with it', () => {
    const { state, entries } = decided(posted.state, [report('served')], { now: at(62) });
    expect(state.letter?.servedAtMs).toBe(at(62));
    expect(state.notBefore.why).toBe('15 days to answer the formal letter, served on 2026-12-31');
    expect(entries.find(({ type }) => type === 'letter-outcome')?.why).toBe(state.notBefore.why);
  });

  it('served on a day that is reported later counts from that day', () => {
    const { state } = decided(posted.state, [report('served', '2026-12-30')], { now: at(64) });
    expect(state.notBefore.why).toContain('served on 2026-12-30');
  });

  it.each([
    ['before it was posted', '2026-12-28'],
    ['tomorrow', '2027-01-03'],
  ])('served %s is refused', (_name, servedOn) => {
    const { answers } = decided(posted.state, [report('served', servedOn)], { now: at(64) });
    expect(answers).toMatchObject([{ rejection: { rule: 'ServiceDateImpossible' } }]);
  });

  it('served twice, or never sent, is refused', () => {
    const served = decided(posted.state, [report('served')], { now: at(62) }).state;
    const twice: CaseEvent = { ...report('served'), id: 'again' };
    expect(decided(served, [twice], { now: at(63) }).answers).toMatchObject([
      { rejection: { rule: 'LetterNotOpen' } },
    ]);
    expect(decided(due(), [report('served')]).answers).toMatchObject([
      { rejection: { rule: 'LetterNotOpen' } },
    ]);
  });
});

describe('a letter that comes back', () => {
  const returned = decided(posted.state, [report('returned')], { now: at(63) });
  const taskId = returned.tasksOpened[0]?.taskId ?? '';
  const found: CaseEvent = {
    ...{
      type: 'task',
      id: 'found',
      by: 'collector-1',
      taskId,
      action: 'complete',
      why: 'the register has it',
    },
  };

  it('makes post unusable, and somebody looks for an address', () => {
    expect(returned.addresses).toEqual([{ kind: 'post', usable: false }]);
    expect(returned.tasksOpened).toMatchObject([{ kind: 'find-address', dueAtMs: at(63) + 30 * DAY_MS }]);
    expect(returned.state).toMatchObject({ rung: 5, errands: [{ kind: 'find-address' }] });
    expect(returned.state.letter).toBeUndefined();
    expect(returned.instruction).toMatchObject({ untilMs: at(63) + 30 * DAY_MS });
  });

  it('is posted anew once there is one', () => {
    const { contact, addresses, state } = decided(returned.state, [found], { now: at(70), lost: ['letter'] });
    expect(addresses).toEqual([{ kind: 'post', usable: true }]);
    expect(contact).toMatchObject({ channel: 'letter', script: 'formal-demand' });
    expect(state.errands).toBeUndefined();
  });

  it('is passed over when there is none in time, and then nobody goes to court', () => {
    const over = decided(returned.state, [], { now: at(93), lost: ['letter'] });
    expect(over.contact).toBeUndefined();
    expect(over.entries.map(({ type }) => type)).toContain('contact-denied');
    const court = decided(over.state, [], { now: at(121), lost: ['letter'] });
    expect(court.entries).toMatchObject([
      { type: 'rung-skipped', why: 'no formal letter was served: no legal step' },
    ]);
    expect(court.state).toMatchObject({ rung: 7, stage: 'letter' });
    expect(court.tasksOpened).toEqual([]);
  });

  it('after court has begun does not bring the case back', () => {
    const inCourt = { ...posted.state, rung: 7, stage: 'legal' as const };
    const { state, tasksOpened } = decided(inCourt, [report('returned')], { now: at(130) });
    expect(state.rung).toBe(7);
    expect(tasksOpened).toMatchObject([{ kind: 'find-address' }]);
  });
});

describe('court', () => {
  it('is asked for once the letter counts as served and the time to answer is over', () => {
    expect(decided(posted.state, [], { now: at(119) }).tasksOpened).toEqual([]);
    expect(decided(posted.state, [], { now: at(121) }).tasksOpened).toMatchObject([
      { kind: 'legal-approval' },
    ]);
  });
});

describe('a letter about a large amount', () => {
  const strategy = { ...cnRetail, authority: { answerDays: 5, letterFromMinor: 50_000 } };
  const asked = decided(due(), [], { strategy });
  const taskId = asked.tasksOpened[0]?.taskId ?? '';
  const answer = (approved: boolean): CaseEvent => ({
    ...{ type: 'approval', id: 'a', by: 'supervisor-1', taskId, approved, why: 'looked' },
  });

  it('is for a supervisor to approve; until then nothing goes out', () => {
    expect(asked.contact).toBeUndefined();
    expect(asked.tasksOpened).toMatchObject([{ kind: 'letter-approval' }]);
    expect(asked.instruction).toMatchObject({ untilMs: LETTER_DAY + 5 * DAY_MS });
  });

  it('goes out when it is approved, and is asked for once', () => {
    const { contact, state } = decided(asked.state, [answer(true)], { strategy });
    expect(contact).toMatchObject({ script: 'formal-demand' });
    expect(state.letterApproved).toBe(true);
  });

  it.each([
    ['is rejected', [answer(false)], LETTER_DAY],
    ['nobody answers', [], LETTER_DAY + 5 * DAY_MS],
  ])('is passed over when it %s, and recorded', (_name, events, now) => {
    const { contact, state, entries } = decided(asked.state, events, { strategy, now });
    expect(contact).toBeUndefined();
    expect(state.rung).toBe(6);
    expect(entries.at(-1)).toMatchObject({ type: 'rung-skipped', why: 'the formal letter was not approved' });
  });

  it('below the amount goes out by itself', () => {
    const own = { ...strategy, authority: { answerDays: 5, letterFromMinor: 50_001 } };
    expect(decided(due(), [], { strategy: own }).contact).toBeDefined();
  });
});
