#!/usr/bin/env node
/*
 * All checks in order, each with a heading and its time; stops at the first that fails (exit code 1). The last line
 * says how many tests passed and failed.
 *
 * usage: test.js [--quick]     --quick: format, lint, types, unit and replay only (npm run check)
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const quick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'arrears-results-'));
const results = join(scratch, 'vitest.json');

const tool = (name) => join(root, 'node_modules', name);
const steps = [
  { heading: 'Format', args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { heading: 'Lint', args: [tool('eslint/bin/eslint.js'), '.'] },
  { heading: 'Types', args: [tool('typescript/bin/tsc'), '--noEmit'] },
  {
    heading: quick ? 'Tests: unit, replay' : 'Tests: unit, integration, workflow, replay, end to end',
    args: [
      tool('vitest/vitest.mjs'),
      'run',
      ...(quick ? ['--project', 'unit', '--project', 'replay', '--passWithNoTests'] : []),
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', results],
    ],
  },
  ...(quick
    ? []
    : [{ heading: 'Demo: 12 loans to their end', args: ['bin/arrears', 'demo', '--loans', '12', '--exit'] }]),
];

let current;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => current?.kill(signal));

function run(args) {
  return new Promise((resolve) => {
    current = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    current.once('error', () => resolve(1));
    current.once('close', (code) => resolve(code ?? 1));
  });
}

/** Of the tests themselves; a file that could not be loaded counts as one failure. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

let failedStep;
for (const { heading, args } of steps) {
  process.stdout.write(`\n== ${heading}\n`);
  const startMs = Date.now();
  const code = await run(args);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  process.stdout.write(`== ${heading}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n`);
  if (code !== 0) {
    failedStep = heading;
    break;
  }
}
const { passed, failed } = counts();
rmSync(scratch, { recursive: true, force: true });
if (failedStep !== undefined) process.stdout.write(`\nStopped at: ${failedStep}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failedStep === undefined ? 0 : 1;
