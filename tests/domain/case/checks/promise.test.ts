import { describe, expect, it } from 'vitest';
import { checkPromise } from '../../../../domain/case/checks/promise.ts';
import type { HoldKind } from '../../../../domain/case/hold.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { caseState, NOW, promisedState } from '../../fixtures.ts';

const instalments = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
const open = promisedState(instalments);

const ruleOf = (state: CaseState, replaces?: string) => {
  const refused = checkPromise(state, { instalments, ...(replaces && { replaces }) }, NOW);
  expect(refused?.message ?? 'a sentence.').toMatch(/\.$/);
  return refused?.rule;
};

describe('a promise in place of another', () => {
  it.each<[string, CaseState, string | undefined, string | undefined]>([
    ['that is open', open, 'promise-1', undefined],
    ['that is open, and is not named', open, undefined, 'PromiseAlreadyOpen'],
    ['of another name', open, 'promise-2', 'PromiseNotOpen'],
    ['when none is open', caseState(), 'promise-1', 'PromiseNotOpen'],
    ['for the second time', { ...open, renegotiatedPromises: 1 }, 'promise-1', undefined],
    ['for the third time', { ...open, renegotiatedPromises: 2 }, 'promise-1', 'TooManyRenegotiations'],
    ['after three were broken', { ...open, brokenPromises: 3 }, 'promise-1', 'TooManyBrokenPromises'],
  ])('%s', (_name, state, replaces, rule) => {
    expect(ruleOf(state, replaces)).toBe(rule);
  });

  it('the sentence names the promise that is open, so that it can be replaced', () => {
    expect(checkPromise(open, { instalments }, NOW)?.message).toContain('promise-1');
  });
});

it.each<[HoldKind, string | undefined]>([
  ['moratorium', 'NoPromisesNow'],
  ['bankruptcy', 'NoPromisesNow'],
  ['deceased-review', 'NoPromisesNow'],
  ['plan', 'NoPromisesNow'],
  ['grace', undefined],
  ['hardship-review', undefined],
  ['cease', undefined],
  ['manual', undefined],
])('while the hold %s stands', (kind, rule) => {
  const hold = { kind, sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor' };
  expect(ruleOf(caseState({ holds: [hold] }))).toBe(rule);
});
