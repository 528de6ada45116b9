import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { TrainActivities, TrainReport } from '../../activities/train-types.ts';
import { workflowBundle } from '../../worker/build-bundle.ts';
import type { trainModelWorkflow } from '../../workflows/train-model-workflow.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { uniqueTaskQueue } from '../setup/temporal.ts';

let connection: Connection;
let native: NativeConnection;

beforeAll(async () => {
  quietWorkers();
  connection = await Connection.connect({ address: inject('temporalAddress') });
  native = await NativeConnection.connect({ address: inject('temporalAddress') });
});
afterAll(async () => {
  await connection?.close();
  await native?.close();
});

const REPORT: TrainReport = {
  ...{ result: 'published', model: 'bank-2', version: 2, why: 'Published: it is better.' },
  ...{ rows: 900, rowsSeen: 900, loans: 90, horizonDays: 60, later: null },
};

/** @returns what a run answers, and which activities it has called */
async function train(checkStability: TrainActivities['checkStability']) {
  const calls: string[] = [];
  const taskQueue = uniqueTaskQueue();
  const worker = await Worker.create({
    ...{ connection: native, namespace: 'default', taskQueue, workflowBundle: await workflowBundle() },
    activities: {
      checkStability: () => {
        calls.push('checkStability');
        return checkStability();
      },
      trainModel: () => {
        calls.push('trainModel');
        return Promise.resolve(REPORT);
      },
    },
  });
  const client = new Client({ connection });
  const report = await worker.runUntil(
    client.workflow.execute<typeof trainModelWorkflow>('trainModelWorkflow', {
      ...{ taskQueue, workflowId: `train-${taskQueue}`, args: [{ by: 'mia' }] },
    }),
  );
  return { report, calls };
}

test('a training run first compares the model that is published with the loans of now', async () => {
  const stable = { model: 'bank-1', rows: 300, alerts: 0, said: 'bank-1: score 0.010' };
  expect(await train(() => Promise.resolve(stable))).toEqual({
    report: REPORT,
    calls: ['checkStability', 'trainModel'],
  });
});

test('a model that cannot be compared is no reason not to learn another', async () => {
  const failure = ApplicationFailure.nonRetryable('it cannot be read', 'InvalidInput');
  expect(await train(() => Promise.reject(failure))).toEqual({
    report: REPORT,
    calls: ['checkStability', 'trainModel'],
  });
});
