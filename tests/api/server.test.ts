import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startServer } from '../../api/server.ts';
import { UserError } from '../../config/user-error.ts';
import { fakeApi } from './fakes.ts';

const host = '127.0.0.1';

test('a port that is taken is said in one sentence', async () => {
  const server = await startServer(fakeApi().app, { host, port: 0 });
  const port = Number(new URL(server.url).port);
  const error: unknown = await startServer(fakeApi().app, { host, port }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toContain(`Port ${port} for the API is already in use`);
  await server.close();
});

test('a host that is not ours is said in one sentence', async () => {
  const error: unknown = await startServer(fakeApi().app, { host: '192.0.2.1', port: 0 }).catch(
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toContain('192.0.2.1 is no address of this machine');
});

test('what is under way at the end is answered', async () => {
  let begun = false;
  const reportOverdue = async () => {
    begun = true;
    await sleep(200);
  };
  const server = await startServer(fakeApi({ caseClient: { reportOverdue } }).app, { host, port: 0 });
  const answer = fetch(`${server.url}/v1/overdue-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loanId: 'L1' }),
  });
  await expect.poll(() => begun).toBe(true);
  await server.close();
  expect((await answer).status).toBe(202);
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
});
