import type { Pool } from '../db/client.ts';
import { beginSending, concludeContact, type ContactInDelivery } from '../db/delivery-repository.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { DecisionResult } from '../domain/case/decision.ts';
import { hoursAreOpen } from '../domain/contact/decide-contact.ts';
import { rulePackOf } from '../domain/contact/rule-packs/index.ts';
import { DomainFailure, notFound } from '../domain/failures.ts';
import { scriptOf } from '../domain/scripts/built-in/index.ts';
import { formalContent } from './formal-content.ts';
import type { ContactStatus } from '../db/schema/contacts.ts';
import type { ChannelRouter } from './channels/ports.ts';
import { composeMessage, type ComposedMessage } from './compose-message.ts';
import { decideCases, type DecideDeps, type DecisionRequest } from './decide-cases.ts';
import { linkLegalOf, type LegalStarter } from './link-legal.ts';
import { toFailure } from './to-failure.ts';
import type { CaseActivities, DeliverInput } from './types.ts';

export interface CaseActivityDeps extends DecideDeps {
  pool: Pool;
  channels: ChannelRouter;
  /** absent: legal actions are started and stopped by the sweep alone */
  legal?: LegalStarter;
  /** encrypts the customer number that stands for a postal address */
  encrypt(plain: string): string;
}

interface DeliveryEnd {
  status: Extract<ContactStatus, 'sent' | 'failed' | 'unknown' | 'superseded' | 'too-late' | 'held'>;
  providerRef?: string;
  detail?: string;
}

/** The activities of a case: thin, all rules are in domain/, all SQL in db/. */
export function createCaseActivities(deps: CaseActivityDeps): CaseActivities {
  const { pool, clock } = deps;

  const inOne = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(pool, work, { planOnce: true });

  const decideOne = (tx: Transaction, request: DecisionRequest) => single(decideCases(tx, [request], deps));

  /** Records the outcome and makes the decision that follows, in one transaction. */
  async function conclude(input: DeliverInput, { state }: ContactInDelivery, end: DeliveryEnd) {
    return inOne(async (tx) => {
      await concludeContact(tx, input, end, clock.now());
      const delivered = {
        type: 'delivered' as const,
        id: input.contactId,
        by: 'system',
        outcome: end.status,
        ...(end.detail && { detail: end.detail }),
      };
      const request = { loanId: input.loanId, state, events: [delivered] };
      return decideOne(tx, request);
    });
  }

  async function begin(tx: Transaction, input: DeliverInput): Promise<ContactInDelivery> {
    const contact = await beginSending(tx, input, clock.now());
    if (!contact) throw notFound(`there is no contact ${input.contactId} in the ledger`);
    return scriptOf(contact.script).formal
      ? { ...contact, formal: await formalContent(tx, contact, deps) }
      : contact;
  }

  const activities: CaseActivities = {
    decide: (input) => inOne((tx) => decideOne(tx, input)),

    async deliver(input) {
      const contact = await inOne((tx) => begin(tx, input));
      return conclude(input, contact, await sendOnce(contact, deps));
    },

    async takeStep({ loanId, caseId, sequence, nowMs }) {
      const begun = await inOne(async (tx) => {
        const decided = await decideOne(tx, { loanId, state: { caseId, sequence }, events: [], nowMs });
        const input = deliveryOf(decided);
        return { decided, input, contact: input && (await begin(tx, input)) };
      });
      if (!begun.input || !begun.contact) return begun.decided;
      return conclude(begun.input, begun.contact, await sendOnce(begun.contact, deps));
    },

    async abandonDelivery(input) {
      const contact = await inOne((tx) => begin(tx, input));
      return conclude(input, contact, concluded(contact) ?? LOST);
    },
  };
  return guarded(activities, deps);
}

const LOST: DeliveryEnd = { status: 'unknown', detail: 'the channel did not report back' };

/**
 * Sends, unless an earlier attempt may have: then the provider is asked, and what it cannot tell is `unknown`
 * and never repeated.
 */
async function sendOnce(contact: ContactInDelivery, deps: CaseActivityDeps): Promise<DeliveryEnd> {
  const known = concluded(contact);
  if (known) return known;
  const channel = deps.channels(contact.channel);
  if (contact.was === 'sending') {
    const earlier = await channel.lookUp(contact.contactId);
    if (earlier === 'sent') return { status: 'sent', detail: 'an earlier attempt had arrived' };
    if (earlier === 'unknown') return LOST;
  }
  const atMs = deps.clock.now();
  const hours = { ...contact, actorRole: contact.lenderRole };
  if (!hoursAreOpen(rulePackOf(contact.jurisdiction), hours, atMs)) return { status: 'too-late' };
  const address =
    contact.channel === 'letter' ? deps.encrypt(`customer ${contact.customerId}`) : contact.address;
  if (address === null) return { status: 'failed', detail: 'no usable address is on file any more' };
  const { contactId } = contact;
  const text = composed(contact, atMs);
  if (text instanceof DomainFailure) return { status: 'failed', detail: text.message };
  const message = { contactId, channel: contact.channel, address, atMs, ...text };
  const delivery = await channel.deliver(message);
  return delivery.outcome === 'sent'
    ? { status: 'sent', providerRef: delivery.providerRef }
    : { status: 'failed', detail: delivery.detail };
}

/** A script that cannot be filled in is a definite failure: nothing has left, the next channel is tried. */
function composed(contact: ContactInDelivery, atMs: number): ComposedMessage | DomainFailure {
  try {
    return composeMessage(contact, atMs);
  } catch (error) {
    if (error instanceof DomainFailure) return error;
    throw error;
  }
}

/** @returns what is to be delivered by the decision, if anything */
function deliveryOf({ state, instruction }: DecisionResult): DeliverInput | undefined {
  if (instruction.kind !== 'deliver' || !state) return undefined;
  const { loanId, caseId, sequence } = state;
  return {
    loanId,
    caseId,
    contactId: instruction.contactId,
    reservedAtMs: instruction.reservedAtMs,
    sequence,
  };
}

/** @returns how the contact ended, if it has: a retry only repeats the decision */
function concluded({ status }: ContactInDelivery): DeliveryEnd | undefined {
  // The last two are of calls that people make: nothing of them is delivered here.
  const open = status === 'reserved' || status === 'sending' || status === 'calling' || status === 'called';
  return open ? undefined : { status };
}

async function single(results: Promise<DecisionResult[]>): Promise<DecisionResult> {
  const [result] = await results;
  if (!result) throw new Error('a decision has no result');
  return result;
}

/** Around each of them: what it decided about a legal action is carried out, and its errors get their names. */
function guarded(activities: CaseActivities, { pool, clock, legal }: CaseActivityDeps): CaseActivities {
  const guard =
    <Input>(work: (input: Input) => Promise<DecisionResult>) =>
    async (input: Input) => {
      try {
        const result = await work(input);
        if (legal) await linkLegalOf(result, { pool, clock, legal });
        return result;
      } catch (error) {
        throw toFailure(error);
      }
    };
  return {
    decide: guard(activities.decide),
    takeStep: guard(activities.takeStep),
    deliver: guard(activities.deliver),
    abandonDelivery: guard(activities.abandonDelivery),
  };
}
