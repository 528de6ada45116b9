import { addDays, DAY_MS, MINUTE_MS, type IsoDate } from '../calendar.ts';
import type { ContactOutcome, PastContact } from '../contact/facts.ts';
import { askPolicy, shippedPolicy, type GatePolicy } from '../contact/gate-policy.ts';
import { atLocalTime } from '../local-time.ts';
import { TIERS, type Channel, type Rung, type Strategy, type Tier } from './schema.ts';
import { usualTime } from './usual-time.ts';

/**
 * A strategy walks its ladders through the gate of its place: days on which the gate would hold a step back because the
 * strategy asks for too much, or at a wrong hour, are seen before it is published.
 */

export interface LadderObstacle {
  tier: Tier;
  /** index into the ladder */
  rung: number;
  onDay: number;
  channel: Channel;
  /** `frequency`: after what the ladder itself has done by then; `hours`: of the strategy's time of day */
  kind: 'frequency' | 'hours';
  /** ids of the rules that hold it back */
  rules: string[];
}

/** A life in which nobody pays: what calls come to, which channels work, and where in the spread the loan lies. */
interface WalkedLife {
  outcome: ContactOutcome;
  channels: 'first' | 'last';
  late: boolean;
  role: 'first_party' | 'third_party';
}

const LIVES: readonly WalkedLife[] = (['no_answer', 'conversation'] as const).flatMap((outcome) =>
  (['first', 'last'] as const).flatMap((channels) =>
    [false, true].flatMap((late) =>
      (['first_party', 'third_party'] as const).map((role) => ({ outcome, channels, late, role })),
    ),
  ),
);

/** The wall clock is what counts, so any zone of the place does. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ CN: 'Asia/Shanghai', IN: 'Asia/Kolkata', UK: 'Europe/London', US: 'America/New_York' },
  EU: 'Europe/Dublin',
};
const FREQUENCY: readonly string[] = ['frequency-cap', 'conversation-cool-down'];
const LEDGER_DAYS = 40;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * @param place where the loans are, by default the strategy's own; a state may ask for more than its country
 * @param policy what the gate decides by there, by default what ships
 * @param startOn the day on which the walked loans fall due
 * @returns every step that the gate would hold back for its frequency or its hour, once; empty for a lawful strategy
 * @example walkLadders(usRetail, { place: 'US-MA' }) // []
 */
export function walkLadders(
  strategy: Strategy,
  options: { place?: string; policy?: GatePolicy; startOn?: IsoDate } = {},
): LadderObstacle[] {
  const { place = strategy.jurisdiction, startOn = '2026-03-02' } = options;
  const { policy = shippedPolicy(place) } = options;
  const found = new Map<string, LadderObstacle>();
  for (const tier of TIERS) {
    for (const life of LIVES) {
      for (const obstacle of walk({ strategy, tier, life, place, policy, startOn })) {
        const key = [tier, obstacle.rung, obstacle.kind, obstacle.channel].join();
        const rules = new Set([...(found.get(key)?.rules ?? []), ...obstacle.rules]);
        found.set(key, { ...obstacle, rules: [...rules] });
      }
    }
  }
  return [...found.values()].toSorted(
    (a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.rung - b.rung,
  );
}

interface Walk {
  strategy: Strategy;
  tier: Tier;
  life: WalkedLife;
  place: string;
  policy: GatePolicy;
  startOn: IsoDate;
}

function walk({ strategy, tier, life, place, policy, startOn }: Walk): LadderObstacle[] {
  const zone = ZONES[place.split('-')[0] ?? ''] ?? 'UTC';
  const history: PastContact[] = [];
  const obstacles: LadderObstacle[] = [];
  let earliestMs = 0;
  strategy.ladders[tier].forEach((rung, index) => {
    const planned = atLocalTime(addDays(startOn, rung.onDay), usualTime(strategy), zone);
    const dueMs = planned + (life.late ? strategy.spreadMinutes * MINUTE_MS : 0);
    let atMs = Math.max(dueMs, earliestMs);
    for (const [at, { channel, outcome }] of contactsOf(rung, strategy, life).entries()) {
      const answer = askPolicy(
        policy,
        factsOf({ channel, zone, role: life.role, policy, history, atMs }),
        atMs,
      );
      const rules = answer.decision === 'allow' || answer.decision === 'unanswered' ? [] : answer.rules;
      const held = (kinds: readonly string[]) =>
        rules.filter((id) => kinds.includes(policy.pack?.rules.find((rule) => rule.id === id)?.kind ?? ''));
      const often = held(FREQUENCY);
      // A day on which a step may follow opens at midnight, before the hours do.
      const hours = at === 0 && atMs === dueMs && often.length === 0 ? held(['hours']) : [];
      const where = { tier, rung: index, onDay: rung.onDay, channel };
      if (often.length > 0) obstacles.push({ ...where, kind: 'frequency', rules: often });
      if (hours.length > 0) obstacles.push({ ...where, kind: 'hours', rules: hours });
      if (answer.decision === 'deny') continue;
      if (answer.decision === 'defer') atMs = answer.untilMs;
      history.push({
        atMs,
        channel,
        outcome,
        direction: 'outbound',
        debtIds: ['walked'],
        contactPoint: pointOf(channel),
      });
      if (channel === 'voice') atMs += strategy.calls.spacingHours * HOUR_MS;
    }
    earliestMs = atMs;
  });
  return obstacles;
}

/** What a rung comes to: all calls of a step and the message in their place, or one message. */
function contactsOf(
  { channel, fallback, by }: Rung,
  { calls }: Strategy,
  { outcome, channels }: WalkedLife,
): { channel: Channel; outcome: ContactOutcome }[] {
  if (!channel) return [];
  const last = fallback.at(-1) ?? channel;
  if (channel !== 'voice') return [{ channel: channels === 'last' ? last : channel, outcome: 'sent' }];
  if (outcome === 'conversation' || by !== 'collector') return [{ channel, outcome }];
  const instead = channels === 'last' ? fallback.at(-1) : fallback[0];
  const tried = Array.from({ length: calls.attempts }, () => ({ channel, outcome }));
  return [...tried, ...(instead ? [{ channel: instead, outcome: 'sent' as const }] : [])];
}

interface Asked {
  channel: Channel;
  zone: string;
  role: WalkedLife['role'];
  policy: GatePolicy;
  history: readonly PastContact[];
  atMs: number;
}

function factsOf({ channel, zone, role, policy: { holidays }, history, atMs }: Asked) {
  return {
    ...{ channel, purpose: 'collect' as const, actorRole: role, collectableMinor: 1, holds: [] },
    ...{
      consented: true,
      reachable: true,
      customerZone: zone,
      debtIds: ['walked'],
      contactPoint: pointOf(channel),
    },
    history: history.filter((past) => past.atMs > atMs - LEDGER_DAYS * DAY_MS),
    ...(holidays && { holidays }),
  };
}

/** Calls and texts go to the same number. */
const pointOf = (channel: Channel) => (channel === 'voice' || channel === 'sms' ? 'phone' : channel);
