import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldKeys } from '../../config/field-keys.ts';
import { readEnv } from '../../config/env.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { SandboxRepository } from '../../db/sandbox-repository.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans } from '../setup/seed.ts';
import { FIELD_KEYS, runDataCommand } from './run-data-command.ts';

let testDatabase: TestDatabase;
let database: Database;

const AT = Date.parse('2026-11-02T10:12:00+08:00');

/** A message of the sandbox, and its contact in the ledger. */
async function keep(loanId: string, number: number, channel: string, address: string, body: string) {
  const contactId = `${loanId}-1.${number}`;
  const atMs = AT + number * 60_000;
  const encryption = new FieldEncryption(fieldKeys(readEnv({ ARREARS_FIELD_KEYS: FIELD_KEYS })));
  await database.pool.query(
    `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, channel, purpose, script, script_version, rules,
       status) VALUES ($1, $2, $3, $4, $5, 'collect', 'reminder-soft', 2, '[]', 'sent')`,
    [contactId, new Date(atMs), `C-${loanId}`, loanId, channel],
  );
  await new SandboxRepository(database.orm).keep({
    ...{ contactId, channel, address: encryption.encrypt(address), language: 'en', body, atMs },
    subject: 'A payment is overdue',
  });
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { maxConnections: 2 });
  const encryption = new FieldEncryption(fieldKeys(readEnv({ ARREARS_FIELD_KEYS: FIELD_KEYS })));
  const loans = [{ loanId: 'OUT-1' }, { loanId: 'OUT-2' }];
  await seedLoans({ orm: database.orm, encryption, loans, today: '2026-11-01' });
  await keep('OUT-1', 1, 'sms', '+8613812345678', 'Dear Li Na,\nplease pay.');
  await keep('OUT-1', 2, 'email', 'li.na@example.com', 'Dear Li Na,\n\nplease pay.');
  await keep('OUT-2', 3, 'letter', 'customer C-OUT-2', 'Dear Tom Reed');
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const outbox = (...args: string[]) => runDataCommand(['outbox', ...args], { DATABASE_URL: testDatabase.url });

describe('arrears outbox', () => {
  test('prints messages as they were read, oldest first, without addresses', async () => {
    const { code, stdout } = await outbox('--loan', 'OUT-1');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        '2026-11-02 10:13 Asia/Shanghai  SMS to +86•••••••5678, loan OUT-1, reminder-soft@2',
        '  Dear Li Na,',
        '  please pay.',
        '',
        '2026-11-02 10:14 Asia/Shanghai  e-mail to l•••@example.com, loan OUT-1, reminder-soft@2',
        '  A payment is overdue',
        '',
        '  Dear Li Na,',
        '',
        '  please pay.',
        '',
      ].join('\n'),
    });
  });

  test('as JSON, the newest of all loans', async () => {
    const { stdout } = await outbox('--limit', '2', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      items: [
        { loanId: 'OUT-1', channel: 'email', subject: 'A payment is overdue' },
        { loanId: 'OUT-2', channel: 'letter', to: 'customer C-OUT-2' },
      ],
    });
  });

  test('of a loan that has none says so', async () => {
    expect(await outbox('--loan', 'NONE')).toMatchObject({
      code: 0,
      stdout: 'No message about loan NONE was sent yet.\n',
    });
  });

  test.each([['--limit', '0'], ['--limit', 'many'], ['--nonsense']])(
    '%s %s is wrong usage',
    async (...args) => {
      expect(await outbox(...args)).toMatchObject({ code: 2, stdout: '' });
    },
  );
});

describe('arrears outbox --api', () => {
  let server: Server;
  let url: string;
  let answer = '';
  const asked: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url);
      response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('asks a server that runs', async () => {
    answer = JSON.stringify({ items: [] });
    expect(await outbox('--api', url, '--loan', 'L 1', '--limit', '5')).toMatchObject({ code: 0 });
    expect(asked.at(-1)).toBe('/v1/outbox?limit=5&loan=L+1');
  });

  test('what answers otherwise is no arrears server', async () => {
    answer = '{"hello":"world"}';
    const { code, stderr } = await outbox('--api', url);
    expect(code).toBe(1);
    expect(stderr).toContain('is no arrears server of this version');
  });

  test('where nothing answers it says what to do', async () => {
    const { code, stderr } = await outbox('--api', 'http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(stderr).toContain('name the address that the server printed');
  });
});
