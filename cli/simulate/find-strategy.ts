import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { UserError } from '../../config/user-error.ts';
import { builtInStrategies } from '../../domain/strategy/built-in/index.ts';
import { strategySchema, type Strategy } from '../../domain/strategy/schema.ts';

/**
 * @param name id of a built-in strategy, or the path of a JSON file with one
 * @throws UserError when it is neither, or the file is no strategy
 */
export async function findStrategy(name: string): Promise<Strategy> {
  const builtIn = builtInStrategies.find(({ id, version }) => name === id || name === `${id}@${version}`);
  if (builtIn) return builtIn;
  if (!existsSync(name)) {
    const ids = builtInStrategies.map(({ id }) => id).join(', ');
    throw new UserError(`There is no strategy '${name}': give one of ${ids}, or the path of a JSON file.`);
  }
  return readChecked(name, strategySchema, 'a strategy');
}

/** @param what it is to be, in words @throws UserError naming the field that is wrong */
export async function readChecked<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  what: string,
): Promise<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UserError(`${path} cannot be read as JSON: ${(error as Error).message}.`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new UserError(`${path} is not ${what}: ${where}${issue?.message ?? 'see its schema'}.`);
}
