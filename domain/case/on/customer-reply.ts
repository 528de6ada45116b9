import { DAY_MS } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import { openErrand } from '../errands.ts';
import type { CaseEventOf } from '../events.ts';
import type { ReplyWish } from '../events/replies.ts';
import { withoutAddress } from '../lost-address.ts';
import type { CaseState } from '../state.ts';
import { CHANNEL_NAMES } from '../words.ts';

/**
 * A customer has answered. An opt-out is in force before the case hears of it; what a person has to read or confirm is
 * a task for a collector, one at a time: what comes while it is open joins it.
 */
export function onCustomerReply(
  state: CaseState,
  event: CaseEventOf<'customer-reply'>,
  context: CaseContext,
): Transition {
  const { channel, meaning, messageId, amountMinor, dueOn } = event;
  const data = {
    ...{ channel, meaning, messageId },
    ...(amountMinor !== undefined && { amountMinor }),
    ...(dueOn !== undefined && { dueOn }),
  };
  if (meaning === 'wrong-person') {
    const { state: after, tasksOpened, why } = withoutAddress(state, context);
    return accepted(after, entryOf(event, data, `the number is somebody else's: ${why}`), { tasksOpened });
  }
  const task = TASKS[meaning];
  if (task === undefined || state.closed) return accepted(state, entryOf(event, data, EFFECTS[meaning]));
  if (state.errands?.some(({ kind }) => kind === 'customer-reply')) {
    return accepted(state, entryOf(event, data, 'joins what a collector is to read already'));
  }
  const { now, strategy } = context;
  const said = {
    dueAtMs: now + strategy.calls.workDays * DAY_MS,
    summary: `The customer, by ${CHANNEL_NAMES[channel]}, ${task(offerOf(event, state))} (message ${messageId})`,
  };
  const { state: after, task: opened } = openErrand(state, 'customer-reply', said, context);
  return accepted(
    after,
    entryOf(event, { ...data, taskId: opened.taskId }, 'a collector reads and answers it'),
    {
      tasksOpened: [opened],
    },
  );
}

/** @example '500.00 CNY on 2026-11-06' */
function offerOf({ amountMinor, dueOn }: CaseEventOf<'customer-reply'>, { currency }: CaseState): string {
  return [
    amountMinor === undefined ? '' : ` ${formatMoney(amountMinor, currency)}`,
    dueOn === undefined ? '' : ` on ${dueOn}`,
  ].join('');
}

type Quiet = 'stop' | 'stop-calls' | 'start';

/** Nothing is left to do for a person. */
const TASKS: Readonly<Record<Exclude<ReplyWish, 'wrong-person'>, ((offer: string) => string) | undefined>> = {
  stop: undefined,
  'stop-calls': undefined,
  start: undefined,
  'stop-all': () => 'wants no contact: record a cease request if that is meant',
  'already-paid': () => 'says that it is paid: look for the payment',
  'pay-offer': (offer) => `offers to pay${offer}: confirm it with the customer and record the promise`,
  'call-back': () => 'wants to speak to somebody: call back',
  other: () => 'has written: read it and answer',
};

const EFFECTS: Readonly<Record<Exclude<ReplyWish, 'wrong-person'>, string>> = {
  ...({
    stop: 'the customer has opted out of the channel',
    'stop-calls': 'the customer has opted out of calls',
    start: 'the customer has taken the opt-out back',
  } satisfies Record<Quiet, string>),
  'stop-all': 'the customer has opted out; the case is closed',
  'already-paid': 'recorded; the case is closed',
  'pay-offer': 'recorded; the case is closed',
  'call-back': 'recorded; the case is closed',
  other: 'recorded; the case is closed',
};
