/**
 * A second gate, as naive as can be, from the texts in docs/rule-packs.md: may this contact be made in this minute?
 * It shares nothing with the first one but types, has no idea of openings, and knows clocks from Intl alone.
 */
import type { ContactFacts, PastContact } from '../../../domain/contact/facts.ts';
import type { Basis } from '../../../domain/contact/rule.ts';

export interface OracleCase {
  place: 'CN' | 'US' | 'US-MA' | 'US-CA' | 'UK' | 'IN' | 'EU-IE';
  basis: Basis;
  facts: ContactFacts;
}

interface Wall {
  /** days since 1970 */
  day: number;
  /** seconds since midnight */
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const quarters = new Map<string, number>();

/** Every clock that is in use changes at a whole quarter of an hour. */
function wall(atMs: number, zone: string): Wall {
  const quarter = Math.floor(atMs / 900_000);
  const key = `${zone} ${quarter}`;
  let aheadMs = quarters.get(key);
  if (aheadMs === undefined) {
    let format = formats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
      });
      formats.set(zone, format);
    }
    aheadMs = Date.parse(`${format.format(quarter * 900_000).replace(' ', 'T')}:00Z`) - quarter * 900_000;
    quarters.set(key, aheadMs);
  }
  const seconds = Math.floor((atMs + aheadMs) / 1000);
  return { day: Math.floor(seconds / 86_400), second: ((seconds % 86_400) + 86_400) % 86_400 };
}

const dayOf = (date: string) => Date.parse(date) / 86_400_000;
const clock = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
const isCall = (channel: string) => channel === 'voice' || channel === 'ai_voice';
const isPhone = (channel: string) => isCall(channel) || channel === 'sms';

/** Whether waiting is of no use. */
export function isForbidden({ place, basis, facts }: OracleCase, now: number): boolean {
  const { channel, purpose, actorRole } = facts;
  const agency = actorRole === 'third_party';
  const unwanted =
    facts.optedOut?.includes(channel) || (channel === 'ai_voice' && facts.optedOut?.includes('voice'));
  if (unwanted || !facts.reachable || facts.holds.length > 0) return true;
  if (purpose === 'collect' && facts.collectableMinor <= 0) return true;
  if (!facts.consented && channel !== 'letter' && channel !== 'visit') return true;

  const boundByFdcpa = (place.startsWith('US') && agency) || place === 'US-CA';
  const replies = purpose === 'reply-to-query';
  if (facts.ceased) {
    if (boundByFdcpa && purpose !== 'remedy-notice') return true;
    if (basis === 'prudent' && purpose === 'collect') return true;
  }
  if (facts.attorney && (boundByFdcpa || (basis === 'prudent' && !replies))) return true;

  const role = facts.contactRole ?? 'debtor';
  if (role === 'third-party' || role === 'spouse') {
    const last = facts.debtorUnreachable === true && !facts.thirdPartyRefused;
    if (basis === 'prudent' && !last) return true;
    if (place === 'CN' && !last) return true;
    if (place === 'UK' || place === 'IN') return true;
    if (place === 'EU-IE' && (isCall(channel) || channel === 'visit' || basis === 'prudent')) return true;
    if ((boundByFdcpa || place === 'US-MA') && role !== 'spouse') return true;
  }
  if (facts.place === 'work' && (isCall(channel) || channel === 'visit')) {
    if (place === 'EU-IE' || basis === 'prudent') return true;
  }
  return (facts.moratoria ?? []).some(
    (moratorium) =>
      !replies &&
      moratorium.lastOn === undefined &&
      zonesOf(facts).some((z) => wall(now, z).day >= dayOf(moratorium.startOn)),
  );
}

const zonesOf = (facts: ContactFacts) => [facts.customerZone, ...(facts.otherZones ?? [])];

/** Whether the clock, the calendar and the counts permit it at that instant. */
export function isPermittedAt(one: OracleCase, atMs: number): boolean {
  return zonesOf(one.facts).every((zone) => resting(one, atMs, zone)) && byPlace(one, atMs);
}

/** What the customer has asked for, and what is on hold. */
function resting({ facts, place }: OracleCase, atMs: number, zone: string): boolean {
  const { day, second } = wall(atMs, zone);
  if (facts.channel !== 'letter') {
    for (const { from, to } of facts.inconvenientHours ?? []) {
      const [a, b] = [clock(from), clock(to)];
      if (a < b ? second >= a && second < b : second >= a || second < b) return false;
    }
  }
  if (facts.purpose === 'reply-to-query') return true;
  for (const { startOn, lastOn = '9999-12-31' } of facts.moratoria ?? []) {
    const days = place === 'UK' ? [day, wall(atMs, 'Europe/London').day] : [day];
    if (days.some((d) => d >= dayOf(startOn) && d <= dayOf(lastOn))) return false;
  }
  const plan = facts.planHold;
  return !plan || day < dayOf(plan.from) || day >= dayOf(plan.from) + (plan.days ?? 30);
}

function byPlace(one: OracleCase, atMs: number): boolean {
  switch (one.place) {
    case 'CN':
      return china(one, atMs);
    case 'IN':
      return india(one, atMs);
    case 'UK':
      return zonesOf(one.facts).every((zone) => within(one, atMs, zone, '08:00', '21:00', false));
    case 'EU-IE':
      return zonesOf(one.facts).every((zone) => ireland(one, atMs, zone));
    case 'US':
    case 'US-MA':
    case 'US-CA':
      return zonesOf(one.facts).every((zone) => unitedStates(one, atMs, zone));
  }
}

/** Hours bind all but a letter, unless the customer agreed to others. */
function within(
  { facts }: OracleCase,
  atMs: number,
  zone: string,
  from: string,
  to: string,
  lastSecond: boolean,
) {
  if (facts.channel === 'letter' || facts.consentOutsideHours) return true;
  const { second } = wall(atMs, zone);
  return second >= clock(from) && (second < clock(to) || (lastSecond && second === clock(to)));
}

function china(one: OracleCase, atMs: number): boolean {
  const { facts, basis } = one;
  if (!within(one, atMs, 'Asia/Shanghai', '08:00', '22:00', false)) return false;
  if (!isCall(facts.channel)) return true;
  const today = facts.history.filter(
    (past) =>
      wall(past.atMs, 'Asia/Shanghai').day === wall(atMs, 'Asia/Shanghai').day &&
      past.direction === 'outbound' &&
      isCall(past.channel),
  );
  const talked = today.filter(({ outcome }) => outcome === 'conversation');
  const missed = today.filter(({ outcome }) => outcome !== 'conversation');
  const atPoint = missed.filter(
    ({ contactPoint }) =>
      facts.contactPoint === undefined || contactPoint === undefined || contactPoint === facts.contactPoint,
  );
  return talked.length < 3 && atPoint.length < 6 && (basis === 'letter' || missed.length < 6);
}

function india({ facts, basis }: OracleCase, atMs: number): boolean {
  const [from, to] = facts.microfinance ? ['09:00', '18:00'] : ['08:00', '19:00'];
  const { second } = wall(atMs, 'Asia/Kolkata');
  const calling = isCall(facts.channel) || facts.channel === 'visit';
  if (basis === 'prudent' && facts.channel !== 'letter') return second >= clock(from) && second < clock(to);
  return !calling || (second >= clock(from) && second <= clock(to));
}

/** Some holidays of 2026: what the cases of the tests are given. */
function ireland(one: OracleCase, atMs: number, zone: string): boolean {
  const { facts, basis } = one;
  const calling = isCall(facts.channel) || facts.channel === 'visit';
  const rings = facts.channel === 'sms' || facts.channel === 'push';
  if (facts.consentOutsideHours) return true;
  const { day, second } = wall(atMs, zone);
  const daytime = second >= clock('09:00') && second < clock('21:00');
  if (rings) return basis === 'letter' || daytime;
  if (!calling) return true;
  const date = new Date(day * 86_400_000);
  const holiday = facts.holidays?.publicHolidays.includes(date.toISOString().slice(0, 10));
  return daytime && date.getUTCDay() !== 0 && !holiday;
}

function unitedStates(one: OracleCase, atMs: number, zone: string): boolean {
  const { place, basis, facts } = one;
  const agency = facts.actorRole === 'third_party';
  const prudent = basis === 'prudent';
  if (agency && !within(one, atMs, zone, '08:00', '21:00', true)) return false;
  if ((place === 'US-CA' || prudent) && !(place === 'US-CA' && agency && !prudent)) {
    if (!within(one, atMs, zone, '08:00', '21:00', false)) return false;
  }
  if (place === 'US-MA' && (isCall(facts.channel) || facts.channel === 'visit')) {
    if (!within(one, atMs, zone, '08:00', '21:00', false)) return false;
  }
  const { day } = wall(atMs, zone);
  const debts = facts.debtIds.length > 0 ? facts.debtIds : [''];
  const about = (past: PastContact, debt: string) =>
    debt === '' || past.debtIds.length === 0 || past.debtIds.includes(debt);
  const daysAgo = (past: PastContact) => day - wall(past.atMs, zone).day;
  const connected = ({ outcome, direction }: PastContact) =>
    direction === 'outbound' && outcome !== 'busy' && outcome !== 'invalid' && outcome !== 'failed';

  if (place === 'US-MA') {
    if (isPhone(facts.channel)) {
      const began = facts.history.filter((past) => isPhone(past.channel) && connected(past));
      const recent = (days: number) => began.filter((past) => daysAgo(past) >= 0 && daysAgo(past) < days);
      if (facts.place !== 'work') {
        if (debts.some((debt) => recent(7).filter((past) => about(past, debt)).length >= 2)) return false;
      } else {
        const same = recent(30).filter(
          ({ contactPoint }) =>
            facts.contactPoint === undefined ||
            contactPoint === undefined ||
            contactPoint === facts.contactPoint,
        );
        if (same.length >= 2) return false;
      }
      if (prudent && recent(7).length >= 2) return false;
    }
    if (facts.channel === 'visit') {
      const visits = facts.history.filter(
        (past) =>
          past.channel === 'visit' &&
          past.direction === 'outbound' &&
          past.outcome !== 'failed' &&
          daysAgo(past) >= 0 &&
          daysAgo(past) < 30,
      );
      if (debts.some((debt) => visits.some((past) => about(past, debt)))) return false;
    }
  }

  if (!isCall(facts.channel) || (!agency && !prudent)) return true;
  const given = facts.extraCallsConsentOn;
  if (given !== undefined && day >= dayOf(given) && day <= dayOf(given) + 6) return true;
  const calls = facts.history.filter(({ channel }) => isCall(channel));
  const week = calls.filter((past) => connected(past) && daysAgo(past) >= 0 && daysAgo(past) <= 6);
  const talks = calls.filter(
    (past) => past.outcome === 'conversation' && daysAgo(past) >= 0 && daysAgo(past) <= 6,
  );
  for (const debt of debts) {
    if (agency) {
      if (week.filter((past) => about(past, debt)).length > 6) return false;
      if (talks.some((past) => about(past, debt))) return false;
    }
    if (prudent) {
      const hours168 = calls.filter(
        (past) =>
          connected(past) && past.atMs <= atMs && atMs - past.atMs < 168 * 3_600_000 && about(past, debt),
      );
      if (hours168.length > 6) return false;
    }
  }
  return !prudent || (week.length <= 6 && talks.length === 0);
}
