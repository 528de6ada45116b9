import { explainGate, type AskedContact } from '../domain/case/contact-facts.ts';
import { unansweredRejection } from '../domain/contact/gate-policy.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { RouteDeps } from './ports.ts';
import type { ContactCheckView } from './schemas/contact-check.ts';
import { refuseIf } from './script-desk.ts';

/** A contact that somebody thinks of making. */
export interface ImaginedContact {
  loanId: LoanId;
  channel: Channel;
  /** epoch milliseconds; default: now */
  atMs?: number;
}

/** @returns what the gate says to collecting by that channel then; undefined when the loan has no case */
export async function checkContact(
  { contactOutlook, clock }: Pick<RouteDeps, 'contactOutlook' | 'clock'>,
  { loanId, channel, atMs = clock.now() }: ImaginedContact,
): Promise<ContactCheckView | undefined> {
  const found = await contactOutlook.read(loanId, clock.now());
  if (!found) return undefined;
  const { permittedFromMs, ...said } = explain({ ...found, channel, purpose: 'collect' }, atMs);
  return {
    ...{ loanId, channel, at: new Date(atMs).toISOString(), ...said },
    ...(permittedFromMs !== undefined && { permittedFrom: new Date(permittedFromMs).toISOString() }),
  };
}

/** @throws Rejected.GateUnanswered when something is missing that no caller can give, as a holiday calendar */
function explain(asked: AskedContact, atMs: number) {
  try {
    return explainGate(asked, atMs);
  } catch (error) {
    refuseIf(unansweredRejection(error));
    throw error;
  }
}
