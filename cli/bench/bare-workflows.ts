import {
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

/** What the engine itself costs: workflows that do nothing, beside which ours are measured. */

const { noop } = proxyActivities<{ noop(): Promise<void> }>({ startToCloseTimeout: '30 seconds' });

export async function emptyWorkflow(): Promise<void> {}

/** @param delayMs of each timer, real */
export async function timerAndActivityWorkflow(input: { steps: number; delayMs: number }): Promise<void> {
  for (let step = 0; step < input.steps; step += 1) {
    await sleep(input.delayMs);
    await noop();
  }
}

export const bareUpdate = defineUpdate<string, [string]>('bareUpdate');
export const endSignal = defineSignal('end');

export async function updatableWorkflow(): Promise<void> {
  let ended = false;
  setHandler(bareUpdate, (text) => text);
  setHandler(endSignal, () => {
    ended = true;
  });
  await condition(() => ended);
}
