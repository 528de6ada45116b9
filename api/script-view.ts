import { invalidInput } from '../domain/failures.ts';
import { parseMinor } from '../domain/money.ts';
import type { ScriptRecord } from '../domain/scripts/publication.ts';
import { isVariable, type ScriptValues } from '../domain/scripts/variables.ts';
import type { PreviewBody, ScriptView } from './schemas/scripts.ts';

/** @returns a version of a script as callers see it */
export function scriptView({ script, state, writtenBy, ...record }: ScriptRecord): ScriptView {
  const { writtenAtMs, publishedBy, publishedAtMs, withdrawnBy, withdrawnAtMs, withdrawnWhy } = record;
  const at = (atMs: number) => new Date(atMs).toISOString();
  return {
    ...{ ...script, state, writtenBy, writtenAt: at(writtenAtMs) },
    ...(publishedBy !== undefined && { publishedBy }),
    ...(publishedAtMs !== undefined && { publishedAt: at(publishedAtMs) }),
    ...(withdrawnBy !== undefined && { withdrawnBy }),
    ...(withdrawnAtMs !== undefined && { withdrawnAt: at(withdrawnAtMs) }),
    ...(withdrawnWhy !== undefined && { withdrawnWhy }),
  };
}

/** @throws InvalidInput for a variable that scripts do not have */
export function valuesOf(variables: PreviewBody['variables']): ScriptValues {
  const values: ScriptValues = {};
  for (const [name, value] of Object.entries(variables)) {
    if (!isVariable(name)) throw invalidInput(`{${name}} is no variable of scripts`);
    values[name] =
      typeof value === 'object'
        ? { amountMinor: parseMinor(value.amount, value.currency), currency: value.currency }
        : value;
  }
  return values;
}
