import type { ContactFacts, PastContact } from '../../../domain/contact/facts.ts';

/** @returns facts of a contact that nothing but a rule pack can stop */
export function gateFacts(changes: Partial<ContactFacts> = {}): ContactFacts {
  return {
    channel: 'voice',
    purpose: 'collect',
    actorRole: 'third_party',
    collectableMinor: 50_000,
    holds: [],
    consented: true,
    reachable: true,
    customerZone: 'America/New_York',
    debtIds: ['L1'],
    history: [],
    ...changes,
  };
}

/** @returns a past call about no debt in particular that was not answered */
export function past(at: string, changes: Partial<PastContact> = {}): PastContact {
  const call = { channel: 'voice', outcome: 'no_answer', direction: 'outbound', debtIds: [] } as const;
  return { atMs: Date.parse(at), ...call, ...changes };
}
