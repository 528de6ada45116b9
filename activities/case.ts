import { lockCustomers } from '../db/case-facts.ts';
import type { Pool } from '../db/client.ts';
import {
  beginSending,
  concludeContact,
  releaseContact,
  retireAddress,
  type ContactInDelivery,
} from '../db/delivery-repository.ts';
import { ScriptRepository } from '../db/script-repository.ts';
import { placeOptOut } from '../db/opt-out-repository.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { DecisionResult } from '../domain/case/decision.ts';
import { mayStillLeave } from '../domain/contact/gate-policy.ts';
import { DomainFailure, notFound, nothingWasDone } from '../domain/failures.ts';
import type { ComposedMessage } from '../domain/scripts/compose.ts';
import type { ContactStatus } from '../domain/contact/ledger.ts';
import type { AddressEffect, ChannelAdapter, ChannelRouter, OutgoingMessage } from './channels/ports.ts';
import { AlertsAtOnce } from './alerts-at-once.ts';
import { composeMessage } from './compose-message.ts';
import { decideCases, type DecideDeps, type DecisionRequest } from './decide-cases.ts';
import { linkLegalOf, type LegalStarter } from './link-legal.ts';
import { toFailure } from './to-failure.ts';
import { wordingOf, type Wording } from './wording.ts';
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
  /** what the channel said of the address */
  effect?: AddressEffect;
}

/** A contact on its way out, and its words. */
type WordedContact = ContactInDelivery & { wording: Wording };

/** The activities of a case: thin, all rules are in domain/, all SQL in db/. */
export function createCaseActivities(deps: CaseActivityDeps): CaseActivities {
  const { pool, clock } = deps;
  const scripts = new ScriptRepository(pool);
  const alerts = new AlertsAtOnce(deps);
  const deciding = { ...deps, onMade: alerts.note };

  const inOne = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(pool, work, { planOnce: true });

  const decideOne = (tx: Transaction, request: DecisionRequest) =>
    single(decideCases(tx, [request], deciding));

  /** Records the outcome and makes the decision that follows, in one transaction. */
  async function conclude(input: DeliverInput, contact: ContactInDelivery, end: DeliveryEnd) {
    const { state, customerId, address } = contact;
    return inOne(async (tx) => {
      // As every decision does, before anything of theirs: another attempt at this very step holds the customer and waits
      // for the contact.
      await lockCustomers(tx, [input.loanId]);
      await concludeContact(tx, input, end, clock.now());
      if (end.effect === 'unusable' && address !== null) await retireAddress(tx, { customerId, address });
      if (end.effect === 'opted-out') {
        const { channel } = contact;
        const optOut = { customerId, channel, contactPoint: '', source: 'told the provider' };
        await placeOptOut(tx, optOut, clock.now());
      }
      const delivered = {
        type: 'delivered' as const,
        id: input.contactId,
        by: 'system',
        outcome: end.status,
        ...(end.detail && { detail: end.detail }),
        ...(end.effect === 'unusable' && { addressLost: true }),
      };
      const request = { loanId: input.loanId, state, events: [delivered] };
      return decideOne(tx, request);
    });
  }

  async function begin(tx: Transaction, input: DeliverInput): Promise<WordedContact> {
    const contact = await beginSending(tx, input, clock.now());
    if (!contact) throw notFound(`there is no contact ${input.contactId} in the ledger`);
    return { ...contact, wording: await wordingOf(tx, contact, { ...deps, scripts }) };
  }

  /** What the channel has certainly not taken is in the ledger as before it was offered: the next attempt sends it. */
  const send = (input: DeliverInput, contact: WordedContact) =>
    sendOnce(contact, deps, async (channel, message) => {
      try {
        return await channel.deliver(message);
      } catch (error) {
        if (nothingWasDone(error)) await inOne((tx) => releaseContact(tx, input));
        throw error;
      }
    });

  const activities: CaseActivities = {
    decide: (input) => inOne((tx) => decideOne(tx, input)),

    async deliver(input) {
      const contact = await inOne((tx) => begin(tx, input));
      return conclude(input, contact, await send(input, contact));
    },

    async takeStep({ loanId, caseId, sequence, nowMs }) {
      const begun = await inOne(async (tx) => {
        const decided = await decideOne(tx, { loanId, state: { caseId, sequence }, events: [], nowMs });
        const input = deliveryOf(decided);
        return { decided, input, contact: input && (await begin(tx, input)) };
      });
      if (!begun.input || !begun.contact) return begun.decided;
      return conclude(begun.input, begun.contact, await send(begun.input, begun.contact));
    },

    async abandonDelivery(input) {
      const contact = await inOne((tx) => begin(tx, input));
      // Before this it was still to be offered: no attempt is under way that might have left it anywhere.
      const end = contact.was === 'reserved' ? NEVER_TAKEN : LOST;
      return conclude(input, contact, concluded(contact) ?? end);
    },
  };
  return guarded(activities, deps, alerts);
}

const LOST: DeliveryEnd = { status: 'unknown', detail: 'the channel did not report back' };
const NEVER_TAKEN: DeliveryEnd = { status: 'failed', detail: 'the channel took no messages for too long' };

type HandOver = (channel: ChannelAdapter, message: OutgoingMessage) => ReturnType<ChannelAdapter['deliver']>;

/**
 * Sends, unless an earlier attempt may have: then the provider is asked, and what it cannot tell is `unknown`
 * and never repeated.
 */
async function sendOnce(
  contact: WordedContact,
  deps: CaseActivityDeps,
  handOver: HandOver,
): Promise<DeliveryEnd> {
  const known = concluded(contact);
  if (known) return known;
  const channel = deps.channels(contact.channel);
  if (contact.was === 'sending') {
    const earlier = await channel.lookUp(contact.contactId);
    if (earlier === 'sent') return { status: 'sent', detail: 'an earlier attempt had arrived' };
    if (earlier === 'unknown') return LOST;
  }
  const atMs = deps.clock.now();
  const hours = { ...contact.wishes, ...contact, actorRole: contact.lenderRole };
  const policy = await deps.policies.of(contact.jurisdiction);
  if (!mayStillLeave(policy, hours, atMs)) return { status: 'too-late' };
  // Whoever prints letters finds the address by the customer number, where none is on file here.
  const byNumber = contact.channel === 'letter' ? deps.encrypt(`customer ${contact.customerId}`) : null;
  const address = contact.address ?? byNumber;
  if (address === null) return { status: 'failed', detail: 'no usable address is on file any more' };
  const { contactId } = contact;
  const text = composed(contact, atMs);
  if (text instanceof DomainFailure) return { status: 'failed', detail: text.message };
  const post = contact.channel === 'letter' && { post: postOf(contact) };
  const message = { contactId, channel: contact.channel, address, atMs, ...text, ...post };
  const { outcome, ...told } = await handOver(channel, message);
  return { status: outcome, ...told };
}

function postOf({ customerName, customerId, customerZone, state }: ContactInDelivery) {
  return { name: customerName, customerId, zone: customerZone, reference: state.caseId };
}

/** A text that cannot be filled in, or must not be sent, is a definite failure: nothing has left, the next channel is tried. */
function composed(contact: WordedContact, atMs: number): ComposedMessage | DomainFailure {
  try {
    return composeMessage(contact, contact.wording, atMs);
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

/**
 * Around each of them: what it decided about a legal action is carried out, what it heard of is looked at, and its errors get
 * their names.
 */
function guarded(
  activities: CaseActivities,
  { pool, clock, legal }: CaseActivityDeps,
  alerts: AlertsAtOnce,
): CaseActivities {
  const guard =
    <Input>(work: (input: Input) => Promise<DecisionResult>) =>
    async (input: Input) => {
      try {
        const result = await work(input);
        if (legal) await linkLegalOf(result, { pool, clock, legal });
        await alerts.raise(result);
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
