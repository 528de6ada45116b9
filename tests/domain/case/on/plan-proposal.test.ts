import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { placeHold } from '../../../../domain/case/holds.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { piecesOf, type Plan } from '../../../../domain/plan/plan.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import type { AuthorityPolicy, Strategy } from '../../../../domain/strategy/schema.ts';
import { beijing, caseFacts, caseState, NOW, promisedState, type FactChanges } from '../../fixtures.ts';

interface World extends FactChanges {
  now?: number;
  authority?: AuthorityPolicy;
}

const facts = (world: FactChanges) => caseFacts(world);

/** One decision, on books that say 500.00 overdue unless told otherwise. */
function decided(state: CaseState, events: CaseEvent[], { now = NOW, authority, ...changes }: World = {}) {
  const strategy: Strategy = { ...cnRetail, ...(authority && { authority }) };
  const decision = decide({
    state,
    events,
    facts: facts(changes),
    strategy,
    scorer: expertScorer,
    now,
  });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

/** 500.00 in five parts from 20 November. */
const fiveParts: Plan = {
  kind: 'spread',
  firstDueOn: '2026-11-20',
  pieces: [{ count: 5, amountMinor: 10_000 }],
  arrearsMinor: 50_000,
  interestMinor: 0,
};
/** All that is owed over a new term of ten months. */
const newTerm: Plan = {
  ...fiveParts,
  kind: 're-term',
  pieces: piecesOf([...Array<number>(9).fill(11_000), 10_500]),
  interestMinor: 9_500,
};

const propose = (plan: Plan = fiveParts, collectableMinor = 50_000): CaseEvent => ({
  ...{ type: 'plan-proposal', id: 'plan-1', by: 'collector-1', plan, collectableMinor },
  means: { incomeMinor: 100_000, outgoingsMinor: 84_000, capacityMinor: 11_200 },
});
const answer = (taskId: string, approved = true, by = 'sup-1'): CaseEvent => ({
  ...{ type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why: 'papers seen' },
});
const kinds = (state: CaseState) => state.holds.map(({ kind }) => kind);
const types = ({ entries }: { entries: { type: string }[] }) => entries.map(({ type }) => type);

const asked = decided(caseState(), [propose()]);
const taskId = asked.tasksOpened[0]?.taskId ?? '';

describe('a plan that is proposed', () => {
  it('is for a supervisor to approve, and nobody is asked for money until then', () => {
    expect(kinds(asked.state)).toEqual(['hardship-review']);
    expect(asked.state).not.toHaveProperty('plan');
    expect(asked.tasksOpened).toMatchObject([{ kind: 'plan-approval', dueAtMs: NOW + 5 * DAY_MS }]);
    expect(asked.tasksOpened[0]?.summary).toBe(
      'Approve the repayment plan: the arrears in parts beside the running instalments, 5 instalments from 2026-11-20: ' +
        '5 of CNY 100.00; without an answer by 2026-11-06 12:00 Asia/Shanghai it is declined',
    );
    expect(asked.entries[0]).toMatchObject({
      type: 'plan-proposal',
      data: {
        plan: fiveParts,
        means: { incomeMinor: 100_000, outgoingsMinor: 84_000, capacityMinor: 11_200 },
      },
    });
    expect(asked.instruction).toMatchObject({ kind: 'wait', untilMs: NOW + 5 * DAY_MS });
  });

  it('of arrears that have changed is refused', () => {
    const { answers, state } = decided(caseState(), [propose(fiveParts, 60_000)]);
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'PlanOutdated' } }]);
    expect(kinds(state)).toEqual([]);
  });

  it('that policy does not allow is refused, whoever worked it out', () => {
    const dear = { ...fiveParts, pieces: [{ count: 4, amountMinor: 12_500 }] };
    const { answers } = decided(caseState(), [propose(dear)]);
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'PlanUnaffordable' } }]);
  });

  it('above the limit takes two different persons, neither of them who proposed it', () => {
    const authority = { twoPersonsFromMinor: 50_000, answerDays: 5 };
    const two = decided(caseState(), [propose()], { authority });
    const task = two.tasksOpened[0]?.taskId ?? '';
    const own = decided(two.state, [answer(task, true, 'collector-1')], { authority });
    expect(own.answers).toMatchObject([{ accepted: false, rejection: { rule: 'SamePerson' } }]);
    const once = decided(two.state, [answer(task, true, 'sup-1')], { authority });
    expect(once.state).not.toHaveProperty('plan');
    expect(kinds(once.state)).toEqual(['hardship-review']);
    const twice = decided(once.state, [answer(task, true, 'sup-2')], { authority });
    expect(twice.state.plan?.id).toBe('plan-1');
    const small = decided(caseState(), [propose()], {
      authority: { ...authority, twoPersonsFromMinor: 50_001 },
    });
    expect(decided(small.state, [answer(task, true, 'sup-1')]).state.plan?.id).toBe('plan-1');
  });

  it.each([
    ['rejected', NOW + 2 * DAY_MS, [answer(taskId, false)], 2],
    ['not decided in time', NOW + 5 * DAY_MS, [], 5],
  ])('%s: the ladder resumes where it stood', (_name, now, events, shiftDays) => {
    const { state, tasksClosed } = decided(asked.state, events, { now });
    expect(state).toMatchObject({ holds: [], shiftDays, rung: 0 });
    expect(state).not.toHaveProperty('asks');
    expect(state).not.toHaveProperty('plan');
    expect(tasksClosed).toEqual([taskId]);
  });

  it('is moot when everything is paid meanwhile', () => {
    const paid = { delinquency: { arrearsMinor: 0, oldestDueOn: null }, paidMinor: 50_000 };
    expect(decided(asked.state, [], paid).state).toMatchObject({ closed: { reason: 'cured' }, holds: [] });
  });
});

/** Approved on 2 November; nothing was paid before. */
const approvedAt = NOW + DAY_MS;
const standing = (plan = fiveParts) =>
  decided(decided(caseState(), [propose(plan)]).state, [answer(taskId)], { now: approvedAt });

/** Books in which so much of the 500.00 was paid. */
const paid = (minor: number): FactChanges => ({
  paidMinor: minor,
  delinquency: { arrearsMinor: 50_000 - minor, ...(minor === 50_000 && { oldestDueOn: null }) },
});
const judgedOn = (month: string, day = '24') => beijing(`${month}-${day}`, '00:00');

describe('a plan that is approved', () => {
  it('stands: its hold has an end, contacts stop but for its reminder', () => {
    const { state, instruction, entries } = standing();
    expect(state.holds).toMatchObject([
      { kind: 'plan', owner: 'policy', untilMs: beijing('2027-04-24', '00:00') },
    ]);
    expect(state.plan).toMatchObject({ ...fiveParts, id: 'plan-1', outcomes: '', missed: 0 });
    expect(entries.map(({ type }) => type)).toEqual(['approval', 'plan-approved']);
    expect(instruction).toMatchObject({ kind: 'wait', step: 'reminder of an instalment of the plan' });
    const { untilMs } = instruction as { untilMs: number };
    expect(untilMs).toBeGreaterThanOrEqual(beijing('2026-11-19', '10:00'));
    expect(untilMs).toBeLessThan(beijing('2026-11-19', '11:00'));
  });

  it('takes the place of a promise and of grace', () => {
    const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
    const both = placeHold(
      before,
      { kind: 'grace', sinceMs: NOW, untilMs: NOW + 9 * DAY_MS, owner: 'policy' },
      NOW,
    );
    const { state } = decided(decided(both, [propose()]).state, [answer(taskId)]);
    expect(kinds(state)).toEqual(['plan']);
    expect(state).not.toHaveProperty('promise');
    expect(state.brokenPromises).toBe(0);
  });

  it('takes the place of the plan before it', () => {
    const { state } = standing();
    const again = { ...propose({ ...fiveParts, firstDueOn: '2026-12-20' }), id: 'plan-2' };
    const reviewed = decided(state, [again], { now: approvedAt });
    expect(kinds(reviewed.state)).toEqual(['plan', 'hardship-review']);
    const task = reviewed.tasksOpened[0]?.taskId ?? '';
    const replaced = decided(reviewed.state, [answer(task)], { now: approvedAt });
    expect(replaced.state.plan).toMatchObject({ id: 'plan-2', firstDueOn: '2026-12-20' });
    expect(kinds(replaced.state)).toEqual(['plan']);
    expect(decided(reviewed.state, [answer(task, false)], { now: approvedAt }).state.plan?.id).toBe('plan-1');
  });

  it('reminds of an instalment once, and not of one that is paid', () => {
    const reminder = beijing('2026-11-19', '11:00');
    const { contact, state } = decided(standing().state, [], { now: reminder });
    expect(contact).toMatchObject({ purpose: 'promise-reminder', script: 'promise-reminder' });
    expect(state).toMatchObject({ pending: { about: 'plan-reminder' }, plan: { reminded: 1 } });
    const early = decided(standing().state, [], { now: reminder, ...paid(10_000) });
    expect(early.contact).toBeUndefined();
    expect(early.instruction).toMatchObject({ kind: 'wait' });
  });

  it('reminds again when the first came too late for the hours', () => {
    const reserved = decided(standing().state, [], { now: beijing('2026-11-19', '11:00') });
    const contactId = reserved.contact?.contactId ?? '';
    const late = { type: 'delivered', id: contactId, by: 'system', outcome: 'too-late' } as const;
    const { state } = decided(reserved.state, [late], { now: beijing('2026-11-19', '22:30') });
    expect(state.plan?.reminded).toBe(0);
    expect(state).not.toHaveProperty('pending');
  });
});

describe('its instalments', () => {
  it.each([
    ['paid', 10_000, 'k', 'plan-instalment-kept', undefined],
    ['paid in part', 6_000, 'p', 'plan-instalment-partly', undefined],
    ['missed', 0, 'm', 'plan-instalment-missed', 'plan-missed'],
  ])('%s', (_name, minor, outcomes, type, script) => {
    const judged = decided(standing().state, [], { now: judgedOn('2026-11'), ...paid(minor) });
    expect(judged.state.plan).toMatchObject({ outcomes });
    expect(types(judged)).toContain(type);
    expect(kinds(judged.state)).toEqual(['plan']);
    const morning = decided(judged.state, [], { now: beijing('2026-11-24', '09:30'), ...paid(minor) });
    expect(morning.contact?.script).toBe(script);
  });

  it('paid early are kept at once', () => {
    const { state, entries } = decided(standing().state, [], { now: NOW + 2 * DAY_MS, ...paid(20_000) });
    expect(state.plan?.outcomes).toBe('kk');
    expect(entries.filter(({ type }) => type === 'plan-instalment-kept')).toHaveLength(2);
  });

  it('missed twice: the plan ends with a task, and the ladder goes on where it stood', () => {
    const first = decided(standing().state, [], { now: judgedOn('2026-11') });
    const told = decided(first.state, [], { now: beijing('2026-11-24', '09:30') });
    const outcome = {
      type: 'delivered',
      id: told.contact?.contactId ?? '',
      by: 'system',
      outcome: 'sent',
    } as const;
    const sent = decided(told.state, [outcome], { now: beijing('2026-11-24', '09:31') });
    expect(sent.contact).toBeUndefined();
    expect(sent.state.plan).toMatchObject({ missed: 1 });
    expect(sent.state.plan).not.toHaveProperty('missedToTell');
    const second = decided(sent.state, [], { now: judgedOn('2026-12') });
    expect(types(second)).toEqual(['plan-instalment-missed', 'plan-broken']);
    expect(second.tasksOpened).toMatchObject([{ kind: 'plan-broken' }]);
    expect(second.state).toMatchObject({ holds: [], brokenPlans: 1, rung: 0 });
    expect(second.state).not.toHaveProperty('plan');
    // It stood at the second day past due when the plan was proposed: the reminder of the third day is a day away.
    expect(second.state.shiftDays).toBe(53);
    const { untilMs } = second.instruction as { untilMs: number };
    expect(untilMs).toBeGreaterThanOrEqual(beijing('2026-12-25', '10:00'));
    expect(untilMs).toBeLessThan(beijing('2026-12-25', '11:00'));
  });

  it('that made the debt younger do not move the ladder further back', () => {
    const younger = { paidMinor: 20_000, delinquency: { arrearsMinor: 30_000, oldestDueOn: '2026-12-01' } };
    const kept = decided(standing().state, [], { now: judgedOn('2026-12'), ...younger });
    expect(kept.state.plan?.outcomes).toBe('kk');
    const broken = { ...kept.state, plan: { ...kept.state.plan!, missed: 1 } };
    const { state } = decided(broken, [], { now: judgedOn('2027-01'), ...younger });
    // 54 days past due by then, and two when it stopped.
    expect(state).toMatchObject({ brokenPlans: 1, shiftDays: 52 });
  });

  it('are not missed while the law forbids to ask for them, and count as one when it ends', () => {
    const hold = {
      kind: 'dispute',
      sinceMs: NOW,
      untilMs: NOW + 365 * DAY_MS,
      owner: 'supervisor',
      stopsAll: true,
    } as const;
    const held = placeHold(standing().state, hold, approvedAt);
    const during = decided(held, [], { now: judgedOn('2027-01') });
    expect(during.state.plan).toMatchObject({ outcomes: '', missed: 0, heldUntilOn: '2027-11-01' });
    const planHold = during.state.holds.find(({ kind }) => kind === 'plan');
    expect(planHold?.untilMs).toBe(beijing('2027-11-05', '00:00'));
    const free = { ...during.state, holds: during.state.holds.filter(({ kind }) => kind !== 'dispute') };
    const released = decided(free, [], { now: judgedOn('2027-01') });
    expect(released.state.plan).toMatchObject({ outcomes: '', heldUntilOn: '2027-01-24' });
    expect(released.state.holds).toMatchObject([{ kind: 'plan', untilMs: beijing('2027-04-24', '00:00') }]);
    const { state } = decided(released.state, [], { now: judgedOn('2027-01', '28') });
    expect(state.plan).toMatchObject({ outcomes: 'mmm', missed: 1 });
  });
});

describe('the end of a plan', () => {
  it('all paid: kept, and the books cure the case', () => {
    const before = { ...standing().state };
    const end = decided(before, [], { now: judgedOn('2027-03', '20'), ...paid(50_000) });
    expect(types(end)).toEqual(expect.arrayContaining(['plan-instalment-kept', 'plan-kept', 'cured']));
    expect(end.state).toMatchObject({ closed: { reason: 'cured' }, holds: [] });
    expect(end.contact?.script ?? 'thanks').toBe('thanks');
  });

  it('all of a spread paid, and more has fallen due meanwhile: the ladder goes on for that', () => {
    const books = { paidMinor: 50_000, delinquency: { arrearsMinor: 7_000, oldestDueOn: '2027-03-01' } };
    const { state, entries } = decided(standing().state, [], { now: judgedOn('2027-03', '20'), ...books });
    expect(entries.map(({ type }) => type)).toContain('plan-kept');
    expect(state).toMatchObject({ holds: [], arrearsMinor: 7_000 });
    expect(state.closed).toBeUndefined();
    expect(state.brokenPlans).toBeUndefined();
  });

  it('all of a new term paid, and the books still have the old schedule: restructured', () => {
    const books = { paidMinor: 109_500, delinquency: { arrearsMinor: 40_000 } };
    const now = judgedOn('2027-08', '20');
    const end = decided(standing(newTerm).state, [], { now, ...books });
    expect(end.state).toMatchObject({ closed: { reason: 'restructured' }, thanksDue: true });
    expect(end.entries.map(({ type }) => type)).toContain('plan-kept');
    const morning = decided(end.state, [], { now: now + 11 * 3_600_000, ...books });
    expect(morning.contact).toMatchObject({ purpose: 'acknowledge', script: 'plan-completed' });
    expect(morning.state.thanksDue).toBeUndefined();
  });

  it('the core system takes the new schedule over: restructured, without thanks for a payment', () => {
    const books = { delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 } };
    const { state, entries, tasksClosed } = decided(standing(newTerm).state, [], {
      now: approvedAt,
      ...books,
    });
    expect(state.closed?.reason).toBe('restructured');
    expect(state.thanksDue).toBeUndefined();
    expect(entries.at(-1)?.why).toContain('follow the new schedule');
    expect(tasksClosed).toBe('all');
  });

  it('a new term whose arrears the customer has paid off: cured', () => {
    const books = { paidMinor: 50_000, delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 } };
    const { state } = decided(standing(newTerm).state, [], { now: approvedAt, ...books });
    expect(state.closed?.reason).toBe('cured');
  });
});
