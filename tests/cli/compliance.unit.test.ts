import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/arrears', import.meta.url));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'arrears-compliance-'));
  return () => rmSync(dir, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function arrears(args: readonly string[], stdin = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(BIN, args, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
}

const caseLine = (id: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    id,
    jurisdiction: 'US',
    timezone: 'America/New_York',
    nowUtc: '2026-06-11T01:00:00Z',
    channel: 'voice',
    debtId: 'L1',
    history: [],
    flags: { role: 'third_party' },
    ...changes,
  });

test('one decision a line, in order; the prudent basis goes without saying', async () => {
  const file = join(dir, 'cases.jsonl');
  writeFileSync(file, `\uFEFF${caseLine('A')}\r\n\n${caseLine('B', { channel: 'letter' })}`);
  const prudent = await arrears(['compliance', 'check', file]);
  expect(prudent).toMatchObject({ code: 0, stderr: '' });
  const lines = prudent.stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(lines).toMatchObject([
    { id: 'A', decision: 'defer', deferUntilUtc: '2026-06-11T12:00:00Z' },
    { id: 'B', decision: 'allow' },
  ]);
  const letter = await arrears(['compliance', 'check', file, '--basis', 'letter']);
  expect(letter.stdout).toContain('{"id":"A","decision":"allow",');
}, 60_000);

test('a bad line is told with its number and field, the good ones are answered', async () => {
  const text = [
    caseLine('A'),
    '{"id":',
    caseLine('C', { channel: 'fax' }),
    caseLine('D', { flags: { cease: true } }),
  ].join('\n');
  const { code, stdout, stderr } = await arrears(['compliance', 'check', '-'], text);
  expect(code).toBe(1);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ id }) => id)).toEqual(['A', null, 'C', 'D']);
  expect(lines.map((line) => 'error' in line)).toEqual([false, true, true, false]);
  expect(stderr).toMatch(/line 2, is not JSON/);
  expect(stderr).toMatch(/line 3, channel: /);
  expect(stderr).toMatch(/Warning: line 4, flags.cease: no such field/);
  expect(stderr).toMatch(/2 lines could not be judged/);
}, 60_000);

test('wrong usage is 2, a missing file 1', async () => {
  expect((await arrears(['compliance', 'check'])).code).toBe(2);
  expect((await arrears(['compliance', 'check', 'x', '--basis', 'strict'])).code).toBe(2);
  const missing = await arrears(['compliance', 'check', join(dir, 'nowhere.jsonl')]);
  expect(missing).toMatchObject({ code: 1, stdout: '' });
  expect(missing.stderr).toContain('nowhere.jsonl does not exist.');
}, 60_000);
