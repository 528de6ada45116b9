import { performance } from 'node:perf_hooks';
import { decideContact, type ContactFacts } from '../../domain/contact/decide-contact.ts';
import type { PastContact } from '../../domain/contact/facts.ts';
import type { RulePack } from '../../domain/contact/rule.ts';
import { rulePackOf } from '../../domain/contact/rule-packs/index.ts';
import { builtInCalendar } from '../../domain/holidays/index.ts';
import { random, type Random } from '../../domain/portfolio/random.ts';
import { median, perSecond, rounded } from './figures.ts';

const CASES = 20_000;
const ROUNDS = 5;
/** of one round; long enough that the compiler has settled in the first, which does not count */
const PASSES = 20;
const BUDGET_PER_SECOND = 300_000;
const HOUR_MS = 3_600_000;

interface Case {
  pack: RulePack;
  facts: ContactFacts;
  now: number;
}

/**
 * `bench gate`: pure decisions on one core, by the prudent basis, over all jurisdictions, channels, hours of the day
 * and a month of past contacts of each customer. There is no bare engine to compare with.
 */
export async function benchGate({ onProgress }: { onProgress: (step: string) => void }) {
  onProgress('Making up cases');
  const cases = Array.from({ length: CASES }, (_, index) => makeCase(random(`gate-${index}`)));
  const decided = { allow: 0, defer: 0, deny: 0 };
  for (const { pack, facts, now } of cases) decided[decideContact(pack, facts, now).decision] += 1;
  onProgress(`${ROUNDS} rounds of ${CASES * PASSES} decisions`);
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) rates.push(measure(cases));
  const decisionsPerSecond = median(rates.slice(1));
  return Promise.resolve({
    bench: 'gate',
    cases: CASES,
    shares: {
      allow: rounded(decided.allow / CASES),
      defer: rounded(decided.defer / CASES),
      deny: rounded(decided.deny / CASES),
    },
    pastContactsPerCase: rounded(cases.reduce((sum, { facts }) => sum + facts.history.length, 0) / CASES, 1),
    decisionsPerSecond,
    rounds: rates.slice(1),
    budget: { decisionsPerSecond: BUDGET_PER_SECOND },
    met: decisionsPerSecond >= BUDGET_PER_SECOND,
  });
}

function measure(cases: readonly Case[]): number {
  const began = performance.now();
  let rules = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const { pack, facts, now } of cases) rules += decideContact(pack, facts, now).rules.length;
  }
  const elapsedMs = performance.now() - began;
  // Used, so that no compiler may leave the work out.
  if (rules === 0) throw new Error('no decision named a rule');
  return perSecond(cases.length * PASSES, elapsedMs);
}

const PLACES = [
  ['CN', ['Asia/Shanghai', 'Asia/Urumqi']],
  ['US', ['America/New_York', 'America/Los_Angeles', 'America/Chicago', 'America/Phoenix']],
  ['US-MA', ['America/New_York']],
  ['UK', ['Europe/London']],
  ['IN', ['Asia/Kolkata']],
  ['EU-IE', ['Europe/Dublin']],
] as const;

function makeCase(draw: Random): Case {
  const [jurisdiction, zones] = draw.pick(PLACES);
  const pack = rulePackOf(jurisdiction);
  if (!pack) throw new Error(`there is no rule pack for ${jurisdiction}`);
  const now = Date.UTC(2026, 0, 1) + draw.int(0, 365 * 86_400) * 1000;
  const holidays = builtInCalendar(jurisdiction);
  const facts: ContactFacts = {
    channel: draw.pick(['voice', 'voice', 'voice', 'ai_voice', 'sms', 'email'] as const),
    purpose: 'collect',
    actorRole: draw.pick(['first_party', 'third_party'] as const),
    collectableMinor: 50_000,
    holds: draw.chance(0.05) ? ['grace'] : [],
    consented: draw.chance(0.97),
    reachable: true,
    customerZone: draw.pick(zones),
    debtIds: [draw.pick(['L1', 'L2'])],
    history: Array.from({ length: draw.int(0, 16) }, () => pastContact(draw, now)),
    ...(draw.chance(0.05) && { otherZones: [draw.pick(zones)] }),
    ...(draw.chance(0.05) && { inconvenientHours: [{ from: '12:00', to: '14:00' }] }),
    ...(holidays && { holidays }),
  };
  return { pack, facts, now };
}

function pastContact(draw: Random, now: number): PastContact {
  return {
    atMs: now - draw.int(1, 30 * 24) * HOUR_MS,
    channel: draw.pick(['voice', 'voice', 'sms', 'email'] as const),
    outcome: draw.pick(['no_answer', 'no_answer', 'voicemail', 'busy', 'conversation'] as const),
    direction: draw.chance(0.9) ? 'outbound' : 'inbound',
    debtIds: [draw.pick(['L1', 'L2'])],
    contactPoint: draw.pick(['A', 'B']),
  };
}
