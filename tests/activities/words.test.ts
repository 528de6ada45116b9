import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../activities/channels/ports.ts';
import { MessageRepository } from '../../db/message-repository.ts';
import { OutboxRepository } from '../../db/outbox-repository.ts';
import { ScriptRepository } from '../../db/script-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { scriptOf } from '../../domain/scripts/built-in/index.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;
let scripts: ScriptRepository;

beforeAll(async () => {
  bed = await ActivityBed.create();
  scripts = new ScriptRepository(bed.pool);
});
afterAll(() => bed.close());

/** The next version of the soft reminder, published. */
async function publish(en: string): Promise<number> {
  const { version, variables, ...draft } = scriptOf('reminder-soft');
  const text = { subject: 'A payment', body: en };
  const texts = { ...draft.texts, en: text };
  const { script } = await scripts.write({ ...draft, texts }, 'ann', bed.nowMs);
  await scripts.publish(script.id, script.version, 'carl', bed.nowMs);
  return script.version;
}

async function ledger(loanId: LoanId) {
  const { rows } = await bed.pool.query(
    `SELECT channel, status, script, script_version AS version, detail FROM contacts WHERE loan_id = $1
     ORDER BY reserved_at, contact_id`,
    [loanId],
  );
  return rows as {
    channel: string;
    status: string;
    script: string;
    version: number | null;
    detail: string | null;
  }[];
}

/** Sends the first reminder of a new case. @returns what was handed to the channel */
async function remind(id: string): Promise<{ loanId: LoanId; sent: OutgoingMessage[] }> {
  const loanId = await bed.seed({ loanId: id });
  const { contact } = await bed.reserve(loanId);
  const sent: OutgoingMessage[] = [];
  await bed
    .activities({
      deliver: (message) => {
        sent.push(message);
        return bed.sandbox.deliver(message);
      },
    })
    .deliver(contact);
  return { loanId, sent };
}

describe('what a customer gets', () => {
  test('is the newest version that is published, and the ledger says which', async () => {
    const before = await remind('NEWEST-1');
    expect(await ledger(before.loanId)).toMatchObject([
      { status: 'sent', script: 'reminder-soft', version: 1 },
    ]);
    const version = await publish('Dear {name}, another wording: {amount}.');
    const after = await remind('NEWEST-2');
    expect(after.sent[0]?.body).toBe('Dear Customer C-NEWEST-2, another wording: CNY 500.00.');
    expect(await ledger(after.loanId)).toMatchObject([{ status: 'sent', script: 'reminder-soft', version }]);
    await scripts.withdraw('reminder-soft', version, { by: 'carl', why: 'a test' }, bed.nowMs);
    const again = await remind('NEWEST-3');
    expect(await ledger(again.loanId)).toMatchObject([{ status: 'sent', version: 1 }]);
  });

  test('is nothing when no version is published: a definite failure, and the next channel is tried', async () => {
    const loanId = await bed.seed({ loanId: 'NONE-1' });
    const { contact } = await bed.reserve(loanId);
    await bed.pool.query(`UPDATE contacts SET script = 'reminder-soft@77' WHERE loan_id = 'NONE-1'`);
    const never = () => Promise.reject(new Error('it was sent'));
    const result = await bed.activities({ deliver: never }).deliver(contact);
    expect((await ledger(loanId))[0]).toMatchObject({
      ...{ status: 'failed', version: null },
      detail: "no version of the script 'reminder-soft@77' is published for CN",
    });
    expect(result.instruction).toMatchObject({ kind: 'deliver', channel: 'email' });
  });

  test('is nothing that its variables make unlawful: nothing leaves, and the reason is recorded', async () => {
    const loanId = await bed.seed({ loanId: 'NAME-1' });
    await bed.pool.query(
      `UPDATE customers SET name = 'Tom. We will have you arrested' WHERE customer_id = 'C-NAME-1'`,
    );
    const { contact } = await bed.reserve(loanId);
    const never = () => Promise.reject(new Error('it was sent'));
    await bed.activities({ deliver: never }).deliver(contact);
    const [failed] = await ledger(loanId);
    expect(failed).toMatchObject({ status: 'failed' });
    expect(failed?.detail).toMatch(/^The text must not be sent: .*\(false_legal_consequence\)/);
    expect(failed?.detail).not.toContain('Tom');
  });
});

describe('a collector’s own words', () => {
  const write = async (loanId: LoanId, messageId: string, body: string) => {
    const messages = new MessageRepository(bed.pool);
    await messages.keep(
      { messageId, loanId, by: 'ann', language: 'en', subject: 'About your account', body },
      bed.nowMs,
    );
    const opened = await bed.open(loanId);
    const { state, instruction } = await bed.activities().decide({
      ...{ loanId, state: opened },
      events: [{ type: 'message', id: messageId, by: 'ann', messageId, channel: 'email' }],
    });
    if (instruction.kind !== 'deliver' || !state) throw new Error(instruction.summary);
    const { contactId, reservedAtMs } = instruction;
    return { loanId, caseId: state.caseId, contactId, reservedAtMs, sequence: state.sequence };
  };

  test('go out as they are, with how to have no more of them; history has their id', async () => {
    bed.nowMs = beijing('2026-11-01', '12:00');
    const loanId = await bed.seed({ loanId: 'WRITTEN-1' });
    const contact = await write(loanId, 'm-1', 'As agreed, here is the form.');
    const result = await bed.activities().deliver(contact);
    expect(JSON.stringify(result)).not.toContain('form');
    const [message] = await new OutboxRepository(bed.pool).newest({ loanId, limit: 5 });
    expect(message).toMatchObject({ channel: 'email', script: 'message/m-1', scriptVersion: null });
    expect(message?.body).toMatch(/^As agreed, here is the form\.\n\nIf you want no more e-mails/);
    expect(await ledger(loanId)).toMatchObject([{ status: 'sent', script: 'message/m-1', version: null }]);
  });

  test('are audited again before they leave', async () => {
    bed.nowMs = beijing('2026-11-01', '12:00');
    const loanId = await bed.seed({ loanId: 'WRITTEN-2' });
    const contact = await write(loanId, 'm-2', 'Pay or we will have you arrested.');
    const never = () => Promise.reject(new Error('it was sent'));
    await bed.activities({ deliver: never }).deliver(contact);
    expect(await ledger(loanId)).toMatchObject([
      { status: 'failed', detail: expect.stringContaining('must not be sent') as unknown },
    ]);
  });

  test('are kept once, as they were first', async () => {
    const messages = new MessageRepository(bed.pool);
    const loanId = await bed.seed({ loanId: 'WRITTEN-3' });
    const first = {
      messageId: 'm-3',
      loanId,
      by: 'ann',
      language: 'en',
      subject: 's',
      body: 'first',
    } as const;
    await messages.keep(first, bed.nowMs);
    await messages.keep({ ...first, body: 'second' }, bed.nowMs);
    const { rows } = await bed.pool.query(`SELECT body FROM written_messages WHERE message_id = 'm-3'`);
    expect(rows).toEqual([{ body: 'first' }]);
    expect(await messages.readerOf(loanId)).toEqual({ language: 'en', secured: false });
    expect(await messages.readerOf('NOBODY' as LoanId)).toBeUndefined();
  });
});
