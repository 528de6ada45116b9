import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A change of one file: what it says, and what it would say. */
export interface Alteration {
  file: string;
  from: string | RegExp;
  to: string;
}

/**
 * The workflow bundle of this checkout as it would be after a change.
 *
 * @throws Error when the file does not say what is to be changed
 */
export async function alteredBundle(changes: readonly Alteration[]): Promise<WorkflowBundleWithSourceMap> {
  const copy = mkdtempSync(join(tmpdir(), 'arrears-altered-'));
  try {
    for (const folder of ['workflows', 'domain', 'activities']) {
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
    }
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, from, to } of changes) {
      const text = readFileSync(join(copy, file), 'utf8');
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} does not say ${String(from)}`);
      writeFileSync(join(copy, file), changed);
    }
    const silent = () => undefined;
    return await bundleWorkflowCode({
      workflowsPath: join(copy, 'workflows', 'index.ts'),
      logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
