#!/usr/bin/env node
/*
 * Behind `npm run demo` and `npm test`: makes a fresh checkout ready, then hands on. Node's own modules only, as
 * nothing else may be there yet.
 *
 * usage: bootstrap.js demo|test [arguments]
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const [task, ...rest] = process.argv.slice(2);

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [wantedMajor, wantedMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Arrears needs Node.js ${wantedMajor}.${wantedMinor} or later and this is ${process.versions.node}: install it from https://nodejs.org.`,
  );
}

/** npm writes this file at the very end of an installation. */
function isInstalled() {
  try {
    const installed = statSync(join(root, 'node_modules', '.package-lock.json')).mtimeMs;
    return installed >= statSync(join(root, 'package-lock.json')).mtimeMs;
  } catch {
    return false;
  }
}

/** Runs a program to its end; signals that reach only us are passed on. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    });
    const passOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    child.once('error', (error) => fail(`${command} could not be run: ${error.message}`));
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(signal === null ? code : 1);
    });
  });
}

checkNode();
if (!isInstalled()) {
  process.stderr.write('Installing the packages with npm ci, once (about a minute) …\n');
  const startMs = Date.now();
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  if (code !== 0) {
    // Half an installation must not be taken for a whole one the next time.
    rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
    fail('npm ci failed: see its message above, then run this again.');
  }
  process.stderr.write(`Packages installed in ${Math.round((Date.now() - startMs) / 1000)} s.\n`);
}
const next = { demo: ['bin/arrears', 'demo'], test: ['scripts/test.js'] }[task];
if (next === undefined) {
  process.stderr.write('usage: bootstrap.js demo|test [arguments]\n');
  process.exit(2);
}
process.exitCode = await run(process.execPath, [...next, ...rest]);
