import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../activities/channels/ports.ts';
import type { SignalEvent } from '../../api/case-client.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/calendar.ts';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { isUpdate } from '../../domain/case/update-checks.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { SimulatedCustomer } from '../../domain/simulation/customer.ts';
import type { SimulatedDecision } from '../../domain/simulation/input.ts';
import { TIERS, type Tier } from '../../domain/strategy/schema.ts';
import { madeUpCustomer, simulation, START } from '../domain/simulation/fixtures.ts';
import { rate } from '../setup/case-records.ts';
import {
  bookPaid,
  NO_LINE,
  plain,
  sameRecords,
  SeenInLives,
  simulatedLifeOf,
} from '../setup/simulated-records.ts';
import { SkippingCases } from './skipping-cases.ts';

/** How many cases are lived through twice; each takes some 0.7 s. */
const CASES = Number(process.env['SIMULATED_CASES'] ?? 200);

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterAll(() => cases.close(), 600_000);

test(
  `the workflow takes the very steps that the simulator has taken, for ${CASES} cases`,
  { timeout: 3_600_000 },
  async () => {
    const input = simulation();
    const seen = new SeenInLives();
    const tiers = new Set<Tier>();
    for (let index = 0; index < CASES; index += 1) {
      const customer = madeUpCustomer(index);
      const made = simulatedLifeOf(customer, input);
      const loanId = await seed(customer);
      await relive(loanId, made);
      await cases.pass(input.startMs + input.days * DAY_MS - 1 - (await cases.readClock()));
      await sameDecisions(loanId, made);
      await sameRecords(cases.database.pool, loanId, made, asNear);
      await cases.finishAll();
      seen.add(made);
      for (const { decision } of made) if (decision.state) tiers.add(decision.state.tier);
    }
    // All of it has happened: what is compared is not an empty ladder.
    expect(seen.missing()).toEqual([]);
    expect([...tiers].toSorted()).toEqual(TIERS.toSorted());
  },
);

async function seed({ customerId, consents, internalScore, loans }: SimulatedCustomer): Promise<LoanId> {
  await cases.begin(START, '06:00');
  const { loanId, principalMinor, instalments } = loans[0]!;
  await cases.seed({ loanId, customerId, principalMinor, instalments, consents }, 0);
  if (internalScore !== null) await rate(cases.database.pool, loanId, internalScore);
  return loanId;
}

/** Makes the same happen at the same instants; what the case does by itself it does by itself. */
async function relive(loanId: LoanId, made: readonly SimulatedDecision[]): Promise<void> {
  const deliver = deliveriesOf(made);
  cases.channels = () => ({ deliver, lookUp: () => Promise.resolve('unknown') });
  let paidMinor = 0;
  for (const one of made) {
    const [event] = one.events;
    if (!event || event.type === 'delivered') continue;
    await cases.pass(one.now - (await cases.readClock()));
    paidMinor = await bookPaid(cases.database.pool, one, paidMinor);
    await happen(loanId, event);
    await cases.state(loanId);
  }
}

async function happen(loanId: LoanId, event: CaseEvent): Promise<void> {
  if (event.type === 'overdue') return cases.client.reportOverdue(loanId, event);
  if (!isUpdate(event)) {
    expect(await cases.client.tell(loanId, event as SignalEvent)).toBe(true);
    return;
  }
  try {
    await cases.client.ask(loanId, event);
  } catch (error) {
    // What is refused there is refused here: the decisions are compared.
    if (!(error instanceof DomainFailure && error.type.startsWith('Rejected.'))) throw error;
  }
}

/** The channel does with each contact what it did in the simulation. */
function deliveriesOf(made: readonly SimulatedDecision[]) {
  const outcomes = new Map<string, string>();
  for (const { events } of made) {
    for (const event of events) if (event.type === 'delivered') outcomes.set(event.id, event.outcome);
  }
  return ({ contactId }: { contactId: string }): Promise<DeliveryOutcome> => {
    const failed = outcomes.get(contactId) === 'failed';
    return Promise.resolve(
      failed ? { outcome: 'failed', detail: NO_LINE } : { outcome: 'sent', providerRef: 'p-1' },
    );
  };
}

/** Every state, and what was to be done next: rung, stage, holds, promise, what is waited for and until when. */
async function sameDecisions(loanId: LoanId, made: readonly SimulatedDecision[]): Promise<void> {
  const { rows } = await cases.database.pool.query<{ at: number; result: DecisionResult }>(
    `SELECT (extract(epoch FROM decided_at) * 1000)::float8 AS at, result
     FROM case_decisions d JOIN cases USING (case_id) WHERE loan_id = $1 ORDER BY d.sequence`,
    [loanId],
  );
  const taken = rows.map(({ at, result: { state, instruction } }) => ({
    ...{ at, state, next: nextOf(instruction) },
  }));
  const simulated = made.map(({ now, decision: { state, instruction } }) => ({
    ...{ at: now, state: plain(state), next: nextOf(instruction) },
  }));
  expect(asNear(taken, simulated)).toEqual(simulated);
}

function nextOf(instruction: DecisionResult['instruction']) {
  const { kind } = instruction;
  if (kind === 'wait') return { kind, untilMs: instruction.untilMs };
  if (kind === 'deliver') return { kind, contactId: instruction.contactId, channel: instruction.channel };
  return { kind, reason: instruction.reason };
}

/** The server's clock goes on while a decision is made: an instant is the same within a minute. */
const NEAR_MS = MINUTE_MS;
const FIRST_MS = Date.UTC(2000, 0, 1);
const TIME_OF_DAY = /\b\d{2}:\d{2}\b/g;

/** @returns the actual value with the instants of the expected one where they are near */
function asNear(actual: unknown, expected: unknown): unknown {
  if (typeof actual === 'number' && typeof expected === 'number') {
    return actual > FIRST_MS && Math.abs(actual - expected) <= NEAR_MS ? expected : actual;
  }
  if (typeof actual === 'string' && typeof expected === 'string') {
    return actual.replace(TIME_OF_DAY, '') === expected.replace(TIME_OF_DAY, '') ? expected : actual;
  }
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.map((item, index) => asNear(item, expected[index]));
  }
  if (typeof actual !== 'object' || actual === null || typeof expected !== 'object' || expected === null) {
    return actual;
  }
  const other = expected as Record<string, unknown>;
  return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, asNear(value, other[key])]));
}
