import { describe, expect, test } from 'vitest';
import { Agenda, type Planned } from '../../../cli/demo/agenda.ts';
import { TaskWatch } from '../../../cli/demo/task-watch.ts';

const pay = (atMs: number): Planned => ({
  ...{ atMs, by: 'customer', action: { do: 'pay', share: 1, of: 'arrears' } },
});
const bounce = (atMs: number): Planned => ({
  ...{ atMs, by: 'others', action: { do: 'bounce', reason: 'AM04' } },
});

describe('agenda', () => {
  test('gives what is due once, the earliest first', () => {
    const agenda = new Agenda();
    agenda.add(pay(20), pay(10));
    expect([agenda.takeDue(15)?.atMs, agenda.takeDue(15), agenda.takeDue(20)?.atMs]).toEqual([
      10,
      undefined,
      20,
    ]);
  });

  test('only what the customer means to do are plans', () => {
    const agenda = new Agenda();
    agenda.add(bounce(10));
    expect(agenda.hasPlans).toBe(false);
    agenda.add(pay(20));
    expect(agenda.hasPlans).toBe(true);
  });

  test('the end of the case leaves what belongs to no open case', () => {
    const agenda = new Agenda();
    agenda.add(pay(10), bounce(20));
    agenda.keepWhatOutlivesCase();
    expect(agenda.takeDue(30)?.action.do).toBe('bounce');
    expect(agenda.takeDue(30)).toBeUndefined();
  });

  test('another promise: the payments of the one before are dropped', () => {
    const agenda = new Agenda();
    agenda.add({ ...pay(10), action: { do: 'pay-promised', amountMinor: 5 } }, pay(20));
    agenda.dropPromised();
    expect(agenda.takeDue(30)?.action.do).toBe('pay');
  });
});

describe('tasks', () => {
  const task = { task: 'settlement-approval', taskId: 'L1-1.4.40' } as const;

  test('are heard of once', () => {
    const watch = new TaskWatch();
    expect(watch.see(task, 1)).toEqual({ kind: 'task', ...task });
    expect(watch.see(task, 2)).toBeUndefined();
  });

  test('that are open after one has approved are for another, once; a look from before says nothing', () => {
    const watch = new TaskWatch();
    watch.see(task, 1);
    watch.askSecond(task.taskId, 10);
    expect(watch.see(task, 10)).toBeUndefined();
    expect(watch.see(task, 11)).toMatchObject({ second: true });
    expect(watch.see(task, 12)).toBeUndefined();
  });

  test('that are given back are begun anew', () => {
    const watch = new TaskWatch();
    watch.see(task, 1);
    watch.again(task.taskId, 10);
    expect(watch.see(task, 11)).toEqual({ kind: 'task', ...task });
  });

  test('that go to somebody else are heard of once more, and are not those of the first any longer', () => {
    const watch = new TaskWatch();
    const call = { task: 'call', taskId: 'L1-1.2.1' } as const;
    watch.see({ ...call, assignee: 'ann' }, 1);
    expect(watch.isOf(call.taskId, 'ann')).toBe(true);
    expect(watch.see({ ...call, assignee: 'ben' }, 2)).toMatchObject({ assignee: 'ben', moved: true });
    expect(watch.see({ ...call, assignee: 'ben' }, 3)).toBeUndefined();
    expect([watch.isOf(call.taskId, 'ann'), watch.isOf(call.taskId, 'ben')]).toEqual([false, true]);
  });

  test('that somebody has given back are begun anew by whoever gets them', () => {
    const watch = new TaskWatch();
    const call = { task: 'call', taskId: 'L1-1.2.1' } as const;
    watch.see({ ...call, assignee: 'ann' }, 1);
    watch.again(call.taskId, 10);
    expect(watch.see({ ...call, assignee: 'ben' }, 11)).toEqual({ kind: 'task', ...call, assignee: 'ben' });
  });
});
