import { describe, expect, it } from 'vitest';
import type { CaseEventOf, UpdateType } from '../../../../domain/case/events.ts';
import type { Hold } from '../../../../domain/case/hold.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { checkUpdate } from '../../../../domain/case/update-checks.ts';
import { caseState, NOW } from '../../fixtures.ts';
import { by, legalHold } from '../legal-cases.ts';

type Asked = CaseEventOf<UpdateType>;
const base = { id: 'e', by, why: 'why' };
const closed = caseState({ closed: { reason: 'settled', atMs: NOW }, stage: 'closed' });
const disputed: Hold = { kind: 'dispute', sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor' };
const open = caseState({ holds: [disputed], disputedMinor: 20_000 });
const paused = caseState({ holds: [{ ...disputed, kind: 'manual' }] });
const ceased = caseState({ holds: [legalHold({ kind: 'cease' })] });

const cease: Asked = { type: 'cease', ...base };
const pause: Asked = { type: 'pause', ...base };
const resume: Asked = { type: 'resume', ...base };
const lift: Asked = { type: 'lift-hold', hold: 'cease', ...base };
const resolve: Asked = { type: 'resolve-dispute', outcome: 'partly', amountMinor: 5_000, ...base };
const complaint: Asked = { type: 'complaint', id: 'e', by, about: 'debt', subject: 's' };
const moratorium: Asked = {
  ...{ type: 'moratorium', id: 'e', by, moratorium: 'breathing-space', startOn: '2026-11-01' },
};

describe('a validator refuses from the state in hand, or lets pass', () => {
  it.each<[Asked, CaseState, string | undefined]>([
    [cease, caseState(), undefined],
    [cease, ceased, undefined],
    [pause, caseState(), undefined],
    [pause, paused, 'AlreadyPaused'],
    [resume, paused, undefined],
    [resume, caseState(), 'NoSuchHold'],
    [lift, ceased, undefined],
    [lift, caseState(), 'NoSuchHold'],
    [resolve, open, undefined],
    [resolve, caseState(), 'NoOpenDispute'],
    [{ ...resolve, amountMinor: 20_000 }, open, 'ResolutionAmount'],
    [complaint, caseState(), undefined],
    [{ ...complaint, receivedOn: '2026-11-02' }, caseState(), 'NotYetReceived'],
    [moratorium, caseState(), undefined],
    [{ ...moratorium, lastOn: '2026-10-31' }, caseState(), 'MoratoriumOver'],
    [{ ...moratorium, moratorium: 'other' }, caseState(), 'MoratoriumWithoutEnd'],
  ])('%o', (event, state, rule) => {
    expect(checkUpdate(state, event, NOW)?.rule).toBe(rule);
  });

  it.each<Asked>([
    ...[cease, pause, resume, lift, resolve, complaint, moratorium],
    { type: 'attorney', ...base },
    { type: 'vulnerability', circumstance: 'health', ...base },
    { type: 'bankruptcy', ...base },
    { type: 'death', ...base },
  ])('$type is refused by a case that has closed', (event) => {
    expect(checkUpdate(closed, event, NOW)?.rule).toBe('CaseClosed');
  });
});
