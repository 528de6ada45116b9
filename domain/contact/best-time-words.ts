import type { HourOdds, SeenOf, TimedChannel, WeekHour } from './best-time.ts';

/** Why an hour is a good one, from what was counted. */

/** What counts as having worked, and how it is said. */
const SUCCESS_WORDS: Readonly<Record<TimedChannel, string>> = {
  voice: 'reached them',
  ...{ sms: 'were followed by a payment', email: 'were followed by a payment' },
  push: 'were followed by a payment',
};

const SEEN_WORDS: Readonly<Record<SeenOf, string>> = {
  segment: 'customers like this',
  tier: 'customers of the same risk tier',
  region: 'customers of the region',
};

const MESSAGE_WORDS: Readonly<Record<TimedChannel, string>> = {
  ...{ voice: 'calls', sms: 'SMS', email: 'e-mails', push: 'push messages' },
};

/**
 * @returns half a sentence, to go behind a time
 * @example '14 of 40 SMS to customers like this were followed by a payment; 8 % at any time'
 */
export function oddsWords({ of, tries, successes, own, usual }: HourOdds, channel: TimedChannel): string {
  const [messages, worked] = [MESSAGE_WORDS[channel], SUCCESS_WORDS[channel]];
  const said = [
    ...(own ? [`${own.successes} of ${own.tries} ${messages} to this customer ${worked}`] : []),
    ...(of ? [`${successes} of ${tries} ${messages} to ${SEEN_WORDS[of]} ${worked}`] : []),
  ];
  return `${said.length > 0 ? said.join(', ') : 'nothing is known of this hour'}; ${percent(usual)} % at any time`;
}

/**
 * @returns the same of an hour that was chosen
 * @example 'Thursdays at 18:00, when 14 of 40 SMS to customers like this were followed by a payment; 8 % at any time'
 */
export function chosenHourWords(chosen: HourOdds & WeekHour & { channel: TimedChannel }): string {
  const { weekday, hour, channel, of, own, usual } = chosen;
  const at = `${WEEKDAYS[weekday - 1] ?? ''} at ${timeOfHour(hour)}`;
  return of || own
    ? `${at}, when ${oddsWords(chosen, channel)}`
    : `${at}, of which nothing is known, while the other hours have done worse; ${percent(usual)} % at any time`;
}

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** @example timeOfHour(8) // '08:00' */
export function timeOfHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** @returns without a fraction, but for shares so small that they would be none */
export function percent(share: number): string {
  const percents = share * 100;
  return percents >= 1 || percents === 0 ? String(Math.round(percents)) : percents.toFixed(1);
}
