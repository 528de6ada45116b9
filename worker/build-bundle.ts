import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { cacheDir } from '../config/paths.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORKFLOWS = join(ROOT, 'workflows', 'index.ts');

/**
 * Rules and words that workflows read: pure, so that all workflows of a worker can share them. Each would otherwise keep
 * a copy of its own, formats of zones and languages included.
 */
const SHARED = [
  'domain/calendar.ts',
  'domain/money.ts',
  'domain/case/update-checks.ts',
  'domain/case/words.ts',
  'domain/case/status/say.ts',
  'domain/case/status/explain.ts',
  'domain/legal/update-checks.ts',
  'domain/legal/words.ts',
].map((file) => join(ROOT, file));

/**
 * The workflow bundle, built once for each state of the sources and kept in the per-user cache: a worker starts
 * in a moment, and all workers of a checkout run the same code.
 */
export async function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  const folder = cacheDir('bundles');
  const file = join(folder, `workflows-${sourceHash()}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8'), sourceMap: '' };
  const bundle = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    preloadModules: SHARED,
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  mkdirSync(folder, { recursive: true });
  // Two workers may build at once; a rename shows either a whole file or none.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bundle.code);
  renameSync(draft, file);
  return bundle;
}

/** Everything the bundle is made of: workflow and domain code, and the versions of packages. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['workflows', 'domain']) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
      hash.update(file).update(readFileSync(join(ROOT, folder, file)));
    }
  }
  return hash
    .update(SHARED.join())
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 24);
}
