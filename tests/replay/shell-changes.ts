import type { Alteration } from './altered-bundle.ts';

/** A change of what the shell does at every step: it draws breath first. */

const SHELL = 'workflows/case-workflow.ts';
const STEP = 'adopt(await takeStep(state, next.step, now()));';
const IMPORTS: Alteration = {
  file: SHELL,
  from: '  allHandlersFinished,',
  to: '  allHandlersFinished,\n  sleep,',
};

export const BREATH = 'a breath before the step';

/** Made as it has to be: cases that have taken a step without it keep to that when they are replayed. */
export const behindPatch: readonly Alteration[] = [
  IMPORTS,
  {
    file: SHELL,
    from: STEP,
    to: `if (patched('breath')) await sleep(1, { summary: '${BREATH}' });\n${STEP}`,
  },
];

/** The same, made as it must not be. */
export const withoutPatch: readonly Alteration[] = [
  IMPORTS,
  { file: SHELL, from: STEP, to: `await sleep(1, { summary: '${BREATH}' });\n${STEP}` },
];
