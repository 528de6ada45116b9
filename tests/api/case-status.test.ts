import { describe, expect, test } from 'vitest';
import { languageOf } from '../../api/accept-language.ts';
import { decide } from '../../domain/case/decide.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { expertScorer } from '../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { caseFacts, caseState, NOW, promisedState } from '../domain/fixtures.ts';
import { call } from './calls.ts';
import { fakeApi } from './fakes.ts';

/** The API on a case as a decision has left it. */
function apiOf(before: CaseState) {
  const facts = caseFacts();
  const { state, instruction, answers } = decide({
    ...{ state: before, events: [], facts, strategy: cnRetail, scorer: expertScorer, now: NOW },
  });
  if (!state) throw new Error('no case');
  const { cases } = fakeApi().data;
  const newestOf = () => Promise.resolve({ state, instruction, answers });
  return fakeApi({ data: { cases: { ...cases, newestOf } } });
}

const promised = () => promisedState([{ dueOn: '2026-11-05', amountMinor: 50_000 }]);
const url = '/v1/cases/L000001/status';

test('a case says what it is waiting for, until when, by which rule, and what comes next', async () => {
  const { body, response } = await call(apiOf(promised()), { url });
  expect(body).toMatchObject({
    caseId: 'L000001-1',
    language: 'en',
    doing: 'waiting',
    waitingFor: { kind: 'promise-reminder' },
    since: '2026-11-01T04:00:00.000Z',
    setBy: { kind: 'promise-reminder', strategy: 'cn-retail@1' },
    holds: [
      {
        ...{ kind: 'promise', owner: 'collector-1', suspends: true, ends: 'by-itself', dueOn: '2026-11-05' },
        amount: { amount: '500.00', currency: 'CNY' },
      },
    ],
    then: { what: { kind: 'judge-promise' }, at: '2026-11-07T16:00:00.000Z' },
    closed: null,
  });
  expect(body['text']).toContain('because of a promise to pay CNY 500.00 by 2026-11-05');
  expect(body['text']).toBe((body['sentences'] as string[]).join(' '));
  expect(response.headers).toMatchObject({ 'content-language': 'en', vary: 'accept-language' });
});

test('what has set the instant has its amounts as money', async () => {
  const rest = {
    atMs: NOW + 86_400_000,
    why: 'w',
    reason: { kind: 'payment' as const, amountMinor: 10_000 },
  };
  const { body } = await call(apiOf(caseState({ oldestDueOn: '2026-10-20', rest })), { url });
  expect(body['setBy']).toEqual({
    ...{ kind: 'payment', strategy: 'cn-retail@1' },
    amount: { amount: '100.00', currency: 'CNY' },
  });
});

test('a closed case says how it has ended', async () => {
  const closed = { reason: 'settled' as const, atMs: NOW, forgivenMinor: 20_000 };
  const { body } = await call(apiOf(caseState({ stage: 'closed', closed })), { url });
  expect(body).toMatchObject({
    doing: 'closed',
    waitingFor: null,
    until: null,
    closed: { reason: 'settled', at: '2026-11-01T04:00:00.000Z', forgiven: { amount: '200.00' } },
    text: 'Closed on 2026-11-01 12:00 (Asia/Shanghai): it was settled, and CNY 200.00 forgiven.',
  });
});

describe('the language', () => {
  test.each([
    ['lang', `${url}?lang=zh-CN`, 'en', 'zh-CN', /^等待至 .*承诺/],
    ['lang in English', `${url}?lang=en`, 'zh-CN', 'en', /^Waiting until/],
    ['Accept-Language', url, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN', /^等待至 /],
  ])('is that of %s', async (_name, path, accept, language, text) => {
    const { body, response } = await call(apiOf(promised()), {
      ...{ url: path, headers: { 'accept-language': accept } },
    });
    expect(body['language']).toBe(language);
    expect(body['text']).toMatch(text);
    expect(response.headers['content-language']).toBe(language);
  });

  test('that is not spoken is refused by name, where it was named', async () => {
    const { status, body } = await call(apiOf(promised()), { url: `${url}?lang=fr` });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'lang' }]);
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['fr, zh-TW;q=0.9, en;q=0.8', 'zh-CN'],
    ['en-GB', 'en'],
    ['en;q=0.3, zh;q=0.7', 'zh-CN'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['ZH-hans-CN', 'zh-CN'],
    ['zh;q=x', 'en'],
  ])('of Accept-Language %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

test('a loan without a case has no status', async () => {
  const { status, body } = await call(fakeApi(), { url: '/v1/cases/L2/status' });
  expect(status).toBe(404);
  expect(body['detail']).toBe('Loan L2 has no case.');
});
