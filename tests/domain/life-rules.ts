import { daysBetween, localDate, localSecondOfDay } from '../../domain/calendar.ts';
import { decide } from '../../domain/case/decide.ts';
import { heldAfter } from '../../domain/case/hold-facts.ts';
import { isLegalHold } from '../../domain/case/hold.ts';
import { collectableMinor, suspendingHolds, type CaseState } from '../../domain/case/state.ts';
import { writtenMessageIn } from '../../domain/case/written-message.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { ZONE } from './fixtures.ts';
import type { Decided } from './simulate.ts';

/** What holds in every life, whatever happens in it. */

/** The promise that is open after a decision, or null. */
const openPromise = ({ decision }: Decided) => decision.state?.promise ?? null;
const contactOf = ({ decision }: Decided) => decision.contact;

/** Of so many decisions of a life one is made again; of more lives than in CI every one. */
const REPLAYED = process.env['PROPERTY_RUNS'] === undefined ? 3 : 1;

/** Each gives what is wrong in a life, or nothing. */
export const RULES: Record<string, (life: Decided[]) => unknown> = {
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
        new Set(holds.map((hold) => (isLegalHold(hold) ? hold.holdId : hold.kind))).size < holds.length ||
        holds.some((h) => !h.owner || !(h.untilMs > h.sinceMs) || overdue(h.untilMs))
      );
    }),

  'what the customer has declared is what the database keeps of it': (life) =>
    life.find(({ input, decision: { state, legalHolds = [] } }) => {
      if (!state || state.closed) return false;
      const kept = heldAfter(input.facts.customer.holds, legalHolds);
      const idsOf = (holds: { holdId: string }[]) =>
        holds
          .map(({ holdId }) => holdId)
          .toSorted()
          .join();
      return idsOf(kept) !== idsOf(state.holds.filter(isLegalHold));
    }),

  'nothing is asked for against a hold': (life) =>
    life.find(({ decision: { state, contact } }) => {
      if (!state || !contact || contact.purpose === 'acknowledge') return false;
      const ownWords = contact.purpose === 'promise-reminder' ? ['promise', 'plan'] : [];
      const against = suspendingHolds(state).filter(({ kind }) => !ownWords.includes(kind));
      return against.length > 0 || state.holds.some(({ channels }) => channels?.includes(contact.channel));
    }),

  'the ladder stands still exactly while a hold that freezes it stands': (life) =>
    life.find(({ decision: { state } }) => {
      if (!state || state.closed) return false;
      const freezing = suspendingHolds(state).some(({ kind }) => kind !== 'promise' && kind !== 'plan');
      return freezing !== (state.frozenSinceMs !== undefined);
    }),

  'whoever has opted out of a channel gets nothing by it': (life) =>
    life.find(({ input, decision: { contact } }) => {
      return contact && input.facts.customer.optedOut.includes(contact.channel);
    }),

  'there is an end or a next instant': (life) =>
    life.find(({ input, decision: { instruction, state } }) => {
      if (instruction.kind === 'wait') return !(instruction.untilMs > input.now);
      if (instruction.kind === 'close') return state?.stage !== 'closed' || state.pending;
      return state?.pending?.contactId !== instruction.contactId;
    }),

  'while a promise is open only its instalments are reminded of, each once, and by another channel where one failed':
    (life) => {
      const reminded = new Map<string, { contactId: string; channels: string[]; failed: boolean }>();
      return life.find((decided) => {
        for (const event of decided.input.events) {
          if (event.type !== 'delivered' || event.outcome !== 'failed') continue;
          for (const said of reminded.values()) if (said.contactId === event.id) said.failed = true;
        }
        const promise = openPromise(decided);
        const contact = contactOf(decided);
        if (!promise || !contact) return false;
        if (contact.purpose !== 'promise-reminder') return true;
        // After a standstill the dates have moved, and each is reminded of again.
        const date = `${promise.id} ${promise.instalments[promise.reminded - 1]?.dueOn}`;
        const { channel, contactId } = contact;
        const before = reminded.get(date);
        const channels = [...(before?.channels ?? []), channel];
        reminded.set(date, { contactId, channels, failed: false });
        return before && (!before.failed || before.channels.includes(channel));
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
      // What a collector writes is for the collector to decide.
      if (writtenMessageIn(decision.contact.script) !== undefined) return false;
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
      if (!isPlainJson(state)) return true;
      // The most is a plan that stands and one that waits for its approval, with a promise, a dispute and a letter.
      // Each hold that somebody has declared comes on top.
      const declared = state?.holds.filter(isLegalHold).length ?? 0;
      return Buffer.byteLength(json) > 2_400 + 250 * declared;
    }),

  'the same input gives the same decision, and is left alone': (life) => {
    // Every input is frozen by `simulate`: a decision that changed it would have thrown.
    return life.find(({ input, decision }, index) => {
      if (index % REPLAYED !== input.now % REPLAYED) return false;
      return JSON.stringify(decide(input)) !== JSON.stringify(decision) || !Object.isFrozen(input.state);
    });
  },
};

function hasHold(state: CaseState, kind: string): boolean {
  return state.holds.some((hold) => hold.kind === kind);
}

/** @returns the first rule that a life breaks, and where; undefined: it keeps them all */
export function brokenRule(life: Decided[]): string | undefined {
  for (const [rule, wrongIn] of Object.entries(RULES)) {
    const wrong = wrongIn(life);
    if (wrong) return `${rule}: ${JSON.stringify(wrong, undefined, 1)}`;
  }
  return undefined;
}

/** @returns whether nothing is lost on the way through JSON; an absent field may not be there as undefined */
function isPlainJson(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return value.every(isPlainJson);
    return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlainJson);
  }
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
