import { localDate, MINUTE_MS } from '../calendar.ts';
import { isKnown, oddsOf, TIMED_CHANNELS, type HourOdds, type TimedChannel } from '../contact/best-time.ts';
import { shippedPolicy } from '../contact/gate-policy.ts';
import {
  HOUR_MS,
  hoursOfDate,
  isHourPermitted,
  type DatedHour,
  type HoursAsked,
} from '../contact/permitted-hours.ts';
import { atLocalTime, endOfDay } from '../local-time.ts';
import { spread } from '../stable-hash.ts';
import type { Channel, Strategy } from '../strategy/schema.ts';
import { usualTime } from '../strategy/usual-time.ts';
import type { CaseFacts } from './facts.ts';
import type { Step } from './next-step.ts';
import type { CaseState, ChosenHour } from './state.ts';

/** The hour of a rung's day at which its channel works best, where the strategy leaves the time of day to that. */

/** What of the facts an hour is chosen by. */
export type PlanningFacts = Pick<CaseFacts, 'loan' | 'customer' | 'policy' | 'hours'>;

export interface PlanningContext {
  strategy: Strategy;
  /** epoch milliseconds */
  now: number;
  /** absent: every rung has the strategy's usual time */
  facts?: PlanningFacts | undefined;
}

type RungStep = Extract<Step, { kind: 'rung' }>;

/**
 * Chooses among the hours that are permitted on the rung's day and still to come. With each decision before that day it is
 * chosen anew; from its begin on the choice stands, and once its hour has come the rung is due, however late that is
 * noticed: what is learnt meanwhile never puts a rung off.
 *
 * @param fromMs begin of the rung's day, or the later instant up to which the case is at rest
 * @returns undefined where the strategy has a time, nothing is known, or no hour of the day is left: the usual time counts
 */
export function bestHour(
  state: CaseState,
  step: RungStep,
  fromMs: number,
  { strategy, now, facts }: PlanningContext,
): ChosenHour | undefined {
  if (strategy.preferredTime !== 'best') return undefined;
  const { zone, chosenHour } = state;
  const today = localDate(now, zone);
  if (chosenHour?.rung === step.index && chosenHour.atMs >= fromMs) {
    if (chosenHour.atMs <= now || localDate(chosenHour.atMs, zone) === today) return chosenHour;
  }
  const channel = channelOf(state, step);
  const known = facts?.hours;
  if (!known || !isTimed(channel)) return undefined;
  const earliestMs = Math.max(fromMs, now);
  const asked = askedOf(facts);
  const placeMs = spread(state.loanId, Math.min(strategy.spreadMinutes * MINUTE_MS, HOUR_MS));
  const usualHour = Number(usualTime(strategy).slice(0, 2));
  const candidates = hoursOn(localDate(earliestMs, zone), zone, asked.customerZone)
    .filter(({ fromMs: beginMs }) => beginMs + placeMs >= earliestMs)
    .map((hour) => ({ ...hour, odds: oddsOf(known, state, channel, hour) }))
    // Equally good ones: the nearest to the usual time.
    .sort(
      (a, b) =>
        b.odds.probability - a.odds.probability ||
        Math.abs(a.hour - usualHour) - Math.abs(b.hour - usualHour) ||
        a.fromMs - b.fromMs,
    );
  const permitted = ({ fromMs: beginMs }: DatedHour) =>
    isHourPermitted(asked, channel, beginMs, beginMs + placeMs);
  const best = candidates.find(permitted);
  if (!best || !(isKnown(best.odds) || candidates.some((one) => isKnown(one.odds) && permitted(one)))) {
    return undefined;
  }
  const { weekday, hour, odds } = best;
  return { rung: step.index, atMs: best.fromMs + placeMs, channel, weekday, hour, ...rounded(odds) };
}

function channelOf(state: CaseState, { rung, index }: RungStep): Channel | undefined {
  return [rung.channel, ...rung.fallback][index === state.rung ? state.fallback : 0] ?? rung.channel;
}

function isTimed(channel: Channel | undefined): channel is TimedChannel {
  return (TIMED_CHANNELS as readonly (Channel | undefined)[]).includes(channel);
}

/** @returns by which rules, and by whose clock, hours are permitted */
export function askedOf({ loan, customer, policy }: PlanningFacts): HoursAsked {
  const { zone: customerZone, wishes } = customer;
  const asked = {
    policy: policy ?? shippedPolicy(loan.jurisdiction),
    actorRole: loan.lenderRole,
    customerZone,
  };
  return { ...asked, ...(wishes && { wishes }) };
}

/** @returns the hours of the customer's clock that lie on a date of the loan's zone */
function hoursOn(date: string, zone: string, customerZone: string): DatedHour[] {
  if (zone === customerZone) return hoursOfDate(date, zone);
  const [startMs, endMs] = [atLocalTime(date, '00:00', zone), endOfDay(date, zone)];
  const dates = new Set([localDate(startMs, customerZone), localDate(endMs - 1, customerZone)]);
  return [...dates]
    .flatMap((one) => hoursOfDate(one, customerZone))
    .filter(({ fromMs }) => fromMs >= startMs && fromMs + HOUR_MS <= endMs);
}

/** It is carried in the state: short. */
function rounded(odds: HourOdds): HourOdds {
  const short = (share: number) => Number(share.toFixed(4));
  return { ...odds, probability: short(odds.probability), usual: short(odds.usual) };
}
