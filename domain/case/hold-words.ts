import type { LoanId } from '../ids.ts';
import type { LegalHold } from './hold.ts';
import { CHANNEL_NAMES } from './words.ts';

/**
 * What a hold reaches, in words.
 *
 * @param loanId of the loan that it was declared for, where it reaches no other
 * @example holdReachWords({ scope: 'loan', channels: ['sms', 'voice'] }, 'L1' as LoanId) // 'loan L1, contact by SMS and phone'
 */
export function holdReachWords(
  { scope, channels }: Pick<LegalHold, 'scope' | 'channels'>,
  loanId: LoanId | null,
): string {
  const loans = scope === 'customer' ? 'every loan of the customer' : `loan ${loanId ?? 'unknown'}`;
  if (channels === undefined) return `${loans}, contact by any channel`;
  const names = channels.map((channel) => CHANNEL_NAMES[channel]);
  return `${loans}, contact by ${[names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')}`;
}
