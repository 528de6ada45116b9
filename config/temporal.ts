import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ConnectionOptions } from '@temporalio/client';

/** The task queue of everything that runs for a case. */
export const TASK_QUEUE = 'arrears';

export interface TemporalTarget {
  address: string;
  namespace: string;
}

export interface TemporalConnectConfig {
  connectionOptions: ConnectionOptions;
  namespace: string;
}

/**
 * How to connect: the given address, with TLS, mTLS or API key from the `TEMPORAL_*` variables or the Temporal
 * configuration file, as every Temporal tool reads them.
 */
export function connectConfig({ address, namespace }: TemporalTarget): TemporalConnectConfig {
  const { connectionOptions } = loadClientConnectConfig();
  return { connectionOptions: { ...connectionOptions, address }, namespace };
}
