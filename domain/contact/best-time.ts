import type { Channel } from '../strategy/schema.ts';

/**
 * When and how a customer is best reached, learnt from the ledger: each hour of the week and channel by its own contacts,
 * and where there are few of them by what is known more widely. Whether a contact is permitted then is the gate's to say.
 */

/** Channels that reach somebody at the hour at which they are used, which post does not. */
export const TIMED_CHANNELS = ['voice', 'sms', 'email', 'push'] as const satisfies readonly Channel[];
export type TimedChannel = (typeof TIMED_CHANNELS)[number];

/** One hour of the week by the customer's own clock. */
export interface WeekHour {
  /** 1 for Monday .. 7 for Sunday */
  weekday: number;
  /** 0..23 */
  hour: number;
}

/** What came of contacts in one hour of the week. */
export interface HourCount extends WeekHour {
  channel: Channel;
  /** contacts that were made, >= 0 */
  tries: number;
  /** those that worked, see {@link SUCCESS_WORDS}; 0..tries */
  successes: number;
}

/** What counts as having worked, and how it is said. */
export const SUCCESS_WORDS: Readonly<Record<TimedChannel, string>> = {
  voice: 'reached the customer',
  ...{ sms: 'were followed by a payment', email: 'were followed by a payment' },
  push: 'were followed by a payment',
};

/** A message has worked when a payment comes within so many hours. */
export const ANSWER_HOURS = 48;

/** How often a contact works where nothing has been seen yet. Assumptions: judgement, not measurement. */
export const ASSUMED_SUCCESS: Readonly<Record<TimedChannel, number>> = {
  ...{ voice: 0.3, sms: 0.08, push: 0.06, email: 0.05 },
};

/** Contacts from which on what was seen counts more than what is known more widely. */
export const STRENGTH = {
  /** of a channel as a whole, against what is assumed */
  channel: 20,
  /** of an hour, against the channel */
  hour: 20,
  /** of the customer's own, against customers of the tier */
  own: 5,
} as const;

/** One hour of the week as it was found to be. */
export interface RankedHour extends WeekHour {
  /** that a contact works, 0..1 */
  probability: number;
  reason: string;
}

export interface RankedChannel {
  channel: TimedChannel;
  /** at whatever time, 0..1 */
  usual: number;
  /** the best first; empty when the channel is not permitted at any hour */
  hours: RankedHour[];
}

export interface BestTimeInput {
  /** of customers of the tier, all hours together */
  tier: readonly HourCount[];
  /** of this customer alone */
  own: readonly HourCount[];
  /** whether the customer may be contacted then; what is not permitted is left out */
  permitted: (channel: TimedChannel, at: WeekHour) => boolean;
}

/**
 * A share that was seen, pulled towards a prior one (the mean of a beta-binomial): without contacts it is the prior, with
 * many it is what was seen.
 *
 * @param prior 0..1 @param strength contacts that the prior counts as, > 0
 * @returns between the prior and the observed share
 * @example shrink({ tries: 10, successes: 5 }, 0.3, 10) // 0.4
 */
export function shrink(
  { tries, successes }: Pick<HourCount, 'tries' | 'successes'>,
  prior: number,
  strength: number,
): number {
  return (successes + strength * prior) / (tries + strength);
}

/** @returns channels with their hours, the channel with the best hour first; equal hours in the order of the week */
export function rankTimes(input: BestTimeInput): RankedChannel[] {
  const ranked = TIMED_CHANNELS.map((channel) => rankChannel(channel, input));
  const bestOf = ({ hours }: RankedChannel) => hours[0]?.probability ?? -1;
  return ranked.sort((a, b) => bestOf(b) - bestOf(a));
}

function rankChannel(channel: TimedChannel, { tier, own, permitted }: BestTimeInput): RankedChannel {
  const ofTier = byHour(tier, channel);
  const ofOwn = byHour(own, channel);
  const usual = shrink(sumOf(ofTier.values()), ASSUMED_SUCCESS[channel], STRENGTH.channel);
  const hours: RankedHour[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      if (!permitted(channel, { weekday, hour })) continue;
      const [seen, mine] = [ofTier, ofOwn].map((counts) => counts.get(keyOf({ weekday, hour })) ?? NONE);
      const others = shrink(seen ?? NONE, usual, STRENGTH.hour);
      const probability = shrink(mine ?? NONE, others, STRENGTH.own);
      const reason = reasonOf(channel, { seen: seen ?? NONE, mine: mine ?? NONE, usual });
      hours.push({ weekday, hour, probability, reason });
    }
  }
  // The sort is stable: what is equal stays in the order of the week.
  return { channel, usual, hours: hours.sort((a, b) => b.probability - a.probability) };
}

type Count = Pick<HourCount, 'tries' | 'successes'>;
const NONE: Count = { tries: 0, successes: 0 };

const keyOf = ({ weekday, hour }: WeekHour) => weekday * 24 + hour;

function byHour(counts: readonly HourCount[], channel: TimedChannel): Map<number, Count> {
  const found = new Map<number, Count>();
  for (const count of counts) {
    if (count.channel !== channel) continue;
    found.set(keyOf(count), sumOf([found.get(keyOf(count)) ?? NONE, count]));
  }
  return found;
}

function sumOf(counts: Iterable<Count>): Count {
  let [tries, successes] = [0, 0];
  for (const count of counts) [tries, successes] = [tries + count.tries, successes + count.successes];
  return { tries, successes };
}

function reasonOf(channel: TimedChannel, found: { seen: Count; mine: Count; usual: number }): string {
  const { seen, mine, usual } = found;
  const worked = SUCCESS_WORDS[channel];
  const said = [
    ...(mine.tries > 0
      ? [`${mine.successes} of ${mine.tries} contacts of this customer then ${worked}`]
      : []),
    ...(seen.tries > 0 ? [`${seen.successes} of ${seen.tries} of the same risk tier then ${worked}`] : []),
  ];
  const usually = `${Math.round(usual * 100)} % at any time`;
  return said.length > 0 ? `${said.join('; ')}; ${usually}` : `nothing is known of this hour; ${usually}`;
}
