import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { UserError } from '../../config/user-error.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

test('an empty environment means embedded servers and defaults', () => {
  const env = readEnv({});
  expect(env.databaseUrl).toBeUndefined();
  expect(env.temporal).toEqual({ address: undefined, namespace: 'default', profile: undefined });
  expect([env.apiHost, env.apiPort, env.logLevel]).toEqual(['127.0.0.1', 8080, 'info']);
});

test('a variable that is set but empty counts as unset', () => {
  expect(readEnv({ DATABASE_URL: '', ARREARS_API_PORT: '' })).toEqual(readEnv({}));
});

test('field keys come in their order, the current one first', () => {
  const keys = readEnv({ ARREARS_FIELD_KEYS: `${key('2026b')}, ${key('2026a')}` }).fieldKeys;
  expect(keys?.map(({ id, key }) => [id, key.length])).toEqual([
    ['2026b', 32],
    ['2026a', 32],
  ]);
});

test.each([
  ['DATABASE_URL', 'mysql://me:secret@host/db'],
  ['DATABASE_URL', 'secret'],
  ['TEMPORAL_ADDRESS', 'http://secret:7233'],
  ['ARREARS_API_PORT', 'secret'],
  ['ARREARS_API_PORT', '70000'],
  ['ARREARS_LOG_LEVEL', 'secret'],
  ['ARREARS_FIELD_KEYS', 'a:secret'],
  ['ARREARS_FIELD_KEYS', `${key('a')},${key('a')}`],
])('%s=%s is refused in one sentence with its name and without its value', (name, value) => {
  const read = () => readEnv({ [name]: value });
  expect(read).toThrow(UserError);
  expect(read).toThrow(new RegExp(`^The environment variable ${name} must [^\\n]+\\.$`));
  expect(read).not.toThrow(/secret/);
});
