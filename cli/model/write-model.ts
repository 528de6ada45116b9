import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { RiskModel } from '../../domain/risk/model/schema.ts';
import type { Cleanup } from '../cleanup.ts';

/** Writes a model's file: whoever finds it under its name finds it whole. */
export function writeModel(path: string, model: RiskModel, cleanup: Cleanup): void {
  const part = `${path}.part`;
  cleanup.add('unfinished model', () => rmSync(part, { force: true }));
  writeFileSync(part, `${JSON.stringify(model, null, 1)}\n`);
  renameSync(part, path);
}
