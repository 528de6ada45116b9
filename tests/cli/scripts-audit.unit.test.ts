import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/arrears', import.meta.url));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'arrears-scripts-'));
  return () => rmSync(dir, { recursive: true, force: true });
});

function arrears(
  args: readonly string[],
  stdin = '',
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(BIN, args, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
}

const THREAT = JSON.stringify({ lang: 'en', text: 'We will have you arrested.' });
const HELLO = JSON.stringify({ lang: 'zh', text: '您好。', label: 'ok' });

describe('arrears scripts audit', () => {
  test('one verdict a line, in order; 0 whatever they are', async () => {
    const file = join(dir, 'texts.jsonl');
    writeFileSync(file, `\uFEFF${THREAT}\r\n\n${HELLO}`);
    const { code, stdout, stderr } = await arrears(['scripts', 'audit', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        ok: false,
        violations: [
          {
            category: 'false_legal_consequence',
            start: 13,
            end: 25,
            reason: 'threatens with prison or prosecution over a civil debt',
          },
        ],
      },
      { ok: true, violations: [] },
    ]);
  }, 60_000);

  test('context may be given beside the text', async () => {
    const line = { lang: 'en', text: 'We may take you to court.', context: { limitationExpired: true } };
    const { stdout } = await arrears(['scripts', 'audit', '-'], JSON.stringify(line));
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      violations: [{ category: 'false_legal_consequence' }],
    });
  }, 60_000);

  test('a line that cannot be read is named, the others are audited', async () => {
    const lines = ['{"lang":"fr","text":"bonjour"}', HELLO, 'nonsense', '{"lang":"en"}', '[]'];
    const { code, stdout, stderr } = await arrears(['scripts', 'audit', '-'], lines.join('\n'));
    expect(code).toBe(1);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok?: boolean; error?: string });
    expect(answers.map(({ ok, error }) => ok ?? error)).toEqual([
      expect.stringMatching(/^line 1, lang: .*"zh"/),
      true,
      expect.stringMatching(/^line 3, this is no JSON/),
      expect.stringMatching(/^line 4, text: /),
      expect.stringMatching(/^line 5, /),
    ]);
    expect(stderr).toContain('4 lines could not be audited (see above): mend and audit again.');
  }, 60_000);

  test('a file that is not there', async () => {
    const { code, stdout, stderr } = await arrears(['scripts', 'audit', join(dir, 'none.jsonl')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('none.jsonl does not exist.');
  }, 60_000);

  test('wrong usage, and help', async () => {
    expect(await arrears(['scripts', 'audit'])).toMatchObject({ code: 2, stdout: '' });
    expect(await arrears(['scripts', 'audit', 'x', '--nonsense'])).toMatchObject({ code: 2, stdout: '' });
    const help = await arrears(['scripts', 'audit', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: arrears scripts audit [options] <file>');
  }, 60_000);
});
