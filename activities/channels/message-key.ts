import { createHash } from 'node:crypto';
import type { ContactId } from '../../domain/ids.ts';

/**
 * A name for a contact that outsiders may see, the same whenever it is made: it tells them of a repeat and nothing of
 * the loan.
 *
 * @returns 32 characters of base64url
 */
export function messageKey(contactId: ContactId): string {
  return createHash('sha256').update(contactId).digest('base64url').slice(0, 32);
}
