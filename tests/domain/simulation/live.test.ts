import { describe, expect, test } from 'vitest';
import { compareBy, figureOf, simulatePortfolio } from '../../../domain/simulation/compare.ts';
import type { SimulatedDecision } from '../../../domain/simulation/input.ts';
import { liveCustomer } from '../../../domain/simulation/live.ts';
import { ASSUMED_RESPONSE, responseModelSchema } from '../../../domain/simulation/response-model.ts';
import { Tally } from '../../../domain/simulation/tally.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { CHANNELS, TIERS } from '../../../domain/strategy/schema.ts';
import { madeUpCustomer, madeUpCustomers, simulation } from './fixtures.ts';

const customers = madeUpCustomers(60);

/** Nobody pays, whatever is done. */
const nobodyPays = responseModelSchema.parse({
  hazard: [{ fromDay: 0, perDay: 0 }],
  ...{ brings: { sms: 0, email: 0, push: 0, voice: 0, letter: 0 }, legalBrings: 0 },
  calls: { kept: { low: 0, middle: 0, high: 0 }, partly: 0 },
});

function decisionsOf(...args: [index: number, loans: number, changes?: Parameters<typeof simulation>[0]]) {
  const [index, loans, changes] = args;
  const made: SimulatedDecision[] = [];
  const input = simulation(changes);
  liveCustomer(madeUpCustomer(index, loans), input, new Tally(input.days), (one) => made.push(one));
  return made;
}

test('the same seed gives the same, another one something else', () => {
  const run = (seed: number) => simulatePortfolio(customers, simulation({ seed }));
  expect(run(1)).toEqual(run(1));
  expect(run(2)).not.toEqual(run(1));
});

test('a customer does not depend on who else is there', () => {
  const [all, alone] = [new Tally(180), new Tally(180)];
  for (const customer of customers.slice(0, 7)) liveCustomer(customer, simulation(), all);
  for (const customer of customers.slice(0, 7).reverse()) liveCustomer(customer, simulation(), alone);
  expect(alone).toEqual(all);
});

test('a strategy beside itself differs in nothing', () => {
  const pairs = [1, 2, 3].map((seed) => {
    const input = simulation({ seed });
    return [simulatePortfolio(customers, input), simulatePortfolio(customers, input)] as const;
  });
  expect(compareBy(pairs, figureOf('recovered')).difference).toEqual({ mean: 0, low: 0, high: 0 });
});

test('what is counted adds up: by risk, by day, and what it costs', () => {
  const tally = simulatePortfolio(customers, simulation());
  const { costMinor, legalCostMinor } = ASSUMED_RESPONSE;
  const free = simulatePortfolio(
    customers,
    simulation({ response: { ...ASSUMED_RESPONSE, conversationCostMinor: 0 } }),
  );
  const bySum = (of: (channel: (typeof CHANNELS)[number]) => number) =>
    CHANNELS.reduce((sum, channel) => sum + of(channel), 0);
  expect(free.total('cost')).toBe(
    bySum((channel) => free.total(channel) * costMinor[channel]) + free.total('legal') * legalCostMinor,
  );
  for (const metric of ['recovered', 'cures', 'voice', 'caseDays'] as const) {
    expect(TIERS.reduce((sum, risk) => sum + tally.total(metric, risk), 0)).toBe(tally.total(metric));
    expect(tally.byDay(metric).reduce((sum, amount) => sum + amount, 0)).toBe(tally.total(metric));
  }
  expect(tally.total('cures')).toBeGreaterThan(0);
  expect(tally.total('cures')).toBeLessThanOrEqual(customers.length);
});

test('recovered is what is no longer overdue, and all of it where everybody is cured', () => {
  const willing = responseModelSchema.parse({ hazard: [{ fromDay: 0, perDay: 5 }], paysAll: 1 });
  const tally = simulatePortfolio(customers, simulation({ response: willing }));
  const owed = customers.flatMap(({ loans }) => loans.flatMap(({ instalments }) => instalments));
  expect(tally.total('cures')).toBe(customers.length);
  expect(tally.total('recovered')).toBe(owed.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
});

test('where nobody pays nothing is recovered, and every day of every case is counted', () => {
  const tally = simulatePortfolio(customers, simulation({ response: nobodyPays, days: 100 }));
  expect([tally.total('recovered'), tally.total('cures')]).toEqual([0, 0]);
  expect(tally.byDay('caseDays')).toEqual(new Array(100).fill(customers.length));
});

test('calls that bring more recover more', () => {
  const brings = (voice: number) =>
    simulatePortfolio(
      customers,
      simulation({
        response: {
          ...ASSUMED_RESPONSE,
          hazard: [{ fromDay: 0, perDay: 0 }],
          brings: { ...ASSUMED_RESPONSE.brings, voice },
        },
      }),
    ).total('recovered');
  expect(brings(1)).toBeGreaterThan(brings(0));
});

describe('the rules of the product hold', () => {
  test('two loans that are due for a reminder get one', () => {
    const made = decisionsOf(173, 2, { response: nobodyPays, days: 30 });
    const reminders = made.flatMap(({ decision }) => decision.contact ?? []).filter(({ covers }) => covers);
    expect(reminders.length).toBeGreaterThan(0);
    const skipped = made
      .flatMap(({ decision }) => decision.entries)
      .filter(({ type }) => type === 'contact-covered');
    expect(skipped.length).toBeGreaterThan(0);
  });

  test('nobody is contacted in whose place no rules are known', () => {
    const customer = madeUpCustomer(1);
    const [loan] = customer.loans;
    const tally = new Tally(60);
    liveCustomer(
      { ...customer, loans: [{ ...loan!, jurisdiction: 'XX' }] },
      simulation({ days: 60, response: nobodyPays }),
      tally,
    );
    expect(CHANNELS.map((channel) => tally.total(channel))).toEqual([0, 0, 0, 0, 0]);
    expect(tally.total('denied')).toBeGreaterThan(0);
  });

  test('a loan that owes nothing has no case', () => {
    const customer = madeUpCustomer(1);
    const [loan] = customer.loans;
    const payments = [{ paidAtMs: 0, amountMinor: loan!.instalments[0]!.amountMinor }];
    const tally = new Tally(60);
    liveCustomer({ ...customer, loans: [{ ...loan!, payments }] }, simulation({ days: 60 }), tally);
    expect([tally.total('decisions'), tally.total('caseDays')]).toEqual([0, 0]);
  });

  test('decisions of a case are numbered without a gap, in the order of time', () => {
    const made = decisionsOf(5, 1, { strategy: cnRetail });
    expect(made.map(({ decision }) => decision.state?.sequence)).toEqual(made.map((_, index) => index + 1));
    expect(made.map(({ now }) => now)).toEqual(made.map(({ now }) => now).toSorted((a, b) => a - b));
  });
});
