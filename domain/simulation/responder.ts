import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import type { CallResult } from '../case/events/calls.ts';
import { Stream } from '../portfolio/random.ts';
import type { Channel, Tier } from '../strategy/schema.ts';
import { daysToPayment, type ResponseModel } from './response-model.ts';

/** A payment that will be made, unless nothing is owed by then. */
export interface Intended {
  atMs: number;
  /** of what is overdue then, 0..1 */
  share: number;
}

/** What a contact finds. */
export interface Contacted {
  channel: Channel;
  /** the notice of legal action */
  legal: boolean;
  daysPastDue: number;
  /** contacts of the last seven days before it */
  recent: number;
  now: number;
}

export type Said =
  | { result: 'promise'; inDays: number; pays: { inDays: number; share: number } | undefined }
  | { result: Exclude<CallResult['result'], 'promise' | 'hardship' | 'dispute' | 'wrong-number'> };

/**
 * How one customer responds about one loan. What they do by themselves and what contacts bring are drawn from streams of
 * their own, both keyed by loan and seed: under another strategy the same customer does the same as far as it goes.
 */
export class Responder {
  /** as the scorecard sees it when the case opens */
  risk: Tier = 'middle';
  private readonly model: ResponseModel;
  private readonly own: Stream;
  private readonly contacts: Stream;
  private readonly work: Stream;

  constructor(model: ResponseModel, key: string) {
    this.model = model;
    this.own = new Stream(`${key}:own`);
    this.contacts = new Stream(`${key}:contacts`);
    this.work = new Stream(`${key}:work`);
  }

  /** @returns the next payment without being asked, if nothing is paid before; undefined: never */
  paysUnasked(daysPastDue: number, now: number): Intended | undefined {
    const exposure = -Math.log(1 - this.own.next()) / this.model.willing[this.risk];
    const share = this.shareOf(this.own);
    const days = daysToPayment(this.model.hazard, daysPastDue, exposure);
    return days === Infinity ? undefined : { atMs: Math.ceil(now + days * DAY_MS), share };
  }

  /** @returns whether the message arrives at all */
  arrives(channel: Channel): boolean {
    return this.contacts.chance(this.model.arrives[channel]);
  }

  /** @returns the payment that a contact brings, if it does, and whether it leads to a complaint */
  hears(contact: Contacted): { pays: Intended | undefined; complains: boolean } {
    const { model, contacts } = this;
    const { channel, legal, daysPastDue, recent, now } = contact;
    const base = legal ? model.legalBrings : model.brings[channel];
    const worn = model.fatigue ** recent * 0.5 ** (daysPastDue / model.bringsHalfLifeDays);
    // The same number of draws whatever comes of them: the next contact finds the same stream.
    const pays = contacts.chance(Math.min(1, base * worn * model.willing[this.risk]));
    const days = -Math.log(1 - contacts.next()) * model.bringsWithinDays;
    const share = this.shareOf(contacts);
    const angry = model.complaints[channel] * (1 + model.complaintsPerRecentContact * recent);
    const complains = contacts.chance(Math.min(1, angry));
    return { pays: pays ? { atMs: Math.ceil(now + days * DAY_MS), share } : undefined, complains };
  }

  /** @param hour of the customer's clock, 0..23 @returns what comes of a call, and of a promise what is paid */
  answers(hour: number): Said {
    const { calls } = this.model;
    const draws = this.contacts;
    const reached = draws.chance(calls.rightParty[hour] ?? 0);
    const other = draws.chance(calls.thirdParty);
    const promises = draws.chance(calls.promises);
    const inDays = draws.int(3, calls.promisedWithinDays);
    const kept = draws.chance(calls.kept[this.risk]);
    const partly = draws.chance(calls.partly);
    const part = 0.3 + 0.4 * draws.next();
    if (!reached) return { result: other ? 'third-party' : 'no-answer' };
    if (!promises) return { result: 'refuses' };
    const pays = kept ? { inDays, share: 1 } : partly ? { inDays, share: part } : undefined;
    return { result: 'promise', inDays, pays };
  }

  /** @returns milliseconds until a collector makes the call */
  callDelayMs(): number {
    return Math.ceil(MINUTE_MS + this.work.next() * this.model.calls.withinHours * 60 * MINUTE_MS);
  }

  /** @returns how supervisors answer, and after how long */
  approval(kind: string): { approved: boolean; afterMs: number } {
    const { withinDays, approves } = this.model.supervisors;
    const of = kind === 'letter-approval' ? 'letter' : kind === 'legal-approval' ? 'legal' : 'other';
    const afterMs = Math.ceil(MINUTE_MS + this.work.next() * withinDays * DAY_MS);
    return { approved: this.work.chance(approves[of]), afterMs };
  }

  private shareOf(stream: Stream): number {
    const [all, part] = [stream.next(), stream.next()];
    return all < this.model.paysAll ? 1 : 0.2 + 0.6 * part;
  }
}
