import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContactOutlookReader } from '../../db/contact-outlook-reader.ts';
import { explainGate } from '../../domain/case/contact-facts.ts';
import { caseId, type LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

/** A customer with so many loans, each with a case whose first reminder is due now. */
async function customerWith(loans: number, id: string) {
  const first = await bed.seed({ loanId: id });
  const others = Array.from({ length: loans - 1 }, (_, i) => `${id}-copy${i}` as LoanId);
  await bed.copyLoan(first, others);
  const ids = [first, ...others];
  bed.nowMs = beijing('2026-11-01', '12:00');
  const states = [];
  for (const loanId of ids) states.push(await bed.open(loanId));
  bed.nowMs += 3_600_000;
  return states.map((state) => ({ loanId: state.loanId, state }));
}

async function ledgerOf(customerId: string) {
  const { rows } = await bed.pool.query<{ loan_id: LoanId; status: string; channel: string; covers: number }>(
    `SELECT loan_id, status, channel, coalesce(jsonb_array_length(covers), 0) AS covers FROM contacts
     WHERE customer_id = $1 ORDER BY reserved_at, contact_id`,
    [customerId],
  );
  return rows;
}

const messages = async (customerId: string) =>
  (
    await bed.pool.query<{ body: string }>(
      `SELECT body FROM sandbox_messages JOIN contacts USING (contact_id) WHERE customer_id = $1`,
      [customerId],
    )
  ).rows.map(({ body }) => body);

test('fifty collectors who are about to call one customer at once: three calls a day, as the law has it', async () => {
  const cases = await customerWith(50, 'CAP');
  const asked = cases.map(({ loanId, state }, at) =>
    bed.activities().decide({
      ...{ loanId, state },
      events: [{ type: 'call', id: `call-${loanId}`, by: `collector-${at}` }],
    }),
  );
  const answers = (await Promise.all(asked)).flatMap((result) => result.answers);
  expect(answers.filter(({ accepted }) => accepted)).toHaveLength(3);
  const refused = answers.flatMap((answer) => (answer.accepted ? [] : [answer.rejection]));
  expect(refused).toHaveLength(47);
  expect(refused.map(({ gate }) => gate?.rules[0])).toEqual(Array(47).fill('CN-GBT45251-EFFECTIVE-CALLS'));
  const calls = (await ledgerOf('C-CAP')).filter(({ channel }) => channel === 'voice');
  expect(calls.map(({ status }) => status)).toEqual(['calling', 'calling', 'calling']);
});

test('fifty loans of a customer that are due for a reminder at once get one, about all of them', async () => {
  const cases = await customerWith(50, 'COVER');
  const steps = cases.map(({ loanId, state: { caseId: id, sequence } }) =>
    bed.activities().takeStep({ loanId, caseId: id, sequence, nowMs: bed.nowMs }),
  );
  const results = await Promise.all(steps);
  expect(results.map(({ state }) => state?.rung)).toEqual(cases.map(() => 1));
  expect(await ledgerOf('C-COVER')).toMatchObject([{ channel: 'sms', status: 'sent', covers: 49 }]);
  const said = await messages('C-COVER');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('25,000.00');
});

test('the loans that were spoken of go on as if they had been reminded, and say why', async () => {
  const [first, second] = await customerWith(2, 'TWO');
  if (!first || !second) throw new Error('there are two');
  const step = ({ loanId, state }: typeof first) =>
    bed.activities().takeStep({ loanId, caseId: state.caseId, sequence: state.sequence, nowMs: bed.nowMs });
  const reminded = await step(first);
  const covered = await step(second);
  expect(covered.instruction).toMatchObject({ kind: 'wait' });
  expect(covered.state?.rung).toBe(reminded.state?.rung);
  const { rows } = await bed.pool.query(
    `SELECT type, data->>'loanId' AS about FROM timeline WHERE case_id = $1 AND sequence = 2`,
    [second.state.caseId],
  );
  expect(rows).toEqual([{ type: 'contact-covered', about: first.loanId }]);
});

test('a loan that is paid between the reservation and the sending: nothing wrong is said of it', async () => {
  const [first, second] = await customerWith(2, 'PAID');
  if (!first || !second) throw new Error('there are two');
  const decided = await bed.activities().decide({ ...first, events: [] });
  if (decided.instruction.kind !== 'deliver') throw new Error('it is to deliver');
  await bed.pool.query(
    `INSERT INTO payments (payment_id, loan_id, paid_at, amount_minor, currency, channel)
     VALUES ('P-PAID', $1, $2, 50000, 'CNY', 'transfer')`,
    [second.loanId, new Date(bed.nowMs)],
  );
  const { contactId, reservedAtMs } = decided.instruction;
  const contact = {
    loanId: first.loanId,
    caseId: caseId(first.loanId, 1),
    contactId,
    reservedAtMs,
    sequence: 2,
  };
  const after = await bed.activities().deliver(contact);
  expect(await messages('C-PAID')).toEqual([]);
  // The reminder is still due, now about the one loan that is overdue.
  expect(after.state).toMatchObject({ rung: 0 });
  expect(await ledgerOf('C-PAID')).toMatchObject([
    { loan_id: first.loanId, status: 'superseded', covers: 1 },
    { loan_id: first.loanId, status: 'reserved', covers: 0 },
  ]);
});

test('who has opted out of a channel gets the next one; who names hours is not contacted in them', async () => {
  const [optedOut] = await customerWith(1, 'OUT');
  await bed.pool.query(
    `INSERT INTO opt_outs (customer_id, channel, contact_point, since_at, source) VALUES ('C-OUT', 'sms', '', $1, 'sms STOP')`,
    [new Date(bed.nowMs)],
  );
  if (!optedOut) throw new Error('there is one');
  const step = ({ loanId, state }: typeof optedOut) =>
    bed.activities().takeStep({ loanId, caseId: state.caseId, sequence: state.sequence, nowMs: bed.nowMs });
  await step(optedOut);
  expect((await ledgerOf('C-OUT')).map(({ channel }) => channel)).not.toContain('sms');

  const [busy] = await customerWith(1, 'BUSY');
  if (!busy) throw new Error('there is one');
  await bed.pool.query(
    `INSERT INTO contact_wishes (customer_id, wishes, noted_by, noted_at)
     VALUES ('C-BUSY', '{"inconvenientHours": [{"from": "08:00", "to": "18:30"}]}', 'collector-1', now())`,
  );
  const waiting = await step(busy);
  expect(await ledgerOf('C-BUSY')).toEqual([]);
  if (waiting.instruction.kind !== 'wait') throw new Error('it waits');
  expect(waiting.instruction.untilMs).toBeGreaterThanOrEqual(beijing('2026-11-01', '18:30'));
});

test('the gate can be asked without passing it: it says why not and when, and reserves nothing', async () => {
  const [known] = await customerWith(1, 'ASK');
  if (!known) throw new Error('there is one');
  const call = { type: 'call', id: 'call-1', by: 'collector-1' } as const;
  await bed.activities().decide({ ...known, events: [call] });
  const reader = new ContactOutlookReader(bed.pool, bed.policies);
  const found = await reader.read(known.loanId, bed.nowMs);
  if (!found) throw new Error('there is a case');
  expect(found.facts.customer.ledger).toMatchObject([{ status: 'calling', channel: 'voice' }]);
  const asked = { ...found, channel: 'voice', purpose: 'collect' } as const;
  expect(explainGate(asked, bed.nowMs)).toMatchObject({ decision: 'allow' });
  expect(explainGate(asked, beijing('2026-11-01', '23:00'))).toMatchObject({
    ...{ decision: 'defer', permittedFromMs: beijing('2026-11-02', '08:00') },
    summary:
      'A call is not permitted at 2026-11-01 23:00 Asia/Shanghai; it will be from 2026-11-02 08:00 Asia/Shanghai.',
  });
  expect(await reader.read('NOBODY' as LoanId, bed.nowMs)).toBeUndefined();
  expect(await ledgerOf('C-ASK')).toHaveLength(1);
});
