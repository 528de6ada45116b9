import { describe, expect, it } from 'vitest';
import type { CaseEventOf } from '../../../../domain/case/events.ts';
import type { LegalHold } from '../../../../domain/case/hold.ts';
import { caseState } from '../../fixtures.ts';
import { accept, by, legalHold, refusal } from '../legal-cases.ts';

const lift = (hold: LegalHold['kind'], channels?: LegalHold['channels']): CaseEventOf<'lift-hold'> => ({
  ...{ type: 'lift-hold', id: 'l', by, hold, why: 'withdrawn' },
  ...(channels && { channels }),
});
const all = legalHold({ kind: 'cease', holdId: 'all' });
const part = legalHold({ kind: 'cease', holdId: 'part', channels: ['sms', 'voice'] });
const attorney = legalHold({ kind: 'attorney' });

describe('lift-hold', () => {
  it.each<[string, LegalHold[], CaseEventOf<'lift-hold'>, string[], string[]]>([
    ['a hold', [attorney], lift('attorney'), [], ['other-1.1.attorney']],
    ['leaves other kinds', [attorney, all], lift('cease'), ['other-1.1.attorney'], ['all']],
    ['all of a kind', [all, part], lift('cease'), [], ['all', 'part']],
    ['some channels', [all, part], lift('cease', ['sms']), ['all', 'part'], []],
    ['the last channels', [all, part], lift('cease', ['sms', 'voice', 'email']), ['all'], ['part']],
  ])('%s', (_name, holds, event, left, ended) => {
    const { state, legalHolds = [] } = accept(caseState({ holds }), event);
    expect(state.holds.map((hold) => ('holdId' in hold ? hold.holdId : ''))).toEqual(left);
    const over = legalHolds.filter((change) => change.endedWhy !== undefined);
    expect(over.map(({ hold }) => hold.holdId)).toEqual(ended);
  });

  it('of some channels leaves the others', () => {
    const { state } = accept(caseState({ holds: [part] }), lift('cease', ['sms']));
    expect(state.holds[0]?.channels).toEqual(['voice']);
  });

  it.each<[string, LegalHold[], CaseEventOf<'lift-hold'>]>([
    ['nothing is held', [], lift('cease')],
    ['another kind is', [attorney], lift('cease')],
    ['other channels are', [part], lift('cease', ['email'])],
    ['no channel is named in the hold', [all], lift('cease', ['sms'])],
  ])('when %s it is refused', (_name, holds, event) => {
    expect(refusal(caseState({ holds }), event)).toBe('NoSuchHold');
  });
});
