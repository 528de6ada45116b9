import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRiskModel } from '../../domain/risk/model/parse-model.ts';
import type { RiskModel } from '../../domain/risk/model/schema.ts';
import { explained } from './explained.ts';

/** @throws UserError that says what is wrong with the file */
export async function loadModel(path: string): Promise<RiskModel> {
  const text = readFileSync(path, 'utf8');
  return explained(() => parseRiskModel(text), basename(path));
}
