import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, localDate, localSecondOfDay } from '../../../domain/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import { collectableMinor, type CaseState } from '../../../domain/case/state.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { ZONE } from '../fixtures.ts';
import { lifeArbitrary } from '../lives.ts';
import { simulate, type Decided } from '../simulate.ts';

/** More of them: PROPERTY_RUNS=100000, as long as it takes. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 2_000);

/** The promise that is open after a decision, or null. */
const openPromise = ({ decision }: Decided) => decision.state?.promise ?? null;
const contactOf = ({ decision }: Decided) => decision.contact;

/** Each gives what is wrong in a life, or nothing. */
const RULES: Record<string, (life: Decided[]) => unknown> = {
  'no contact without collectable arrears, but thanks': (life) =>
    life.find((decided) => {
      const { state, contact } = decided.decision;
      if (!contact || !state || contact.purpose === 'acknowledge') return false;
      const { arrearsMinor } = decided.input.facts.delinquency;
      return arrearsMinor === 0 || collectableMinor({ ...state, arrearsMinor }) === 0;
    }),

  'contacts keep the hours of Beijing': (life) =>
    life.find(({ input, decision }) => {
      if (!decision.contact || decision.contact.channel === 'letter') return false;
      const hour = localSecondOfDay(input.now, ZONE) / 3600;
      return hour < 8 || hour >= 22;
    }),

  'contacts keep consent and address': (life) =>
    life.find(({ input, decision }) => {
      const { consents, reachable } = input.facts.customer;
      const channel = decision.contact?.channel;
      // Whoever was asked to find the address has found it: the decision that hears of it may use it.
      const found = channel === 'letter' && input.events.some(({ type }) => type === 'task');
      const known = found || (channel !== undefined && reachable.includes(channel));
      return channel && (!known || (channel !== 'letter' && !consents.includes(channel)));
    }),

  'never two contacts at once, nor one twice': (life) => {
    const ids = life.flatMap((decided) => contactOf(decided)?.contactId ?? []);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    const second = life.find(({ input, decision }) => {
      const pending = input.state?.pending;
      const ended = input.events.some((e) => e.type === 'delivered' && e.id === pending?.contactId);
      return pending && !ended && decision.contact && !decision.state?.closed;
    });
    return twice ?? second;
  },

  'never two steps of the ladder on one day, unless the first one failed': (life) => {
    let lastDay = '';
    let lastRung: number | undefined;
    return life.find((decided) => {
      const contact = contactOf(decided);
      if (contact?.rung === undefined) return false;
      const day = localDate(decided.input.now, ZONE);
      const wrong = day === lastDay && contact.rung !== lastRung;
      [lastDay, lastRung] = [day, contact.rung];
      return wrong;
    });
  },

  'a promise is taken only when none is open, and its hold stands as long': (life) =>
    life.find(({ decision: { state } }) => state && Boolean(state.promise) !== hasHold(state, 'promise')) ??
    life.find((decided) => {
      const before = decided.input.state?.promise?.id;
      const taken = decided.decision.answers.filter((a) => a.accepted && a.id.startsWith('promise')).length;
      return taken > (before === undefined || before !== openPromise(decided)?.id ? 1 : 0);
    }),

  'a settlement stands as long as its hold, and nothing is asked for meanwhile': (life) =>
    life.find(({ decision: { state } }) => {
      return state && !state.closed && Boolean(state.settlement) !== hasHold(state, 'settlement');
    }) ??
    life.find(({ input: { state: before }, decision: { state, contact } }) => {
      return contact && contact.purpose !== 'acknowledge' && before?.settlement && state?.settlement;
    }),

  'what is left is forgiven where it was settled, and nowhere else': (life) =>
    life.find(({ input, decision: { state } }) => {
      if (!state?.closed || input.state?.closed) return false;
      const { reason, forgivenMinor } = state.closed;
      return forgivenMinor !== (reason === 'settled' ? input.facts.delinquency.arrearsMinor : undefined);
    }),

  'a hold has an owner, an end, and one of its kind': (life) =>
    life.find(({ input, decision: { state, instruction } }) => {
      const holds = state?.holds ?? [];
      const overdue = (untilMs: number) => instruction.kind === 'wait' && untilMs <= input.now;
      return (
        new Set(holds.map((hold) => hold.kind)).size < holds.length ||
        holds.some((h) => !h.owner || !(h.untilMs > h.sinceMs) || overdue(h.untilMs))
      );
    }),

  'there is an end or a next instant': (life) =>
    life.find(({ input, decision: { instruction, state } }) => {
      if (instruction.kind === 'wait') return !(instruction.untilMs > input.now);
      if (instruction.kind === 'close') return state?.stage !== 'closed' || state.pending;
      return state?.pending?.contactId !== instruction.contactId;
    }),

  'while a promise is open only its instalments are reminded of, each once': (life) => {
    const reminded = new Set<string>();
    return life.find((decided) => {
      const promise = openPromise(decided);
      const contact = contactOf(decided);
      if (!promise || !contact) return false;
      if (contact.purpose !== 'promise-reminder') return true;
      // After a standstill the dates have moved, and each is reminded of again.
      const date = `${promise.id} ${promise.instalments[promise.reminded - 1]?.dueOn}`;
      const again = reminded.has(date);
      reminded.add(date);
      return again;
    });
  },

  'a partial payment that is worth it gives rest, until it is taken back': (life) => {
    let restFrom: string | undefined;
    return life.find(({ input, decision }) => {
      const today = localDate(input.now, ZONE);
      const paidMinor = input.state ? input.facts.paidMinor - input.state.paidMinor : 0;
      const asked = input.state ? collectableMinor(input.state) : 0;
      if (paidMinor > 0 && paidMinor >= asked * cnRetail.restAfterPaymentLeastShare) restFrom = today;
      if (input.events.some((event) => event.type === 'payment-reversed')) restFrom = undefined;
      if (!decision.contact || decision.contact.purpose === 'acknowledge' || !restFrom) return false;
      return daysBetween(restFrom, today) < cnRetail.restAfterPaymentDays;
    });
  },

  'a task is opened once, but for the review, which is asked again': (life) => {
    const opened = life.flatMap(({ decision }) => decision.tasksOpened);
    const ids = opened.filter((task) => task.kind !== 'case-review').map((task) => task.taskId);
    return ids.find((id, i) => ids.indexOf(id) !== i);
  },

  'a task that no hold waits for is closed': (life) => {
    const open = new Set<string>();
    return life.find(({ decision: { state, tasksOpened, tasksClosed } }) => {
      for (const task of tasksOpened) {
        if (task.kind !== 'case-review') open.add(task.taskId);
      }
      if (tasksClosed === 'all') open.clear();
      else for (const task of tasksClosed) open.delete(task);
      const waited = new Set(
        [
          ...[...(state?.holds ?? []), ...(state?.asks ?? []), ...(state?.errands ?? [])],
          ...(state?.callWork?.task && !state.closed ? [state.callWork.task] : []),
        ].flatMap(({ taskId }) => taskId ?? []),
      );
      return [...open].some((task) => !waited.has(task as never)) || waited.size !== open.size;
    });
  },

  'a collector calls by the rules, one call at a time, and nothing else goes out meanwhile': (life) =>
    life.find(({ input, decision }) => {
      const begun = decision.calls?.filter((call) => call.begun) ?? [];
      const onThePhone = input.state?.openCall && decision.state?.openCall;
      if (onThePhone && decision.contact && decision.contact.purpose !== 'acknowledge') return true;
      if (begun.length === 0) return false;
      const hour = localSecondOfDay(input.now, ZONE) / 3600;
      const { consents, reachable } = input.facts.customer;
      const allowed = consents.includes('voice') && reachable.includes('voice') && hour >= 8 && hour < 22;
      return !allowed || begun.length > 1 || input.state?.openCall;
    }),

  'every call that has begun ends, once': (life) => {
    const open = new Set<string>();
    const wrong = life.find(
      ({ decision: { calls = [], state, instruction } }) =>
        calls.some(({ callId, begun, ended }) => {
          if (begun) open.add(callId);
          return ended ? !open.delete(callId) : false;
        }) ||
        (instruction.kind === 'close' && open.size > 0) ||
        [...open].some((callId) => callId !== state?.openCall?.callId),
    );
    return wrong;
  },

  'a number or address that was given up is not used in the same moment': (life) =>
    life.find(({ decision: { addresses = [], contact } }) => {
      const lost = addresses.filter(({ usable }) => !usable).map(({ kind }) => kind);
      const channel = contact?.channel;
      return lost.includes('phone') ? channel === 'sms' : lost.includes('post') && channel === 'letter';
    }),

  'the tier changes by one, and once a day': (life) => {
    const order = ['low', 'middle', 'high'];
    let day = '';
    return life.find(({ input, decision }) => {
      const [before, after] = [input.state?.tier, decision.state?.tier];
      if (before === undefined || after === undefined || before === after) return false;
      const today = localDate(input.now, ZONE);
      const wrong = today === day || Math.abs(order.indexOf(before) - order.indexOf(after)) !== 1;
      day = today;
      return wrong;
    });
  },

  'nobody goes to court who was not written to, and had the time to answer': (life) => {
    let servedOn: string | undefined;
    return life.find(({ input, decision: { state, contact, entries } }) => {
      if (entries.some(({ data }) => data['outcome'] === 'returned')) servedOn = undefined;
      if (state?.letter) {
        const { postedAtMs, servedAtMs } = state.letter;
        servedOn = localDate(servedAtMs ?? postedAtMs + cnRetail.letters.deemedServedDays * 86_400_000, ZONE);
      }
      if (contact?.script !== 'legal-notice') return false;
      const days = servedOn === undefined ? 0 : daysBetween(servedOn, localDate(input.now, ZONE));
      return days < cnRetail.letterAnswerDays;
    });
  },

  'court is never without an approval': (life) => {
    let approved = false;
    return life.find(({ input, decision: { state, contact } }) => {
      approved ||= input.events.some((event) => event.type === 'approval' && event.approved);
      const notified = contact?.script === 'legal-notice' || state?.legalAction !== undefined;
      return notified && !approved;
    });
  },

  'court is never before the day of the ladder': (life) =>
    life.find(({ decision: { state, contact } }, index) => {
      if (!state || contact?.rung === undefined) return false;
      const rung = cnRetail.ladders[state.tier][contact.rung];
      if (rung?.do !== 'legal') return false;
      const late = life[index]?.input.facts.delinquency.daysPastDue ?? 0;
      return late < rung.onDay;
    }),

  'events are answered once, in their order': (life) =>
    life.find(({ input, decision }) => {
      const answered = decision.answers.map((answer) => answer.id);
      // A new delinquency after the close is left for the next case.
      const left = input.events.filter((e) => e.type !== 'overdue' || answered.includes(e.id));
      if (!decision.state?.closed && left.length < input.events.length) return true;
      return JSON.stringify(answered) !== JSON.stringify(left.map((event) => event.id));
    }),

  'texts fit the Temporal UI': (life) =>
    life.find(({ decision }) => Buffer.byteLength(decision.instruction.summary) > 200),

  'the state is plain JSON and lean': (life) =>
    life.find(({ decision: { state } }) => {
      const json = JSON.stringify(state);
      expect(JSON.parse(json)).toStrictEqual(state);
      // The most is a plan that stands and one that waits for its approval, with a promise, a dispute and a letter.
      return Buffer.byteLength(json) > 2_400;
    }),

  'the same input gives the same decision, and is left alone': (life) => {
    for (const { input, decision } of life) {
      const before = JSON.stringify(input);
      expect(decide(input)).toStrictEqual(decision);
      expect(JSON.stringify(input)).toBe(before);
    }
  },
};

function hasHold(state: CaseState, kind: string): boolean {
  return state.holds.some((hold) => hold.kind === kind);
}

describe('a life under any sequence of events', () => {
  it('keeps every rule', () => {
    fc.assert(
      fc.property(lifeArbitrary(), (life) => {
        const decided = simulate(life);
        for (const [rule, wrongIn] of Object.entries(RULES)) {
          const wrong = wrongIn(decided);
          if (wrong) throw new Error(`${rule}: ${JSON.stringify(wrong, undefined, 1)}`);
        }
      }),
      { numRuns },
    );
  }, 3_600_000);
});
