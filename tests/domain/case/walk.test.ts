import { describe, expect, it } from 'vitest';
import { addDays, localSecondOfDay } from '../../../domain/calendar.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { TIERS, type Tier } from '../../../domain/strategy/schema.ts';
import { beijing, ZONE } from '../fixtures.ts';
import { simulate, type Life } from '../simulate.ts';

const DUE_ON = '2026-03-01';

/** A loan that is announced on its first day past due, and never paid. */
function neverPaid(tier: Tier, changes: Partial<Life> = {}) {
  const tierFrom = { low: tier === 'low' ? 0 : 2, middle: tier === 'high' ? 2 : 0 };
  return simulate({
    loanId: 'L000001',
    startMs: beijing(addDays(DUE_ON, 1), '06:00'),
    zone: ZONE,
    instalments: [{ dueOn: DUE_ON, amountMinor: 50_000 }],
    principalMinor: 1_000_000,
    lenderRole: 'first_party',
    internalScore: 700,
    consents: ['sms', 'email', 'push', 'voice'],
    reachable: ['sms', 'email', 'push', 'voice', 'letter'],
    moves: [],
    outcomes: ['sent'],
    deliveryMinutes: 1,
    interleave: false,
    horizonDays: 200,
    approves: true,
    calls: ['refuses'],
    strategy: { ...cnRetail, tierFrom },
    ...changes,
  });
}

describe('200 days of cn-retail without a payment', () => {
  it.each(TIERS)('are exactly the contacts of the %s ladder, each on its day', (tier) => {
    const life = neverPaid(tier);
    const contacts = life.flatMap(({ input, decision: { contact, calls = [] } }) => {
      const late = input.facts.delinquency.daysPastDue;
      const called = calls.flatMap(({ begun }) => (begun ? [[late, 'voice', begun.script]] : []));
      return contact ? [[late, contact.channel, contact.script], ...called] : called;
    });
    const ladder = cnRetail.ladders[tier].filter((rung) => rung.do !== 'review');
    expect(contacts).toEqual(ladder.map((rung) => [rung.onDay, rung.channel, rung.script]));
    for (const { input, decision } of life) {
      if (!decision.contact) continue;
      const minute = localSecondOfDay(input.now, ZONE) / 60;
      expect(minute >= 600 || decision.contact.rung === 0).toBe(true);
      expect(minute).toBeLessThan(660);
    }
  });

  it.each(TIERS)('end in a review of the %s ladder that comes back', (tier) => {
    const reviews = neverPaid(tier).flatMap(({ input, decision }) =>
      decision.tasksOpened
        .filter((task) => task.kind === 'case-review')
        .map((task) => [task.kind, input.facts.delinquency.daysPastDue]),
    );
    const first = cnRetail.ladders[tier].at(-1)?.onDay ?? 0;
    const days = [first, first + 30].filter((day) => day <= 200);
    expect(reviews).toEqual(days.map((day) => ['case-review', day]));
  });

  it('wait once for each step, and say for what', () => {
    const waits = neverPaid('low').flatMap(({ decision: { instruction } }) =>
      instruction.kind === 'wait' ? [instruction.summary.replace(/^wait for \S+ \S+ /, '')] : [],
    );
    const steps = waits.filter((wait) => !/end of the time to (make|say)/.test(wait));
    expect(steps.slice(0, 9)).toEqual([
      'Asia/Shanghai: SMS reminder 1, D+3',
      'Asia/Shanghai: e-mail reminder 2, D+7',
      'Asia/Shanghai: SMS reminder 3, D+14',
      'Asia/Shanghai: call 1, D+25',
      'Asia/Shanghai: call 2, D+35',
      'Asia/Shanghai: formal letter, D+60',
      'Asia/Shanghai: legal notice, D+120',
      'Asia/Shanghai: end of the time to approve',
      'Asia/Shanghai: supervisor review, D+180',
    ]);
  });

  it('without consent to SMS the e-mail takes its place, on the same day and under its name', () => {
    const life = neverPaid('low', { consents: ['email', 'voice'] });
    const [first] = life.filter(({ decision }) => decision.contact);
    expect(first?.decision.contact).toMatchObject({ channel: 'email', rung: 0 });
    expect(first?.decision.instruction.summary).toBe('e-mail reminder 1, D+3');
  });

  it('with nothing but an address for post only the letters go out', () => {
    const life = neverPaid('low', { consents: [], reachable: ['letter'] });
    const scripts = life.flatMap(({ decision }) => decision.contact?.script ?? []);
    expect(scripts).toEqual(['formal-demand', 'legal-notice']);
  });
});
