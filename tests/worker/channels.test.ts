import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { readUnsubscribeToken } from '../../domain/contact/unsubscribe-token.ts';
import type { ContactId } from '../../domain/ids.ts';
import { openChannels } from '../../worker/channels.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testEncryption } from '../setup/seed.ts';
import { readMail, smtpFarSide } from '../setup/smtp-far-side.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const encryption = testEncryption();
const open = (environment: NodeJS.ProcessEnv) =>
  openChannels({ env: readEnv(environment), database, encryption });
const house = { ARREARS_BANK_NAME: 'Example Bank', ARREARS_PUBLIC_URL: 'https://arrears.bank.example' };

const contactId = 'L1-1.4' as ContactId;
const post = { name: 'Li Na', customerId: 'C-1', zone: 'Europe/London', reference: 'L1-1' };
const message = (channel: 'email' | 'letter' | 'sms', address: string) => ({
  ...{
    contactId,
    channel,
    address: encryption.encrypt(address),
    language: 'en',
    atMs: Date.UTC(2026, 10, 2),
  },
  ...{ subject: 'A payment is overdue', body: 'Dear Li Na', post },
});

test('with nothing set up everything is kept by the sandbox', async () => {
  const channels = await open({});
  expect(channels.summary).toBe(
    'sms by sandbox, email by sandbox, push by sandbox, voice by sandbox, letter by sandbox',
  );
  await channels.router('sms').deliver(message('sms', '+8613800000000'));
  expect(await channels.router('sms').lookUp(contactId)).toBe('sent');
});

test('what is set up is real, and says where it goes without a secret', async () => {
  const channels = await open({
    ...{ ...house, ARREARS_SMTP_URL: 'smtp://arrears:hunter2@mail.example:2525' },
    ARREARS_EMAIL_FROM: 'collections@bank.example',
    ARREARS_PUSH_WEBHOOK_URL: 'https://app.bank.example/push?key=hunter2',
    ARREARS_PUSH_WEBHOOK_SECRET: 'hunter2hunter2hunter2',
    ARREARS_LETTER_SPOOL: '/var/spool/letters',
  });
  channels.close();
  expect(channels.summary).toBe(
    'sms by sandbox, email by SMTP mail.example:2525, push by webhook app.bank.example, voice by sandbox, ' +
      'letter by folder /var/spool/letters',
  );
});

test('an e-mail goes to the decrypted address, with a link by which its contact is known again', async () => {
  const far = await smtpFarSide();
  const channels = await open({
    ...{ ...house, ARREARS_SMTP_URL: `smtp://127.0.0.1:${far.port}`, ARREARS_SMTP_TLS: 'none' },
    ARREARS_EMAIL_FROM: 'collections@bank.example',
  });
  await channels.router('email').deliver(message('email', 'li.na@example.com'));
  channels.close();
  await far.close();
  expect(far.taken.map(({ to }) => to)).toEqual([['li.na@example.com']]);
  const { headers } = readMail(far.taken[0]?.raw ?? '');
  const link = headers.find((header) => header.startsWith('List-Unsubscribe: '))?.slice(19, -1);
  const token = new URL(link ?? '').searchParams.get('t') ?? '';
  expect(readUnsubscribeToken(token, (text) => encryption.hash(text))).toBe(contactId);
});

test('a letter goes into the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arrears-letters-'));
  const channels = await open({ ...house, ARREARS_LETTER_SPOOL: folder });
  await channels.router('letter').deliver(message('letter', 'customer C-1'));
  expect(await readdir(folder)).toContain('L1-1.4.pdf');
  await rm(folder, { recursive: true });
});

test('what is half set up stops the start with a sentence that says what is missing', async () => {
  await expect(open({ ARREARS_SMTP_URL: 'smtp://mail.example' })).rejects.toThrow(
    'The environment variable ARREARS_EMAIL_FROM is missing: ARREARS_SMTP_URL is set; set it.',
  );
});
