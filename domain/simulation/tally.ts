import { CHANNELS, TIERS, type Tier } from '../strategy/schema.ts';

/** What is counted of a simulation, by risk and day. */
export const METRICS = [
  ...CHANNELS,
  /** contacts that the gate did not permit at all */
  'denied',
  'cost',
  'recovered',
  'cures',
  'promises',
  'promisesKept',
  'complaints',
  'legal',
  /** days on which a case was open */
  'caseDays',
  'decisions',
] as const;
export type Metric = (typeof METRICS)[number];

const PLACES = Object.fromEntries(METRICS.map((metric, index) => [metric, index * TIERS.length])) as Record<
  Metric,
  number
>;

/** Sums of each metric by risk and day; cost and recovered are minor units. */
export class Tally {
  readonly days: number;
  private readonly sums: Float64Array;

  /** @param days of the simulation, >= 1 */
  constructor(days: number) {
    this.days = days;
    this.sums = new Float64Array(METRICS.length * TIERS.length * days);
  }

  /** @param day from 0; what lies outside the simulation is not counted */
  add(metric: Metric, risk: Tier, day: number, amount = 1): void {
    if (day < 0 || day >= this.days) return;
    const at = this.place(metric, risk) + day;
    this.sums[at] = (this.sums[at] ?? 0) + amount;
  }

  /** Adds one on each of the first days. @param days how many, those outside the simulation are not counted */
  addOnDays(metric: Metric, risk: Tier, days: number): void {
    const from = this.place(metric, risk);
    const end = from + Math.min(days, this.days);
    for (let at = from; at < end; at += 1) this.sums[at] = (this.sums[at] ?? 0) + 1;
  }

  /** @returns the sum of one risk, or of all; up to a day, that one included, or of all days */
  total(metric: Metric, risk?: Tier, lastDay = this.days - 1): number {
    let sum = 0;
    for (const tier of risk ? [risk] : TIERS) {
      const from = this.place(metric, tier);
      for (let day = 0; day <= lastDay; day += 1) sum += this.sums[from + day] ?? 0;
    }
    return sum;
  }

  /** @returns the sum of all risks on each day */
  byDay(metric: Metric): number[] {
    const places = TIERS.map((tier) => this.place(metric, tier));
    return Array.from({ length: this.days }, (_, day) =>
      places.reduce((sum, from) => sum + (this.sums[from + day] ?? 0), 0),
    );
  }

  private place(metric: Metric, risk: Tier): number {
    return (PLACES[metric] + TIERS.indexOf(risk)) * this.days;
  }
}

/** @returns contacts of all channels, see `Tally.total` */
export function contactsOf(tally: Tally, risk?: Tier, lastDay?: number): number {
  return CHANNELS.reduce((sum, channel) => sum + tally.total(channel, risk, lastDay), 0);
}
