import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';
import './provided.ts';

/** Connections of one test file to the run's dev server. */
export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  readonly connection: Connection;
  /** For workers. */
  readonly nativeConnection: NativeConnection;
  /** Only this file's workers listen on it. */
  readonly taskQueue: string;
  close(): Promise<void>;
}

/** Connects to the dev server: in `beforeAll`; close it in `afterAll`. */
export async function connectTestTemporal(): Promise<TestTemporal> {
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const nativeConnection = await NativeConnection.connect({ address });
  return {
    address,
    connection,
    nativeConnection,
    client: new Client({ connection }),
    taskQueue: uniqueTaskQueue(),
    async close() {
      await connection.close();
      await nativeConnection.close();
    },
  };
}

/** A task queue that nobody else uses; also good as a prefix of workflow ids. */
export function uniqueTaskQueue(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}

/** A server of this file's own whose clock skips what nobody waits for; `teardown()` it in `afterAll`. */
export function createSkippingClock(): Promise<TestWorkflowEnvironment> {
  const path = inject('testServerPath');
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
