import { expect, test } from 'vitest';
import { learnInThread } from '../../activities/learn-in-thread.ts';
import { TrainingSample } from '../../domain/risk/training/sample.ts';

test('nothing is learnt for whoever was told to stop before', async () => {
  const table = new TrainingSample({ features: [], horizons: [30], mostRows: 1, seed: 1 }).finish(1);
  const task = { table, seed: 1, allowProtected: [], incumbent: null };
  // A thread would find the table too small, and say so.
  const learning = learnInThread(task, { onProgress: () => undefined, signal: AbortSignal.abort() });
  await expect(learning).rejects.toMatchObject({ name: 'AbortError' });
});
