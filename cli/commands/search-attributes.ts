import { Connection, isGrpcServiceError } from '@temporalio/client';
import { connectConfig } from '../../config/temporal.ts';
import { UserError } from '../../config/user-error.ts';
import { searchAttributeTypes } from '../../workflows/search-attributes.ts';
import type { Cleanup } from '../cleanup.ts';

/** The server's numbers of the types (temporal.api.enums.v1.IndexedValueType). */
const TYPE_NUMBERS: Readonly<Record<string, number>> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

/**
 * Registers the search attributes of cases that the namespace does not have.
 *
 * @returns the names of those that were added
 * @throws UserError when the server does not allow it to this user or at all (Temporal Cloud has its own way)
 */
export async function registerSearchAttributes(options: {
  address: string;
  namespace: string;
  cleanup: Cleanup;
}): Promise<string[]> {
  const { address, namespace, cleanup } = options;
  const { connectionOptions } = connectConfig({ address, namespace });
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new UserError(`TEMPORAL_ADDRESS names ${address}, where no Temporal server answers as it should.`, {
      cause: error,
    });
  });
  cleanup.add('Temporal connection', () => connection.close());
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(searchAttributeTypes).filter(
      ([name]) => !(name in (customAttributes ?? {})),
    );
    if (missing.length === 0) return [];
    const searchAttributes = Object.fromEntries(
      missing.map(([name, type]) => [name, TYPE_NUMBERS[type] ?? 2]),
    );
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    return missing.map(([name]) => name);
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    const wanted = Object.entries(searchAttributeTypes).map(([name, type]) => `${name} (${type})`);
    throw new UserError(
      `The Temporal server at ${address} does not let us register search attributes in the namespace ${namespace} ` +
        `(${error.details}): add these there by hand: ${wanted.join(', ')}.`,
      { cause: error },
    );
  }
}
