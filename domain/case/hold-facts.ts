import { localDate } from '../calendar.ts';
import type { ContactFacts } from '../contact/facts.ts';
import { isLegalHold, type Hold, type LegalHold, type LegalHoldKind } from './hold.ts';
import type { CaseState } from './state.ts';

/** Holds of which the rules of contact know by a fact of their own: they say for which purposes they make exceptions. */
const HAVE_A_FACT: readonly LegalHoldKind[] = ['cease', 'attorney', 'moratorium'];

type HoldFacts = Pick<ContactFacts, 'holds' | 'ceased' | 'attorney' | 'optedOut' | 'moratoria'>;

/**
 * What the gate is told of holds, so that a denial names the rule.
 *
 * @param suspending holds of the case that suspend the contact
 * @param legal holds that the database keeps and that reach the loan, those of some channels included
 * @returns facts of the gate; what is absent is not the case
 */
export function holdFacts(
  { loanId, zone }: Pick<CaseState, 'loanId' | 'zone'>,
  suspending: readonly (Hold | LegalHold)[],
  legal: readonly LegalHold[],
): HoldFacts {
  if (suspending.length === 0 && legal.length === 0) return { holds: [] };
  const standing = [...suspending.filter((hold) => !isLegalHold(hold)), ...legal];
  const named = standing.filter(({ kind }) => !HAVE_A_FACT.includes(kind as LegalHoldKind));
  const ceases = legal.filter((hold) => hold.kind === 'cease');
  const optedOut = ceases.flatMap((hold) => hold.channels ?? []);
  const moratoria = legal.flatMap(({ kind, sinceMs, period }) => {
    if (kind !== 'moratorium') return [];
    const since = localDate(sinceMs, zone);
    const { type = 'other', startOn = since, lastOn } = period ?? {};
    // It is respected from the day it is known, if that is before it begins.
    const from = startOn < since ? startOn : since;
    return [{ type, startOn: from, debtIds: [loanId], ...(lastOn !== undefined && { lastOn }) }];
  });
  return {
    holds: [...new Set(named.map(({ kind }) => kind))],
    ...(ceases.some((hold) => hold.channels === undefined) && { ceased: true }),
    ...(legal.some((hold) => hold.kind === 'attorney') && { attorney: true }),
    ...(optedOut.length > 0 && { optedOut }),
    ...(moratoria.length > 0 && { moratoria }),
  };
}

/** @returns the holds after what a decision has done to them so far */
export function heldAfter(
  holds: readonly LegalHold[],
  changes: readonly { hold: LegalHold; endedWhy?: string }[],
): LegalHold[] {
  const changed = new Map(changes.map((change) => [change.hold.holdId, change]));
  const kept = holds.filter(({ holdId }) => !changed.has(holdId));
  return [...kept, ...[...changed.values()].flatMap((c) => (c.endedWhy === undefined ? [c.hold] : []))];
}
