import type { Channel, Tier } from '../strategy/schema.ts';

/**
 * When and how a customer is best reached, learnt from the ledger: each hour of the week and channel by its own contacts,
 * and where there are few of them by what is known more widely: the customer's own, those of customers of the same
 * segment, of the same risk tier, of the region, and at last what is assumed. Whether a contact is permitted then is the gate's to say.
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
  /** those that worked: calls that reached the customer, messages that were paid upon; 0..tries */
  successes: number;
}

/** The same of the customers of a region by risk tier and segment. */
export interface GroupCount extends HourCount {
  tier: Tier;
  /** empty: of no segment, which is nothing that they have in common */
  segment: string;
}

/** All that is known of a customer's hours: plain data. */
export interface KnownHours {
  /** of all customers of the region; while it is the same array it is summed up once */
  region: readonly GroupCount[];
  /** of this customer alone */
  own: readonly HourCount[];
}

/** Whose contacts count first for a customer. */
export interface CustomerGroup {
  tier: Tier;
  /** absent: of no segment */
  segment?: string | undefined;
}

/** A message has worked when a payment comes within so many hours. */
export const ANSWER_HOURS = 48;

/** Habits change: contacts that are older than so many days say nothing, and what they came to is not kept. */
export const HABIT_DAYS = 180;

/** How often a contact works where nothing has been seen yet. Assumptions: judgement, not measurement. */
export const ASSUMED_SUCCESS: Readonly<Record<TimedChannel, number>> = {
  ...{ voice: 0.3, sms: 0.08, push: 0.06, email: 0.05 },
};

/** Contacts from which on what was seen counts more than what is known more widely. */
export const STRENGTH = {
  /** of a channel as a whole, against what is assumed */
  channel: 20,
  /** of an hour, against the same hour more widely */
  hour: 20,
  /** of the customer's own, against customers of the group */
  own: 5,
} as const;

/** Who has shown how an hour is: the narrowest group that was contacted in it. */
export type SeenOf = 'segment' | 'tier' | 'region';

/** How an hour of a channel was found to be. */
export interface HourOdds {
  /** that a contact works, 0..1 */
  probability: number;
  /** ... at whatever time, 0..1 */
  usual: number;
  /** absent: nobody was contacted in it */
  of?: SeenOf;
  /** contacts of that group in it */
  tries: number;
  successes: number;
  /** the customer's own; absent: none */
  own?: Count;
}

/** One hour of the week as it was found to be. */
export interface RankedHour extends WeekHour {
  odds: HourOdds;
}

export interface RankedChannel {
  channel: TimedChannel;
  /** at whatever time, 0..1 */
  usual: number;
  /** the best first; empty when the channel is not permitted at any hour */
  hours: RankedHour[];
}

export interface BestTimeInput {
  known: KnownHours;
  group: CustomerGroup;
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
export function rankTimes({ known, group, permitted }: BestTimeInput): RankedChannel[] {
  const ranked = TIMED_CHANNELS.map((channel): RankedChannel => {
    const hours = WEEK.filter((at) => permitted(channel, at)).map((at) => ({
      ...at,
      odds: oddsOf(known, group, channel, at),
    }));
    // The sort is stable: what is equal stays in the order of the week.
    hours.sort((a, b) => b.odds.probability - a.odds.probability);
    return { channel, usual: profileOf(known.region, group, channel).usual, hours };
  });
  const bestOf = ({ hours }: RankedChannel) => hours[0]?.odds.probability ?? -1;
  return ranked.sort((a, b) => bestOf(b) - bestOf(a));
}

/** @returns how likely a contact is to work in an hour of the week, and who has shown it */
export function oddsOf(
  { region, own }: KnownHours,
  group: CustomerGroup,
  channel: TimedChannel,
  at: WeekHour,
): HourOdds {
  const { usual, hours } = profileOf(region, group, channel);
  const hour: Profile['hours'][number] = hours[placeOf(at)] ?? { probability: usual, seen: NONE };
  const { probability: others, of, seen } = hour;
  const mine = own.filter((one) => one.channel === channel && placeOf(one) === placeOf(at)).reduce(sum, NONE);
  return {
    probability: shrink(mine, others, STRENGTH.own),
    usual,
    ...(of && { of }),
    ...seen,
    ...(mine.tries > 0 && { own: mine }),
  };
}

/** @returns whether anybody was contacted in the hour */
export function isKnown({ of, own }: HourOdds): boolean {
  return of !== undefined || own !== undefined;
}

type Count = Pick<HourCount, 'tries' | 'successes'>;
const NONE: Count = { tries: 0, successes: 0 };
const sum = (a: Count, b: Count): Count => ({
  tries: a.tries + b.tries,
  successes: a.successes + b.successes,
});

const WEEK: readonly WeekHour[] = Array.from({ length: 7 * 24 }, (_, place) => ({
  weekday: Math.floor(place / 24) + 1,
  hour: place % 24,
}));
const placeOf = ({ weekday, hour }: WeekHour) => (weekday - 1) * 24 + hour;

/** The week of a channel for a group of customers. */
interface Profile {
  usual: number;
  hours: { probability: number; of?: SeenOf; seen: Count }[];
}

/** A region's counts are the same for thousands of decisions: what follows from them is worked out once. */
const profiles = new WeakMap<readonly GroupCount[], Map<string, Profile>>();

function profileOf(
  region: readonly GroupCount[],
  { tier, segment = '' }: CustomerGroup,
  channel: TimedChannel,
): Profile {
  const known = profiles.get(region) ?? new Map<string, Profile>();
  profiles.set(region, known);
  const key = `${channel} ${tier} ${segment}`;
  const profile = known.get(key) ?? makeProfile(region, { tier, segment }, channel);
  known.set(key, profile);
  return profile;
}

/**
 * The chain: what is assumed, the region, the tier, the segment. Each contact counts once, in the narrowest group that it
 * belongs to: counted in all of them it would weigh as much as several.
 */
function makeProfile(
  region: readonly GroupCount[],
  { tier, segment }: Required<CustomerGroup>,
  channel: TimedChannel,
): Profile {
  const counts = region.filter((count) => count.channel === channel);
  const ofTier = counts.filter((count) => count.tier === tier);
  const levels: [SeenOf, GroupCount[]][] = [
    ['region', counts.filter((count) => count.tier !== tier)],
    ['tier', ofTier.filter((count) => segment === '' || count.segment !== segment)],
    ['segment', ofTier.filter((count) => segment !== '' && count.segment === segment)],
  ];
  const assumed = ASSUMED_SUCCESS[channel];
  return levels.reduce<Profile>(narrowed, {
    usual: assumed,
    hours: WEEK.map(() => ({ probability: assumed, seen: NONE })),
  });
}

/**
 * How much better a group does at any time is measured against what wider ones would have come to in the same hours: whoever
 * was only contacted at a good hour is no better by that. An hour is then as good as more widely, moved by as much (in odds,
 * so that it stays a share), and as the group's own contacts in it.
 */
function narrowed(wider: Profile, [of, counts]: [SeenOf, readonly GroupCount[]]): Profile {
  const all = counts.reduce(sum, NONE);
  const expected = counts.reduce(
    (successes, one) => successes + one.tries * (wider.hours[placeOf(one)]?.probability ?? wider.usual),
    0,
  );
  const share = shrink(all, wider.usual, STRENGTH.channel);
  const times = odds(share) / odds(shrink({ ...all, successes: expected }, wider.usual, STRENGTH.channel));
  const found = new Map<number, Count>();
  for (const count of counts) found.set(placeOf(count), sum(found.get(placeOf(count)) ?? NONE, count));
  const hours = wider.hours.map((hour, place) => {
    const prior = timesOdds(hour.probability, times);
    const seen = found.get(place);
    if (!seen || seen.tries === 0) return { ...hour, probability: prior };
    return { probability: shrink(seen, prior, STRENGTH.hour), of, seen };
  });
  return { usual: timesOdds(wider.usual, times), hours };
}

const odds = (share: number) => share / (1 - share);
const timesOdds = (share: number, times: number) => (share * times) / (1 - share + share * times);
