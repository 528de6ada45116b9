import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../config/embedded/processes.ts';
import { createRunDir } from '../../config/paths.ts';
import { runShell, type Run } from './run-shell.ts';

let dataDir: string;
let runs: Run[];

beforeEach(() => {
  dataDir = createRunDir('cli');
  runs = [];
});

afterEach(async () => {
  for (const { child } of runs) child.kill('SIGKILL');
  await Promise.all(runs.map(({ ended }) => ended));
  rmSync(dataDir, { recursive: true, force: true });
});

function serve(): Run {
  const run = runShell(['serve', '--json'], { ARREARS_DATA_DIR: dataDir });
  runs.push(run);
  return run;
}

/** Servers and their guards, as written in the data folder. */
function serverPids(): number[] {
  return ['postgres', 'temporal'].flatMap((name) => {
    const info = JSON.parse(readFileSync(join(dataDir, name, 'server.json'), 'utf8')) as {
      pid: number;
      guardPid: number;
    };
    return [info.pid, info.guardPid];
  });
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await sleep(50);
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it well and leaves nothing running', async (signal) => {
  const { child, firstLine, ended } = serve();
  await firstLine;
  const pids = serverPids();
  expect(pids.map(isAlive)).toEqual([true, true, true, true]);
  child.kill(signal);
  expect((await ended).code).toBe(0);
  expect(pids.map(isAlive)).toEqual([false, false, false, false]);
});

test('kill -9 leaves nothing running, and the next run starts on the same data', async () => {
  const first = serve();
  const before = JSON.parse(await first.firstLine) as { database: { url: string } };
  const pids = serverPids();
  first.child.kill('SIGKILL');
  const second = serve();
  const after = JSON.parse(await second.firstLine) as { database: { url: string } };
  const password = (url: string) => new URL(url).password;
  expect(password(after.database.url)).toBe(password(before.database.url));
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(0);
  await untilGone(pids);
});

test('two processes share the servers, which end with the last of them', async () => {
  const [first, second] = [serve(), serve()];
  expect(await second.firstLine).toBe(await first.firstLine);
  const pids = serverPids();
  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(0);
  expect(pids.every(isAlive)).toBe(true);
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(0);
  expect(pids.some(isAlive)).toBe(false);
});
