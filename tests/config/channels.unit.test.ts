import { describe, expect, test } from 'vitest';
import { channelsConfig } from '../../config/channels.ts';
import { readEnv } from '../../config/env.ts';

const read = (source: NodeJS.ProcessEnv) => channelsConfig(readEnv(source).channels);

const house = { ARREARS_BANK_NAME: 'Example Bank', ARREARS_PUBLIC_URL: 'https://arrears.bank.example/' };
const email = {
  ARREARS_SMTP_URL: 'smtp://arrears:p%40ss-word@mail.example:2525',
  ARREARS_EMAIL_FROM: 'Example Bank <collections@bank.example>',
};
const vapid = {
  ARREARS_VAPID_SUBJECT: 'mailto:it@bank.example',
  ARREARS_VAPID_PUBLIC_KEY: 'B'.repeat(87),
  ARREARS_VAPID_PRIVATE_KEY: 'p'.repeat(43),
};
const hook = {
  ARREARS_PUSH_WEBHOOK_URL: 'https://app.bank.example/push',
  ARREARS_PUSH_WEBHOOK_SECRET: 's'.repeat(32),
};

test('with nothing set no channel is real', () => {
  expect(read({})).toEqual({
    ...{ publicUrl: undefined, letterhead: undefined, email: undefined, push: undefined, letter: undefined },
  });
});

test('e-mail: the address says everything of the server', () => {
  expect(read({ ...house, ...email }).email).toEqual({
    ...{ host: 'mail.example', port: 2525, secure: false, tls: 'required' },
    ...{ user: 'arrears', password: 'p@ss-word', from: email.ARREARS_EMAIL_FROM },
    ...{ replyTo: undefined, perSecond: 10 },
  });
  const secure = read({ ...house, ...email, ARREARS_SMTP_URL: 'smtps://[::1]' }).email;
  expect(secure).toMatchObject({ host: '::1', port: 465, secure: true, user: undefined });
  expect(read({ ...house, ...email }).publicUrl).toBe('https://arrears.bank.example');
});

test('letters: a folder or a webhook, with the lines of the letterhead', () => {
  const set = {
    ...house,
    ARREARS_LETTER_SPOOL: '/var/spool/letters',
    ARREARS_BANK_ADDRESS: '1 High Street| London ',
  };
  expect(read(set)).toMatchObject({
    letter: { spool: '/var/spool/letters', perSecond: 5 },
    letterhead: { name: 'Example Bank', addressLines: ['1 High Street', 'London'], footerLines: [] },
  });
});

test('push: either way, or both', () => {
  expect(read(vapid).push).toMatchObject({
    vapid: { subject: 'mailto:it@bank.example' },
    webhook: undefined,
  });
  expect(read(hook).push).toMatchObject({
    vapid: undefined,
    webhook: { url: hook.ARREARS_PUSH_WEBHOOK_URL },
  });
  expect(read({ ...vapid, ...hook }).push).toMatchObject({ vapid: {}, webhook: {} });
});

describe('what is missing beside what is set is named', () => {
  const { ARREARS_EMAIL_FROM: _from, ...noFrom } = email;
  const { ARREARS_VAPID_PRIVATE_KEY: _key, ...noKey } = vapid;
  const { ARREARS_PUSH_WEBHOOK_SECRET: _secret, ...noSecret } = hook;
  test.each<[string, NodeJS.ProcessEnv]>([
    ['ARREARS_EMAIL_FROM', { ...house, ...noFrom }],
    ['ARREARS_BANK_NAME', { ...email, ARREARS_PUBLIC_URL: 'https://a.example' }],
    ['ARREARS_PUBLIC_URL', { ...email, ARREARS_BANK_NAME: 'Example Bank' }],
    ['ARREARS_VAPID_PRIVATE_KEY', noKey],
    ['ARREARS_PUSH_WEBHOOK_SECRET', noSecret],
    ['ARREARS_BANK_NAME', { ARREARS_LETTER_SPOOL: '/letters' }],
    ['ARREARS_LETTER_WEBHOOK_SECRET', { ...house, ARREARS_LETTER_WEBHOOK_URL: 'https://print.example' }],
    [
      'ARREARS_LETTER_SPOOL',
      {
        ...{ ...house, ARREARS_LETTER_SPOOL: '/letters', ARREARS_LETTER_WEBHOOK_SECRET: 's'.repeat(16) },
        ARREARS_LETTER_WEBHOOK_URL: 'https://print.example',
      },
    ],
  ])('%s', (name, source) => {
    expect(() => read(source)).toThrow(new RegExp(`environment variables? ${name} `));
  });
});

test.each([
  ['ARREARS_SMTP_URL', 'mail.example:25'],
  ['ARREARS_SMTP_URL', 'https://user:hunter2@mail.example'],
  ['ARREARS_SMTP_TLS', 'maybe'],
  ['ARREARS_EMAIL_FROM', 'collections'],
  ['ARREARS_EMAIL_FROM', 'A <a@b.example>\r\nBcc: c@d.example'],
  ['ARREARS_EMAIL_PER_SECOND', '0'],
  ['ARREARS_PUBLIC_URL', 'arrears.bank.example'],
  ['ARREARS_VAPID_PUBLIC_KEY', 'short'],
  ['ARREARS_PUSH_WEBHOOK_SECRET', 'hunter2'],
])('%s=%j: one sentence that names the variable and never its value', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(
    new RegExp(`^The environment variable ${name} must [^\n]*\\.$`),
  );
  expect(() => readEnv({ [name]: value })).not.toThrow(/hunter2/);
});
