import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import '../setup/provided.ts';
import { withDatabase } from '../setup/template.ts';
import { runShell } from './run-shell.ts';

describe('a command ends as its contract says', () => {
  test('0 and its result on stdout, for people or as JSON', async () => {
    expect(await runShell(['greet']).ended).toEqual({ code: 0, stdout: 'hello\n', stderr: '' });
    const { stdout } = await runShell(['greet', '--json']).ended;
    expect(JSON.parse(stdout)).toEqual({ greeting: 'hello' });
  });

  test.each([[['nonsense']], [['greet', '--nonsense']], [['greet', 'too', 'much']], [[]]])(
    'wrong usage %j exits 2 and says on stderr how it is used',
    async (args) => {
      const { code, stdout, stderr } = await runShell(args).ended;
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/usage|--help/i);
    },
  );

  test.each([[['--help']], [['greet', '--help']], [['help', 'greet']], [['--version']]])(
    '%j exits 0 and answers on stdout',
    async (args) => {
      const { code, stdout, stderr } = await runShell(args).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );

  test('a bug exits 1 and shows where it is', async () => {
    const { code, stderr } = await runShell(['bug']).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/no such thing\n\s+at /);
  });
});

describe('what a person can mend is told in one sentence', () => {
  let taken: Server;
  let port: number;

  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    ({ port } = taken.address() as AddressInfo);
  });

  afterAll(() => void taken.close());

  async function sentenceOf(command: string, env: Record<string, string> = {}): Promise<string> {
    const { code, stdout, stderr } = await runShell([command], env).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return stderr.trim();
  }

  test('a taken port', async () => {
    expect(await sentenceOf('listen', { TAKEN_PORT: String(port) })).toContain(
      `Port ${port} is already in use`,
    );
  });

  test('a missing tool', async () => {
    expect(await sentenceOf('tool')).toContain('The program no-such-tool is missing');
  });

  test('a malformed variable', async () => {
    expect(await sentenceOf('database', { DATABASE_URL: 'mysql://x:secret@y/z' })).toMatch(
      /^The environment variable DATABASE_URL must look like postgres:(?!.*secret)/,
    );
  });

  test('a DATABASE_URL where nobody listens', async () => {
    const sentence = await sentenceOf('database', {
      DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/arrears',
    });
    expect(sentence).toContain('127.0.0.1:1, where no database answers');
    expect(sentence).not.toContain('secret');
  });

  test('a DATABASE_URL with a wrong password', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'not-the-secret';
    const sentence = await sentenceOf('database', { DATABASE_URL: url.href });
    expect(sentence).toContain('refuses the user arrears or its password');
    expect(sentence).not.toContain('not-the-secret');
  });

  test('a DATABASE_URL with an unknown database', async () => {
    const url = withDatabase(inject('postgresUrl'), 'nowhere');
    expect(await sentenceOf('database', { DATABASE_URL: url })).toContain('has no database nowhere');
  });

  test('a TEMPORAL_ADDRESS where nobody listens', async () => {
    const env = { DATABASE_URL: inject('postgresUrl'), TEMPORAL_ADDRESS: '127.0.0.1:1' };
    expect(await sentenceOf('serve', env)).toContain(
      'TEMPORAL_ADDRESS names 127.0.0.1:1, where nothing answers',
    );
  });
});
