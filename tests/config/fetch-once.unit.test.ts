import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchOnce } from '../../config/embedded/fetch-once.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'arrears-fetch-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Somebody who wants the program; `made` has an entry for each time it was made. */
function wanting(made: string[], fetch?: () => Promise<string>) {
  const program = join(root, 'program');
  return fetchOnce({
    folder: join(root, 'folder'),
    find: () => (existsSync(program) ? program : undefined),
    fetch:
      fetch ??
      (async () => {
        made.push('made');
        await new Promise((resolve) => setTimeout(resolve, 300));
        writeFileSync(program, '');
        return program;
      }),
    onWait: () => made.push('waits'),
  });
}

test('of several who want it one makes it, and all have it', async () => {
  const made: string[] = [];
  const paths = await Promise.all([wanting(made), wanting(made), wanting(made)]);
  expect(new Set(paths)).toEqual(new Set([join(root, 'program')]));
  expect(made.filter((what) => what === 'made')).toHaveLength(1);
  expect(made).toContain('waits');
});

test('when it cannot be made the next one tries', async () => {
  const made: string[] = [];
  await expect(wanting(made, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  await expect(wanting(made)).resolves.toBe(join(root, 'program'));
});

test('who has died while making it holds nobody up', async () => {
  const made: string[] = [];
  // No process has this id: it is above the highest that there can be.
  writeFileSync(join(root, 'folder.fetching.pid'), '999999999');
  await expect(wanting(made)).resolves.toBe(join(root, 'program'));
  expect(made).toContain('made');
});
