import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import type { LegalOutcome, WorkStep } from '../../../domain/legal/steps.ts';
import { NOW } from '../fixtures.ts';
import { Action, paper, policy } from './fixtures.ts';

describe('opened', () => {
  it('begins with proving that the notice was served, within ten days', () => {
    const { last } = new Action();
    expect(last.state).toMatchObject({ sequence: 1, claimMinor: 1_000_000, filed: false });
    expect(last.tasksOpened).toMatchObject([
      { taskId: 'legal-L1-1.1.1', kind: 'legal-notice', dueAtMs: NOW + 10 * DAY_MS },
    ]);
    expect(last.instruction).toMatchObject({ kind: 'wait', untilMs: NOW + 10 * DAY_MS });
    expect(last.entries).toMatchObject([{ type: 'legal-opened', data: { approvedBy: ['supervisor-1'] } }]);
    // The case knows: it has opened it.
    expect(last).not.toHaveProperty('tell');
  });
});

/** From where, what comes of it: the next step, or the end. */
const OUTCOMES: [Parameters<Action['upTo']>[0] | 'notice', WorkStep, LegalOutcome, string][] = [
  ['notice', 'notice', 'served', 'filing'],
  ['notice', 'notice', 'returned', 'notice'],
  ['filing', 'filing', 'accepted', 'hearing'],
  ['filing', 'filing', 'rejected', 'filing'],
  ['hearing', 'hearing', 'held', 'judgment'],
  ['hearing', 'hearing', 'adjourned', 'hearing'],
  ['judgment', 'judgment', 'for', 'appeal'],
  ['judgment', 'judgment', 'partly', 'appeal'],
  ['judgment', 'judgment', 'against', 'appeal'],
  ['appeal', 'appeal', 'appealed', 'hearing'],
  ['enforcement', 'enforcement', 'paid', 'ended: paid'],
  ['enforcement', 'enforcement', 'partly-paid', 'enforcement'],
  ['enforcement', 'enforcement', 'nothing-found', 'ended: unenforceable'],
];

describe('the outcome of a step decides the next', () => {
  it.each(OUTCOMES)('at %s: %s ends as %s -> %s', (at, step, outcome, next) => {
    const action = new Action();
    if (at !== 'notice') action.upTo(at);
    const before = action.state.step;
    const { state, answers, tasksClosed, tasksOpened } = action.complete(step, outcome);
    expect(answers).toMatchObject([{ accepted: true }]);
    expect(state.ended ? `ended: ${state.ended.reason}` : state.step.name).toBe(next);
    expect(tasksClosed).toEqual([before.taskId]);
    if (!state.ended) expect(tasksOpened.map(({ taskId }) => taskId)).toEqual([state.step.taskId]);
    if (next === step) expect(state.step.attempt).toBe(2);
  });

  it('a notice that came back twice is filed without', () => {
    const action = new Action();
    action.complete('notice', 'returned');
    expect(action.complete('notice', 'returned').state.step).toMatchObject({ name: 'filing', attempt: 1 });
  });

  it('a claim that the court sent back three times is given up', () => {
    const action = new Action().upTo('filing');
    action.complete('filing', 'rejected');
    action.complete('filing', 'rejected');
    expect(action.state.step).toMatchObject({ name: 'filing', attempt: 3 });
    expect(action.complete('filing', 'rejected').state.ended?.reason).toBe('rejected');
    expect(action.state.filed).toBe(false);
  });

  it('assets are preserved from a set claim on', () => {
    const action = new Action({ changes: { preservationFromMinor: 1_000_000 } });
    action.complete('notice', 'served');
    action.after(policy.answerDays);
    expect(action.complete('filing', 'accepted').state.step.name).toBe('preservation');
    expect(action.complete('preservation', 'granted').state).toMatchObject({
      preserved: true,
      step: { name: 'hearing' },
    });
  });

  it.each([
    ['for', 'enforcement'],
    ['partly', 'enforcement'],
    ['against', 'ended: lost'],
  ] as const)('judged %s, and nobody has appealed -> %s', (verdict, next) => {
    const action = new Action().upTo('judgment');
    action.complete('judgment', verdict);
    action.after(policy.appealDays);
    const { state } = action.complete('appeal', 'none');
    expect(state.ended ? `ended: ${state.ended.reason}` : state.step.name).toBe(next);
  });

  it('the judgment of the second instance is final', () => {
    const action = new Action().upTo('appeal');
    action.complete('appeal', 'appealed');
    expect(action.state).toMatchObject({ instance: 2, step: { name: 'hearing' } });
    expect(action.state).not.toHaveProperty('verdict');
    action.complete('hearing', 'held');
    expect(action.complete('judgment', 'against').state.ended?.reason).toBe('lost');
  });
});

describe('what is refused', () => {
  const complete = (step: WorkStep, outcome: LegalOutcome, documents = [paper]) =>
    ({ type: 'complete', step, outcome, documents, why: 'done' }) as const;
  const rule = (action: Action, said: Parameters<Action['say']>[0]) => {
    const before = action.state;
    const { answers, state, entries } = action.say(said);
    const [answer] = answers;
    if (!answer || answer.accepted) return undefined;
    // A refusal changes nothing and is on nobody's timeline.
    expect({ ...state, sequence: before.sequence }).toEqual(before);
    expect(entries).toEqual([]);
    return answer.rejection.rule;
  };

  it('another step than the open one', () => {
    expect(rule(new Action(), complete('filing', 'accepted'))).toBe('LegalStepNotOpen');
  });
  it('an outcome that the step does not have', () => {
    expect(rule(new Action(), complete('notice', 'paid'))).toBe('LegalOutcomeUnknown');
  });
  it('filing before the time to answer is over; on the last day of it still, the day after no more', () => {
    const action = new Action();
    action.complete('notice', 'served');
    expect(rule(action, complete('filing', 'accepted'))).toBe('LegalStepTooEarly');
    action.nowMs += policy.answerDays * DAY_MS - 1;
    expect(rule(action, complete('filing', 'accepted'))).toBe('LegalStepTooEarly');
    action.nowMs += 1;
    expect(rule(action, complete('filing', 'accepted'))).toBeUndefined();
  });
  it('no appeal before the time to appeal is over; an appeal at any time', () => {
    const action = new Action().upTo('appeal');
    expect(rule(action, complete('appeal', 'none'))).toBe('LegalStepTooEarly');
    expect(rule(action, complete('appeal', 'appealed'))).toBeUndefined();
  });
  it('service without a document; one that was added before will do', () => {
    const action = new Action();
    expect(rule(action, complete('notice', 'served', []))).toBe('LegalDocumentMissing');
    action.say({ type: 'document', documents: [paper], why: 'came by post' });
    expect(rule(action, complete('notice', 'served', []))).toBeUndefined();
  });
  it('a document of an earlier step', () => {
    const action = new Action().upTo('filing');
    expect(rule(action, complete('filing', 'accepted', []))).toBe('LegalDocumentMissing');
  });
  it('a task that waits for no approval', () => {
    const said = { type: 'approval', taskId: 'legal-L1-1.1.1', approved: true, why: 'yes' } as const;
    expect(rule(new Action(), said)).toBe('TaskNotOpen');
  });
  it('a settlement above the claim', () => {
    const said = { type: 'settle' as const, amountMinor: 1_000_001, documents: [], why: 'agreed' };
    expect(rule(new Action(), said)).toBe('SettlementExceedsClaim');
    expect(rule(new Action(), { ...said, amountMinor: 1_000_000 })).toBeUndefined();
  });
  it('anything but the withdrawal while it is withdrawn, and anything at all afterwards', () => {
    const action = new Action().upTo('hearing');
    action.say({ type: 'withdraw', why: 'no assets' });
    expect(rule(action, { type: 'withdraw', why: 'again' })).toBe('LegalStopping');
    expect(rule(action, { type: 'settle', amountMinor: 1, documents: [], why: 'x' })).toBe('LegalStopping');
    expect(rule(action, complete('hearing', 'held'))).toBe('LegalStepNotOpen');
    action.complete('withdrawal', 'done');
    expect(action.state.ended?.reason).toBe('withdrawn');
    expect(rule(action, { type: 'withdraw', why: 'again' })).toBe('LegalActionEnded');
    expect(rule(action, { type: 'document', documents: [paper], why: 'late' })).toBe('LegalActionEnded');
  });
});

describe('two persons above a set claim', () => {
  const large = { arrearsMinor: policy.twoPersonsFromMinor };
  const approve = (action: Action, by: string, approved = true) => {
    const { taskId } = action.state.settlement ?? action.state.step;
    return action.say({ type: 'approval', by, taskId, approved, why: 'looked at it' });
  };

  it('a claim that has grown past it needs the second before it is filed', () => {
    const action = new Action();
    action.facts = large;
    expect(action.complete('notice', 'served').state.step.name).toBe('approval');
    expect(approve(action, 'supervisor-1').answers).toMatchObject([{ rejection: { rule: 'SamePerson' } }]);
    expect(approve(action, 'supervisor-2').state).toMatchObject({
      approvedBy: ['supervisor-1', 'supervisor-2'],
      step: { name: 'filing', notBeforeMs: NOW + policy.answerDays * DAY_MS },
    });
  });

  it('one that grows while it is being filed too', () => {
    const action = new Action().upTo('filing');
    action.facts = large;
    const { state, entries } = action.say();
    expect(state.step.name).toBe('approval');
    expect(entries).toMatchObject([{ type: 'legal-approval-asked' }]);
  });

  it('two that have approved it in the case are enough', () => {
    const action = new Action({ facts: large, approvedBy: ['supervisor-1', 'supervisor-2'] });
    expect(action.complete('notice', 'served').state.step.name).toBe('filing');
  });

  it('rejected, or answered by nobody in time: declined, and nothing was filed', () => {
    for (const answer of ['rejected', 'late'] as const) {
      const action = new Action({ facts: large });
      action.complete('notice', 'served');
      if (answer === 'rejected') approve(action, 'supervisor-2', false);
      else action.after(policy.approvalDays);
      expect(action.state).toMatchObject({ ended: { reason: 'declined' }, filed: false });
      expect(action.last.tell).toMatchObject({ ended: 'declined' });
    }
  });

  it('a settlement waits for another person, and the steps go on meanwhile', () => {
    const action = new Action({ facts: large, approvedBy: ['supervisor-1', 'supervisor-2'] });
    const { tasksOpened, tell } = action.say({
      ...{ type: 'settle', amountMinor: 4_000_000, documents: [paper], why: 'lump sum' },
    });
    expect(tasksOpened).toMatchObject([{ kind: 'legal-settlement', taskId: 'legal-L1-1.2.2' }]);
    expect(tell).toBeUndefined();
    expect(action.say({ type: 'settle', amountMinor: 1, documents: [], why: 'x' }).answers).toMatchObject([
      { rejection: { rule: 'SettlementOpen' } },
    ]);
    expect(approve(action, 'lawyer-1').answers).toMatchObject([{ rejection: { rule: 'SamePerson' } }]);
    expect(action.complete('notice', 'served').state.step.name).toBe('filing');
    const settled = approve(action, 'supervisor-2');
    expect(settled.state.ended?.reason).toBe('settled');
    expect(settled.tell).toMatchObject({ ended: 'settled' });
    expect(settled.tasksClosed.toSorted()).toEqual(['legal-L1-1.2.2', action.state.step.taskId].toSorted());
  });

  it('a settlement that nobody approves in time is declined, and the action goes on', () => {
    const action = new Action({ facts: large, approvedBy: ['supervisor-1', 'supervisor-2'] });
    action.say({ type: 'settle', amountMinor: 4_000_000, documents: [], why: 'lump sum' });
    action.after(policy.approvalDays);
    expect(action.state).not.toHaveProperty('settlement');
    expect(action.last.entries).toMatchObject([{ type: 'legal-settlement-declined' }]);
    expect(action.last.tasksClosed).toEqual(['legal-L1-1.2.2']);
    expect(action.state.step).toMatchObject({ name: 'notice', escalations: 0 });
  });
});

describe('stopped', () => {
  const stop = { type: 'stop', reason: 'cured', by: 'case' } as const;

  it('before anything is filed: ends at once, and the case need not be told what it knows', () => {
    const action = new Action();
    action.facts = { arrearsMinor: 0, closed: 'cured' };
    const { state, tasksClosed, tell, instruction } = action.say(stop);
    expect(state).toMatchObject({ ended: { reason: 'cured' }, claimMinor: 1_000_000 });
    expect(tasksClosed).toEqual(['legal-L1-1.1.1']);
    expect(instruction).toMatchObject({ kind: 'end', reason: 'cured' });
    expect(tell).toBeUndefined();
  });

  it('once a court has it: only the withdrawal is left, then it ends as what stopped it', () => {
    const action = new Action().upTo('hearing');
    action.facts = { arrearsMinor: 0, closed: 'cured' };
    const { state, tasksOpened } = action.say(stop);
    expect(state).toMatchObject({ stopping: 'cured', step: { name: 'withdrawal' } });
    expect(tasksOpened).toMatchObject([{ kind: 'legal-withdrawal' }]);
    expect(action.complete('withdrawal', 'refused').state.step).toMatchObject({ attempt: 2 });
    expect(action.complete('withdrawal', 'done').state.ended?.reason).toBe('cured');
  });

  it.each([
    ['cured', 'cured'],
    ['sold', 'closed'],
  ] as const)('by the case that is closed as %s, though nobody has said so', (closed, reason) => {
    const action = new Action();
    action.facts = { arrearsMinor: 0, closed };
    const { state, entries } = action.say();
    expect(state.ended?.reason).toBe(reason);
    expect(entries.map(({ type }) => type)).toEqual(['legal-stop', 'legal-ended']);
  });

  it('twice is once', () => {
    const action = new Action().upTo('hearing');
    action.say(stop);
    const { entries, answers, state } = action.say(stop);
    expect(answers).toMatchObject([{ accepted: true }]);
    expect(entries).toEqual([]);
    expect(state.stopping).toBe('cured');
  });

  it('settled when a court has it: the case is told at once, the withdrawal follows', () => {
    const action = new Action().upTo('hearing');
    const { tell, state } = action.say({
      ...{ type: 'settle', amountMinor: 600_000, documents: [], why: 'lump sum' },
    });
    expect(tell).toEqual({ step: 'withdrawal', ended: 'settled' });
    expect(state).toMatchObject({ stopping: 'settled', step: { name: 'withdrawal' } });
    action.facts = { arrearsMinor: 400_000, closed: 'settled' };
    const done = action.complete('withdrawal', 'done');
    expect(done.state.ended?.reason).toBe('settled');
    expect(done.tell).toBeUndefined();
  });
});

describe('a missed deadline', () => {
  it('is escalated on the same task, again and again, until somebody has done the step', () => {
    const action = new Action();
    action.after(policy.noticeDays);
    expect(action.last.tasksOpened).toMatchObject(
      [{ taskId: 'legal-L1-1.1.1', dueAtMs: NOW + 15 * DAY_MS, summary: /^Overdue \(1\): / }].map(
        ({ summary, ...task }) => ({ ...task, summary: expect.stringMatching(summary) as string }),
      ),
    );
    expect(action.last.entries).toMatchObject([{ type: 'legal-overdue', data: { escalations: 1 } }]);
    action.after(2 * policy.escalateDays);
    expect(action.state.step).toMatchObject({ escalations: 3 });
    expect(action.complete('notice', 'served').state.step).toMatchObject({
      name: 'filing',
      escalations: 0,
    });
  });
});

it('one decision may do several things; what was opened and closed in it was never there', () => {
  const action = new Action();
  const { tasksOpened, state } = action.say(
    { type: 'complete', step: 'notice', outcome: 'returned', documents: [], why: 'moved' },
    { type: 'complete', step: 'notice', outcome: 'returned', documents: [], why: 'moved again' },
    { type: 'complete', step: 'filing', outcome: 'accepted', documents: [paper], why: 'filed' },
  );
  expect(state).toMatchObject({ filed: true, step: { name: 'hearing' } });
  expect(tasksOpened).toMatchObject([{ kind: 'legal-hearing', taskId: 'legal-L1-1.2.1' }]);
});
