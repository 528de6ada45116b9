import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { runDataCommand } from './run-data-command.ts';

let testDatabase: TestDatabase;
let folder: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'strategies-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await testDatabase.drop();
});

const run = (...args: string[]) =>
  runDataCommand(['strategies', ...args], { DATABASE_URL: testDatabase.url });

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('list says what there is and what new cases go by', async () => {
  const { code, stdout } = await run('list');
  expect(code).toBe(0);
  expect(stdout).toContain('cn-retail@1  CN  published, published by arrears, for new cases  0 open cases');
});

describe('a version that is shown', () => {
  let shown: Record<string, unknown>;
  beforeAll(async () => {
    const { stdout } = await run('show', 'uk-retail@1');
    shown = JSON.parse(stdout) as Record<string, unknown>;
  });

  test('is a draft that lacks only the name of the bank', async () => {
    const { code, stdout } = await run('check', await file('shown.json', shown), '--json');
    expect(code).toBe(1);
    const { problems } = JSON.parse(stdout) as { problems: { field: string }[] };
    expect(problems.map(({ field }) => field)).toEqual(['letters.creditor', 'letters.contact']);
  });

  test('may be published once that is put in', async () => {
    const creditor = { 'zh-CN': '某某银行', en: 'Our Bank' };
    const letters = { ...(shown['letters'] as object), creditor, contact: '0800 1111' };
    const { code, stdout } = await run('check', await file('ours.json', { ...shown, letters }));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No problem: it may be published.\n' });
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['something else', { id: 'x' }, 'mend what is said above'],
  ])('%s is refused in a sentence', async (_name, content, words) => {
    const { code, stderr } = await run('check', await file('bad.json', content));
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });
});

test.each(['nothing@1', 'cn-retail', 'cn-retail@0'])('show %s: there is none', async (name) => {
  const { code, stderr } = await run('show', name);
  expect(code).toBe(1);
  expect(stderr).toContain(`There is no strategy ${name}`);
});
