import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAFF_ROLES } from '../../../../domain/assignment/staff.ts';
import { checkCollector } from '../../../../domain/case/checks/reassign.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { caseEventSchema } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { checkUpdate } from '../../../../domain/case/update-checks.ts';
import { attributePairs, attributesOf } from '../../../../workflows/search-attributes.ts';
import { caseState, NOW, promisedState } from '../../fixtures.ts';
import { accept, dueCase, HeldCustomer, refusal } from '../legal-cases.ts';

const reassign = (collector = 'ben', team = 'team-east') =>
  ({ type: 'reassign', id: 'r', by: 'sue', collector, team, why: 'knows the family' }) satisfies CaseEvent;

describe('a case that is given to a collector', () => {
  it('says so, with who had it before and why', () => {
    const { state, entries, reassigned } = accept(caseState(), reassign());
    expect(state).toEqual({ ...caseState(), collector: 'ben', team: 'team-east' });
    expect(reassigned).toEqual({ collector: 'ben', team: 'team-east', by: 'sue' });
    expect(entries).toEqual([
      {
        ...{ type: 'reassign', actor: 'sue', why: 'knows the family' },
        data: { eventId: 'r', collector: 'ben', team: 'team-east', before: null },
      },
    ]);
    const again = accept(state, reassign('cleo', 'team-west'));
    expect(again.state).toMatchObject({ collector: 'cleo', team: 'team-west' });
    expect(again.entries[0]?.data).toMatchObject({ collector: 'cleo', before: 'ben' });
  });

  it('goes on as it would have: nothing else of it changes, nor when the next step is', () => {
    const states: CaseState[] = [
      dueCase(),
      caseState({ stage: 'legal', rung: 6 }),
      promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.nat(20 * 86_400_000), (state, laterMs) => {
        const now = NOW + laterMs;
        const plain = new HeldCustomer().decide(state, [], now);
        const given = new HeldCustomer().decide(state, [reassign()], now);
        const { collector, team, ...rest } = given.state;
        expect(rest).toEqual(plain.state);
        expect(given.instruction).toEqual(plain.instruction);
      }),
    );
  });

  it('is told to whoever writes the decision', () => {
    expect(new HeldCustomer().decide(caseState(), [reassign()]).reassigned).toEqual({
      ...{ collector: 'ben', team: 'team-east', by: 'sue' },
    });
  });

  it('is open', () => {
    const closed = caseState({ stage: 'closed', closed: { reason: 'sold', atMs: NOW } });
    expect(refusal(closed, reassign())).toBe('CaseClosed');
    expect(checkUpdate(closed, reassign(), NOW)?.rule).toBe('CaseClosed');
    expect(checkUpdate(caseState(), reassign(), NOW)).toBeUndefined();
  });

  it('is given to somebody, for a reason', () => {
    expect(caseEventSchema.safeParse(reassign()).success).toBe(true);
    expect(caseEventSchema.safeParse(reassign('')).success).toBe(false);
    expect(caseEventSchema.safeParse({ ...reassign(), why: '' }).success).toBe(false);
  });
});

describe('checkCollector', () => {
  it.each(STAFF_ROLES.flatMap((role) => [true, false].map((active) => ({ role, active }))))(
    '%j',
    ({ role, active }) => {
      const rejection = checkCollector({ userId: 'ben', role, active });
      if (role === 'collector' && active) expect(rejection).toBeUndefined();
      else expect(rejection?.rule).toBe('CollectorNotAvailable');
    },
  );
});

describe('search attributes', () => {
  const namesOf = (state: CaseState) => {
    const pairs = attributePairs(attributesOf(state, { kind: 'close', reason: 'cured', summary: 's' }, NOW));
    return Object.fromEntries(pairs.map(({ key, value }) => [key.name, value]));
  };

  it('say whose case it is, once it is somebody’s', () => {
    expect(namesOf(caseState())).not.toHaveProperty('Collector');
    expect(namesOf(caseState())).not.toHaveProperty('Team');
    expect(namesOf(caseState({ collector: 'ben', team: 'team-east' }))).toMatchObject({
      ...{ Collector: 'ben', Team: 'team-east' },
    });
  });
});
