import { addDays, DAY_MS, epochDay, isoWeekday, localDate } from '../domain/calendar.ts';
import { rankTimes, type WeekHour } from '../domain/contact/best-time.ts';
import type { HourFacts } from '../domain/contact/decide-contact.ts';
import { mayStillLeave, shippedPolicy } from '../domain/contact/gate-policy.ts';
import type { CaseFacts } from '../domain/case/facts.ts';
import { atLocalTime } from '../domain/local-time.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { RouteDeps } from './ports.ts';
import type { BestTimeView } from './schemas/finance.ts';

/** Habits change: what is older says nothing. */
const DAYS_BACK = 180;

/** Of each channel. */
const MOST_HOURS = 10;

type Deps = Pick<RouteDeps, 'contactHours' | 'contactOutlook' | 'clock'>;

/** @returns the hours of the coming week at which a customer is best reached; undefined: there is no case of theirs */
export async function bestTime(
  { contactHours, contactOutlook, clock }: Deps,
  customerId: CustomerId,
): Promise<BestTimeView | undefined> {
  const now = clock.now();
  const loanId = await contactHours.loanOf(customerId);
  const found = loanId && (await contactOutlook.read(loanId, now));
  if (!found) return undefined;
  const { state, facts } = found;
  const { zone } = facts.customer;
  const since = addDays(localDate(now, zone), -DAYS_BACK);
  const [tier, own] = await Promise.all([
    contactHours.ofTier(state.region, state.tier, since),
    contactHours.ofCustomer(customerId, now - DAYS_BACK * DAY_MS, now),
  ]);
  const channels = rankTimes({ tier, own, permitted: permittedHours(facts, now) });
  return {
    ...{ customerId, loanId, tier: state.tier, zone },
    channels: channels
      .filter(({ channel }) => mayUse(facts, channel))
      .map(({ channel, usual, hours }) => ({
        channel,
        usual,
        hours: hours.slice(0, MOST_HOURS).map(({ weekday, hour, probability, reason }) => ({
          ...{ weekday, from: `${twoDigits(hour)}:00`, probability, reason },
        })),
      })),
  };
}

function mayUse({ customer }: CaseFacts, channel: Channel): boolean {
  const { consents, reachable, optedOut } = customer;
  return consents.includes(channel) && reachable.includes(channel) && !optedOut.includes(channel);
}

/** An hour is permitted when the rules about hours and days say so at its begin and in its last minute, in the coming week. */
function permittedHours(
  { loan, customer, policy = shippedPolicy(loan.jurisdiction) }: CaseFacts,
  now: number,
) {
  const { zone, wishes } = customer;
  const today = localDate(now, zone);
  const instants = new Map<number, number[]>();
  for (let days = 1; days <= 7; days += 1) {
    const date = addDays(today, days);
    for (let hour = 0; hour < 24; hour += 1) {
      const at = ['00', '59'].map((minute) => atLocalTime(date, `${twoDigits(hour)}:${minute}`, zone));
      instants.set(isoWeekday(epochDay(date)) * 24 + hour, at);
    }
  }
  return (channel: Channel, { weekday, hour }: WeekHour): boolean => {
    const facts: HourFacts = {
      ...{ channel, purpose: 'collect', actorRole: loan.lenderRole, customerZone: zone },
      ...wishes,
    };
    const both = instants.get(weekday * 24 + hour) ?? [];
    return both.length > 0 && both.every((atMs) => mayStillLeave(policy, facts, atMs));
  };
}

const twoDigits = (hour: number) => String(hour).padStart(2, '0');
