import { expect, test } from 'vitest';
import { DomainFailure } from '../../domain/failures.ts';
import { call, post, promiseToPay } from './calls.ts';
import { fakeApi } from './fakes.ts';

const url = '/v1/cases/L1/promises';
const headers = { 'idempotency-key': 'k1' };

test('the first answer is given again, and the case is asked once', async () => {
  const fakes = fakeApi();
  const first = await call(fakes, post(url, promiseToPay('500.00'), headers));
  const again = await call(fakes, post(url, promiseToPay('500.00'), headers));
  expect(again.body).toEqual(first.body);
  expect(again.response.headers['idempotency-replayed']).toBe('true');
  expect(fakes.calls).toHaveLength(1);
});

test('a refusal is an answer too', async () => {
  const refusal = new DomainFailure('Rejected.NothingOwed', 'Nothing is owed.');
  let asked = 0;
  const ask = () => {
    asked += 1;
    return Promise.reject(refusal);
  };
  const fakes = fakeApi({ caseClient: { ask } });
  const first = await call(fakes, post(url, promiseToPay('500.00'), headers));
  const again = await call(fakes, post(url, promiseToPay('500.00'), headers));
  expect([asked, again.status, again.body]).toEqual([1, 409, first.body]);
  expect(again.response.headers['content-type']).toMatch(/^application\/problem\+json/);
});

test('another body, route or actor with the same key is refused', async () => {
  const fakes = fakeApi();
  await call(fakes, post(url, promiseToPay('500.00'), headers));
  for (const other of [
    post(url, promiseToPay('600.00'), headers),
    post('/v1/cases/L2/promises', promiseToPay('500.00'), headers),
    post(url, promiseToPay('500.00'), { ...headers, 'x-actor': 'ann' }),
  ]) {
    const { status, body } = await call(fakes, other);
    expect([status, body['type']]).toEqual([422, 'urn:arrears:problem:idempotency-conflict']);
  }
});

test('while the first is running the second is asked to come back', async () => {
  let finish: (() => void) | undefined;
  const fakes = fakeApi({
    caseClient: { reportOverdue: () => new Promise((resolve) => (finish = resolve)) },
  });
  const first = call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
  await expect.poll(() => finish).toBeDefined();
  const second = await call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
  expect(second.body['type']).toBe('urn:arrears:problem:request-running');
  expect([second.status, second.response.headers['retry-after']]).toEqual([409, '1']);
  finish?.();
  expect((await first).status).toBe(202);
});

test('what failed on our side is not kept', async () => {
  const answers = [
    () => Promise.reject(new DomainFailure('UpstreamUnavailable', 'gone')),
    () => Promise.resolve(),
  ];
  const fakes = fakeApi({ caseClient: { reportOverdue: () => answers.shift()?.() ?? Promise.resolve() } });
  const send = () => call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
  expect([(await send()).status, (await send()).status]).toEqual([503, 202]);
});

test('the id of what is asked follows the key, so that a repeat after a crash is the same event', async () => {
  const ids = await Promise.all(
    [fakeApi(), fakeApi()].map(async (fakes) => {
      await call(fakes, post(url, promiseToPay('500.00'), headers));
      return fakes.calls[0]?.event['id'];
    }),
  );
  expect(ids[0]).toBe(ids[1]);
});
