import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../activities/channels/ports.ts';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { SimulatedCustomer } from '../../domain/simulation/customer.ts';
import type { SimulatedDecision } from '../../domain/simulation/input.ts';
import { liveCustomer } from '../../domain/simulation/live.ts';
import { Tally } from '../../domain/simulation/tally.ts';
import { madeUpCustomer, simulation } from '../domain/simulation/fixtures.ts';
import { bookPayment, rate, timelineOf } from '../setup/case-records.ts';
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
    const seen = { contacts: 0, calls: 0, cures: 0, legal: 0, approvals: 0, failed: 0, covered: 0 };
    for (const customer of customers) {
      await seed(customer);
      const made = lifeOf(customer);
      await relive(customer, made);
      for (const { decision, events } of made) {
        if (decision.contact) seen.contacts += 1;
        if (decision.contact?.covers) seen.covered += 1;
        for (const event of events) {
          if (event.type === 'call-outcome') seen.calls += 1;
          if (event.type === 'approval') seen.approvals += 1;
          if (event.type === 'delivered' && event.outcome === 'failed') seen.failed += 1;
        }
        const types = decision.entries.map(({ type }) => type);
        if (types.includes('cured')) seen.cures += 1;
        if (types.includes('legal-approval-asked')) seen.legal += 1;
      }
    }
    expect(customers.flatMap(({ loans }) => loans)).toHaveLength(200);
    // All of it has happened: what is compared is not an empty ladder.
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  },
);

function lifeOf(customer: SimulatedCustomer): SimulatedDecision[] {
  const made: SimulatedDecision[] = [];
  const input = simulation();
  liveCustomer(customer, input, new Tally(input.days), (one) => made.push(one));
  return made;
}

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
    await book(loanId, one, booked);
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
  for (const { loanId } of customer.loans) await sameRecords(loanId, made);
}

async function book(loanId: LoanId, { paidMinor, now }: SimulatedDecision, booked: Map<string, number>) {
  const already = booked.get(loanId) ?? 0;
  if (paidMinor === already) return;
  const id = `${loanId}-${paidMinor}`;
  await bookPayment(bed.pool, { id, loanId, amountMinor: paidMinor - already, paidAtMs: now });
  booked.set(loanId, paidMinor);
}

const NO_LINE = 'no such line';

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

/** Every contact with its instant, channel and rules, and every entry of the timeline. */
async function sameRecords(loanId: LoanId, made: readonly SimulatedDecision[]): Promise<void> {
  const own = made.filter((one) => one.loanId === loanId);
  const { rows } = await bed.pool.query(
    `SELECT contact_id, (extract(epoch FROM reserved_at) * 1000)::float8 AS at, channel, rung, rules
     FROM contacts WHERE loan_id = $1 ORDER BY contact_id`,
    [loanId],
  );
  const contacts = own.flatMap(({ now, decision: { contact, calls = [] } }) => [
    ...(contact ? [{ contact_id: contact.contactId, at: now, ...recorded(contact) }] : []),
    ...calls.flatMap(({ callId, begun }) =>
      begun ? [{ contact_id: callId, at: now, ...recorded({ channel: 'voice', ...begun }) }] : [],
    ),
  ]);
  expect(rows).toEqual(contacts.toSorted((a, b) => (a.contact_id < b.contact_id ? -1 : 1)));
  const timeline = (await timelineOf(bed.pool, loanId)).map(({ sequence, atMs, type, data, why }) => ({
    ...{ sequence, atMs, type, data, why },
  }));
  const entries = own.flatMap(({ now, decision }) =>
    decision.entries.map(({ type, data, why }) => ({
      ...{ sequence: decision.state!.sequence, atMs: now, type, data, why },
    })),
  );
  const unworded = timeline.map(({ data, ...entry }) => ({ ...entry, data: withoutDetail(data) }));
  expect(unworded).toEqual(plain(entries));
}

/** What the channel has said of a failure is its own. */
function withoutDetail({ detail, ...data }: Record<string, unknown>): Record<string, unknown> {
  return detail === undefined || detail === NO_LINE ? data : { detail, ...data };
}

function recorded({ channel, rung, rules }: { channel: string; rung?: number; rules: string[] }) {
  return { channel, rung: rung ?? null, rules };
}

/** As it is after a journey through JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
