import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../activities/channels/ports.ts';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { SimulatedCustomer } from '../../domain/simulation/customer.ts';
import type { SimulatedDecision } from '../../domain/simulation/input.ts';
import { madeUpCustomer, simulation } from '../domain/simulation/fixtures.ts';
import { rate } from '../setup/case-records.ts';
import {
  bookPaid,
  NO_LINE,
  plain,
  sameRecords,
  SeenInLives,
  simulatedLifeOf,
} from '../setup/simulated-records.ts';
import { ActivityBed } from './bed.ts';

/** Customers with one loan, and with two. */
const [SINGLE, DOUBLE] = [170, 15] as const;
const customers = [
  ...Array.from({ length: SINGLE }, (_, index) => madeUpCustomer(index)),
  ...Array.from({ length: DOUBLE }, (_, index) => madeUpCustomer(SINGLE + index, 2)),
];

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

test(
  'the activities take the very steps that the simulator has taken, for 200 cases',
  { timeout: 600_000 },
  async () => {
    const seen = new SeenInLives();
    let covered = 0;
    for (const customer of customers) {
      await seed(customer);
      const made = simulatedLifeOf(customer, simulation());
      await relive(customer, made);
      seen.add(made);
      covered += made.filter(({ decision }) => decision.contact?.covers).length;
    }
    expect(customers.flatMap(({ loans }) => loans)).toHaveLength(200);
    // All of it has happened: what is compared is not an empty ladder.
    expect(seen.missing()).toEqual([]);
    expect(covered).toBeGreaterThan(0);
  },
);

async function seed(customer: SimulatedCustomer): Promise<void> {
  const [first, ...others] = customer.loans;
  const { loanId, principalMinor, instalments } = first!;
  const { customerId, consents } = customer;
  await bed.seed({ loanId, customerId, principalMinor, instalments, consents });
  await bed.copyLoan(
    loanId,
    others.map((other) => other.loanId),
  );
  if (customer.internalScore !== null) await rate(bed.pool, loanId, customer.internalScore);
}

/** Makes the same happen at the same instants, and compares every state, reservation and entry. */
async function relive(customer: SimulatedCustomer, made: readonly SimulatedDecision[]): Promise<void> {
  const states = new Map<string, CaseState | null>();
  const booked = new Map<string, number>();
  for (let at = 0; at < made.length; at += 1) {
    const one = made[at]!;
    const loanId = one.loanId as LoanId;
    bed.nowMs = one.now;
    booked.set(loanId, await bookPaid(bed.pool, one, booked.get(loanId) ?? 0));
    const before = states.get(loanId) ?? null;
    let expected = one;
    let result: DecisionResult;
    if (one.events.length > 0) {
      result = await bed.activities().decide({ loanId, state: before, events: [...one.events] });
    } else {
      const { caseId, sequence } = before!;
      const reserves = one.decision.instruction.kind === 'deliver';
      if (reserves) expected = made[(at += 1)]!;
      result = await acting(expected).takeStep({ loanId, caseId, sequence, nowMs: one.now });
    }
    same(result, expected);
    while (result.instruction.kind === 'deliver') {
      expected = made[(at += 1)]!;
      const { caseId, sequence } = result.state!;
      const { contactId, reservedAtMs } = result.instruction;
      result = await acting(expected).deliver({ loanId, caseId, sequence, contactId, reservedAtMs });
      same(result, expected);
    }
    states.set(loanId, result.state);
  }
  for (const { loanId } of customer.loans) {
    await sameRecords(
      bed.pool,
      loanId,
      made.filter((one) => one.loanId === loanId),
    );
  }
}

/** The activities with a channel that does what it did in the simulation. */
function acting({ events }: SimulatedDecision) {
  const [event] = events;
  const failed = event?.type === 'delivered' && event.outcome === 'failed';
  const outcome: DeliveryOutcome = failed
    ? { outcome: 'failed', detail: NO_LINE }
    : { outcome: 'sent', providerRef: 'p-1' };
  return bed.activities({ deliver: () => Promise.resolve(outcome) });
}

function same(result: DecisionResult, { decision }: SimulatedDecision): void {
  const { instruction } = decision;
  // Rung, stage, holds, promise, what is waited for and until when: the state is the case.
  expect(result.state).toEqual(plain(decision.state));
  expect(result.instruction.kind).toBe(instruction.kind);
  if (instruction.kind === 'wait') expect(result.instruction).toMatchObject({ untilMs: instruction.untilMs });
  if (instruction.kind === 'deliver') {
    const { contactId, channel } = instruction;
    expect(result.instruction).toMatchObject({ contactId, channel });
  }
}
