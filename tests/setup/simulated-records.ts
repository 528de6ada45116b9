import { expect } from 'vitest';
import type { Pool } from '../../db/client.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { SimulatedCustomer } from '../../domain/simulation/customer.ts';
import type { SimulatedDecision, SimulationInput } from '../../domain/simulation/input.ts';
import { liveCustomer } from '../../domain/simulation/live.ts';
import { Tally } from '../../domain/simulation/tally.ts';
import { bookPayment, timelineOf } from './case-records.ts';

/** What the simulator has done with a customer, beside what the database says of the same cases. */

/** @returns every decision of the customer's cases, in order */
export function simulatedLifeOf(customer: SimulatedCustomer, input: SimulationInput): SimulatedDecision[] {
  const made: SimulatedDecision[] = [];
  liveCustomer(customer, input, new Tally(input.days), (one) => made.push(one));
  return made;
}

/** Books what the loan has paid by a decision. @returns what it has paid */
export async function bookPaid(
  pool: Pool,
  { loanId, paidMinor, now }: SimulatedDecision,
  already: number,
): Promise<number> {
  if (paidMinor === already) return paidMinor;
  const id = `${loanId}-${paidMinor}`;
  const payment = { id, loanId: loanId as LoanId, amountMinor: paidMinor - already, paidAtMs: now };
  await bookPayment(pool, payment);
  return paidMinor;
}

/** What a channel says of every failure in these tests. */
export const NO_LINE = 'no such line';

/**
 * Every contact with its instant, channel and rules, and every entry of the timeline but those of legal actions, which have a
 * workflow of their own that nobody simulates.
 *
 * @param made in the case of that loan
 * @param adjusted what is compared of the database's side, where that is not all of it
 */
export async function sameRecords(
  pool: Pool,
  loanId: LoanId,
  made: readonly SimulatedDecision[],
  adjusted: (actual: unknown, expected: unknown) => unknown = (actual) => actual,
): Promise<void> {
  const { rows } = await pool.query(
    `SELECT contact_id, (extract(epoch FROM reserved_at) * 1000)::float8 AS at, channel, rung, rules
     FROM contacts WHERE loan_id = $1 ORDER BY contact_id`,
    [loanId],
  );
  const contacts = made
    .flatMap(({ now, decision: { contact, calls = [] } }) => [
      ...(contact ? [{ contact_id: contact.contactId, at: now, ...recorded(contact) }] : []),
      ...calls.flatMap(({ callId, begun }) =>
        begun ? [{ contact_id: callId, at: now, ...recorded({ channel: 'voice', ...begun }) }] : [],
      ),
    ])
    .toSorted((a, b) => (a.contact_id < b.contact_id ? -1 : 1));
  expect(adjusted(rows, contacts)).toEqual(contacts);
  const ofCase = (await timelineOf(pool, loanId)).filter(({ data }) => !('legalId' in data));
  const timeline = ofCase.map(({ sequence, atMs, type, data, why }) => ({
    ...{ sequence, atMs, type, data: withoutDetail(data), why },
  }));
  const entries = plain(
    made.flatMap(({ now, decision }) =>
      decision.entries.map(({ type, data, why }) => ({
        ...{ sequence: decision.state!.sequence, atMs: now, type, data, why },
      })),
    ),
  );
  expect(adjusted(timeline, entries)).toEqual(entries);
}

/** What the channel has said of a failure is its own. */
function withoutDetail({ detail, ...data }: Record<string, unknown>): Record<string, unknown> {
  return detail === undefined || detail === NO_LINE ? data : { detail, ...data };
}

function recorded({ channel, rung, rules }: { channel: string; rung?: number; rules: string[] }) {
  return { channel, rung: rung ?? null, rules };
}

/** As it is after a journey through JSON. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What has happened in lives, so that nobody compares empty ladders. */
export class SeenInLives {
  readonly counts = { contacts: 0, calls: 0, cures: 0, legal: 0, approvals: 0, failed: 0 };

  add(made: readonly SimulatedDecision[]): void {
    const { counts } = this;
    for (const { decision, events } of made) {
      if (decision.contact) counts.contacts += 1;
      for (const event of events) {
        if (event.type === 'call-outcome') counts.calls += 1;
        if (event.type === 'approval') counts.approvals += 1;
        if (event.type === 'delivered' && event.outcome === 'failed') counts.failed += 1;
      }
      const types = decision.entries.map(({ type }) => type);
      if (types.includes('cured')) counts.cures += 1;
      if (types.includes('legal-approval-asked')) counts.legal += 1;
    }
  }

  /** @returns the names of what has not happened at all */
  missing(): string[] {
    return Object.entries(this.counts).flatMap(([name, count]) => (count === 0 ? [name] : []));
  }
}
