import {
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { searchAttributeKeys } from '../../workflows/search-attributes.ts';

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

const { noop: noopHere } = proxyLocalActivities<{ noop(): Promise<void> }>({
  startToCloseTimeout: '30 seconds',
});
const DAY_MS = 86_400_000;

/** Does what a promise takes of the engine and nothing of ours: a local activity, another timer, details, search attributes. */
export async function fullUpdateWorkflow(): Promise<void> {
  let ended = false;
  let timer = begun(DAY_MS);
  setHandler(bareUpdate, async (text) => {
    await noopHere();
    timer.cancel();
    timer = begun(2 * DAY_MS);
    setCurrentDetails(text);
    const { caseStage, caseHold, riskTier } = searchAttributeKeys;
    upsertSearchAttributes([
      { key: caseStage, value: 'reminder' },
      { key: caseHold, value: ['promise'] },
      { key: riskTier, value: 'low' },
    ]);
    return text;
  });
  setHandler(endSignal, () => {
    ended = true;
  });
  await condition(() => ended);
}

function begun(delayMs: number): CancellationScope {
  const scope = new CancellationScope();
  scope
    .run(() => sleep(delayMs))
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  return scope;
}
