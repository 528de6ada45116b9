import { describe, expect, test } from 'vitest';
import type { DataPorts } from '../../api/ports.ts';
import { DomainFailure } from '../../domain/failures.ts';
import { fakeApi } from './fakes.ts';

type Kept = Parameters<DataPorts['messages']['keep']>[0];

/** The API with what it keeps of messages, and a reader of that language. */
function desk(language = 'en', refusal?: DomainFailure) {
  const kept: Kept[] = [];
  const messages: DataPorts['messages'] = {
    readerOf: (loanId) => Promise.resolve(loanId === 'L1' ? { language, secured: false } : undefined),
    keep: (message) => {
      kept.push(message);
      return Promise.resolve();
    },
  };
  const caseClient = refusal && { ask: () => Promise.reject(refusal) };
  const api = fakeApi({ data: { messages }, ...(caseClient && { caseClient }) });
  return { ...api, kept };
}

const write = (app: ReturnType<typeof desk>['app'], body: object, headers: object = {}, loan = 'L1') =>
  app.inject({
    method: 'POST',
    url: `/v1/cases/${loan}/messages`,
    headers: { 'x-actor': 'ann', ...headers },
    payload: body,
  });

const LAWFUL = 'As you asked, I have noted that your hours were cut; please call me when you can talk.';

describe('a message of a collector', () => {
  test('is kept, and the case hears only its id', async () => {
    const { app, calls, kept } = desk();
    const answer = await write(app, { channel: 'email', subject: 'Our talk today', text: LAWFUL });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(kept).toMatchObject([
      { loanId: 'L1', by: 'ann', language: 'en', subject: 'Our talk today', body: LAWFUL },
    ]);
    const { messageId } = kept[0] as Kept;
    expect(calls).toEqual([
      {
        ...{ method: 'ask', loanId: 'L1' },
        event: { type: 'message', id: messageId, by: 'ann', messageId, channel: 'email' },
      },
    ]);
  });

  test.each([
    ['en-GB', undefined, 'en', 'About your account'],
    ['zh-CN', undefined, 'zh-CN', '关于您的账户'],
    ['zh-CN', 'en', 'en', 'About your account'],
  ])('for a reader of %s in %s is in %s', async (reads, language, expected, subject) => {
    const { app, kept } = desk(reads);
    await write(app, { channel: 'sms', text: LAWFUL, ...(language && { language }) });
    expect(kept).toMatchObject([{ language: expected, subject }]);
  });

  test('repeated with its key is the same message', async () => {
    const { app, kept } = desk();
    const key = { 'idempotency-key': 'once' };
    const body = { channel: 'sms', text: LAWFUL };
    const answers = [await write(app, body, key), await write(app, body, key)];
    expect(answers[1]?.json()).toEqual(answers[0]?.json());
    expect(new Set(kept.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test.each([
    ['in its text', { text: 'Pay by tonight or we will have you arrested.' }, 'body', 'arrested'],
    ['in its subject', { text: LAWFUL, subject: 'We will have you arrested' }, 'subject', 'arrested'],
    ['in the other language', { text: `${LAWFUL} 再不还钱就找人上你家堵门。` }, 'body', '找人上你'],
  ])(
    'with what must not be said %s is refused, kept nowhere and sent nowhere',
    async (_name, body, part, words) => {
      const { app, calls, kept } = desk();
      const answer = await write(app, { channel: 'email', ...body });
      expect(answer.statusCode).toBe(409);
      const problem = answer.json<{ code: string; violations: { part: string; words: string }[] }>();
      expect(problem.code).toBe('Rejected.ScriptViolation');
      expect(problem.violations.every((violation) => violation.part === part)).toBe(true);
      expect(problem.violations.map((violation) => violation.words).join()).toContain(words);
      expect({ calls, kept }).toEqual({ calls: [], kept: [] });
    },
  );

  test('that the gate refuses says the rules, and from when it is permitted', async () => {
    const gate = { rules: ['cn-hours'], untilMs: Date.UTC(2026, 10, 2) };
    const { app } = desk('en', new DomainFailure('Rejected.MessageNotPermitted', 'not now', { gate }));
    const answer = await write(app, { channel: 'sms', text: LAWFUL });
    expect(answer.json()).toMatchObject({
      ...{ status: 409, code: 'Rejected.MessageNotPermitted', rules: ['cn-hours'] },
      until: '2026-11-02T00:00:00.000Z',
    });
  });

  test.each([
    ['no words', { channel: 'sms', text: '  ' }],
    ['a letter', { channel: 'letter', text: LAWFUL }],
    ['a novel', { channel: 'sms', text: 'a'.repeat(2_001) }],
  ])('that is %s is not valid', async (_name, body) => {
    expect((await write(desk().app, body)).statusCode).toBe(400);
  });

  test('about a loan that nobody knows', async () => {
    expect((await write(desk().app, { channel: 'sms', text: LAWFUL }, {}, 'L9')).statusCode).toBe(404);
  });
});
