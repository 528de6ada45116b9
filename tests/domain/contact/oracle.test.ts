import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BASIC_RULES, decideContact } from '../../../domain/contact/decide-contact.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import { randomCase, type RandomCase } from './arbitrary-cases.ts';
import { isForbidden, isPermittedAt } from './oracle.ts';

const RUNS = 20_000;
/** A walk through all minutes of days is for a few; the others are looked at round both ends. */
const EVERY_MINUTE_OF = 40;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** @returns the first minute in the span that the oracle permits, which a deferral has passed over */
function passedOver(one: RandomCase, fromMs: number, untilMs: number): number | undefined {
  for (let atMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS; atMs < untilMs; atMs += MINUTE_MS) {
    if (isPermittedAt(one, atMs)) return atMs;
  }
  return undefined;
}

function check(one: RandomCase, everyMinute: boolean): string {
  const { facts, now } = one;
  const decision = decideContact(rulePackOf(one.place, { basis: one.basis }), facts, now);
  if (isForbidden(one, now)) {
    expect(decision.decision).toBe('deny');
    return 'forbidden';
  }
  if (isPermittedAt(one, now)) {
    expect(decision.decision).toBe('allow');
    return 'allow';
  }
  if (decision.decision === 'deny') {
    expect(decision.rules).toContain(BASIC_RULES.noInstant);
    for (let atMs = now; atMs < now + 60 * DAY_MS; atMs += 30 * MINUTE_MS) {
      expect(isPermittedAt(one, atMs)).toBe(false);
    }
    return 'no instant';
  }
  if (decision.decision !== 'defer') throw new Error('allowed what the oracle does not permit');
  const { untilMs } = decision;
  expect(untilMs % 1000).toBe(0);
  expect(isPermittedAt(one, untilMs)).toBe(true);
  expect(isPermittedAt(one, untilMs - 1000)).toBe(false);
  const nearMs = (everyMinute ? 20 * 1440 : 200) * MINUTE_MS;
  expect(passedOver(one, now, Math.min(untilMs, now + nearMs))).toBeUndefined();
  expect(passedOver(one, Math.max(now, untilMs - nearMs), untilMs)).toBeUndefined();
  return 'defer';
}

it(`decides as a naive reading of the texts does, minute by minute, in ${RUNS} cases`, () => {
  const seen: Record<string, number> = {};
  let run = 0;
  fc.assert(
    fc.property(randomCase, (one) => {
      run += 1;
      const end = check(one, run % EVERY_MINUTE_OF === 0);
      seen[end] = (seen[end] ?? 0) + 1;
    }),
    { numRuns: RUNS },
  );
  // A generator that meets only one of the ends would prove nothing.
  for (const end of ['forbidden', 'allow', 'defer', 'no instant']) expect(seen[end] ?? 0).toBeGreaterThan(20);
}, 120_000);
