import { addDays, localDate } from '../domain/calendar.ts';
import { askedOf } from '../domain/case/best-hour.ts';
import type { CaseFacts } from '../domain/case/facts.ts';
import { rankTimes, type WeekHour } from '../domain/contact/best-time.ts';
import { oddsWords, timeOfHour } from '../domain/contact/best-time-words.ts';
import { hoursOfDate, isHourPermitted } from '../domain/contact/permitted-hours.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { RouteDeps } from './ports.ts';
import type { BestTimeView } from './schemas/finance.ts';

/** Of each channel. */
const MOST_HOURS = 10;

type Deps = Pick<RouteDeps, 'contactHours' | 'hours' | 'contactOutlook' | 'clock'>;

/** @returns the hours of the coming week at which a customer is best reached; undefined: there is no case of theirs */
export async function bestTime(
  { contactHours, hours, contactOutlook, clock }: Deps,
  customerId: CustomerId,
): Promise<BestTimeView | undefined> {
  const now = clock.now();
  const loanId = await contactHours.loanOf(customerId);
  const found = loanId && (await contactOutlook.read(loanId, now));
  if (!found) return undefined;
  const { state, facts } = found;
  const { zone } = facts.customer;
  const known = await hours.of({ customerId, region: state.region, zone }, now);
  const channels = rankTimes({ known, group: state, permitted: permittedHours(facts, now) });
  return {
    ...{ customerId, loanId, tier: state.tier, segment: state.segment ?? null, zone },
    channels: channels
      .filter(({ channel }) => mayUse(facts, channel))
      .map(({ channel, usual, hours }) => ({
        channel,
        usual,
        hours: hours.slice(0, MOST_HOURS).map(({ weekday, hour, odds }) => ({
          ...{ weekday, from: timeOfHour(hour), probability: odds.probability },
          reason: oddsWords(odds, channel),
        })),
      })),
  };
}

function mayUse({ customer }: CaseFacts, channel: Channel): boolean {
  const { consents, reachable, optedOut } = customer;
  return consents.includes(channel) && reachable.includes(channel) && !optedOut.includes(channel);
}

/** @returns whether the gate leaves an hour of the coming week open */
function permittedHours(facts: CaseFacts, now: number) {
  const asked = askedOf(facts);
  const today = localDate(now, asked.customerZone);
  const coming = Array.from({ length: 7 }, (_, day) =>
    hoursOfDate(addDays(today, day + 1), asked.customerZone),
  ).flat();
  return (channel: Channel, { weekday, hour }: WeekHour): boolean => {
    const found = coming.find((one) => one.weekday === weekday && one.hour === hour);
    return found !== undefined && isHourPermitted(asked, channel, found.fromMs);
  };
}
