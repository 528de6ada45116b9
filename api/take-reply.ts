import { localDate } from '../domain/calendar.ts';
import type { ReplyWish } from '../domain/case/events/replies.ts';
import { readReply, type Reply } from '../domain/contact/inbound/read-reply.ts';
import { waysToWrite } from '../domain/contact/phone-number.ts';
import { DomainFailure } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { parseMinor } from '../domain/money.ts';
import { scriptLanguage, type ScriptLanguage } from '../domain/scripts/template.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { NumberOwners } from '../db/callback-repository.ts';
import { optOutKey } from './reply-ports.ts';
import type { RouteDeps } from './ports.ts';

/** A text message from a customer. */
export interface InboundText {
  messageId: string;
  /** international number */
  from: string;
  text: string;
  /** what the provider itself has understood, and answered */
  providerRead?: 'stop' | 'start' | undefined;
}

/** What is to be answered; nothing when nothing has changed by it. */
export interface ReplyAnswer {
  confirm?: 'stop' | 'start';
  language: ScriptLanguage;
}

const CHANNELS_OF = {
  stop: ['sms'],
  'stop-all': ['sms', 'voice'],
  'stop-calls': ['voice'],
} as const satisfies Partial<Record<ReplyWish, readonly Channel[]>>;

/**
 * Takes a text message, once: an opt-out is in force before anything else, a number that is somebody else's is not used
 * again, and the case hears of it.
 */
export async function takeText(deps: RouteDeps, inbound: InboundText): Promise<ReplyAnswer | undefined> {
  const { clock, twilio } = deps;
  const { messageId, from, text, providerRead } = inbound;
  const ways = waysToWrite(from, twilio?.countryCode);
  const owners = await deps.replies.callbacks.ownersOf(ways, 'sms');
  const [customer] = owners.customers;
  const today = localDate(clock.now(), customer?.zone ?? 'UTC');
  const reply: Reply = providerRead ? { meaning: providerRead } : readReply(text, today);
  await deps.replies.callbacks.keepInbound(
    {
      ...{ messageId, channel: 'sms', address: from, body: text, meaning: reply.meaning },
      customerId: customer?.customerId ?? null,
      loanId: owners.openCases[0]?.loanId ?? null,
    },
    clock.now(),
  );
  if (!customer) return undefined;
  const confirm = await carryOut(deps, { ...inbound, channel: 'sms', meaning: reply.meaning, owners });
  await tellCases(deps, { messageId, channel: 'sms', reply, openCases: owners.openCases });
  const language = scriptLanguage(customer.language);
  return { language, ...(confirm && !providerRead && { confirm }) };
}

/** What a customer has said, and everybody whose number it came from. */
export interface Said {
  from: string;
  channel: Channel;
  meaning: ReplyWish;
  owners: Pick<NumberOwners, 'customers'> | { customers: { customerId: string }[] };
}

/** @returns what is new by it, to be confirmed */
export async function carryOut(deps: RouteDeps, { from, channel, meaning, owners }: Said) {
  const { clock } = deps;
  const { callbacks, optOuts } = deps.replies;
  const contactPoint = optOutKey(deps, from);
  let changed: 'stop' | 'start' | undefined;
  for (const { customerId } of owners.customers) {
    if (meaning === 'wrong-person') {
      await callbacks.retireNumber(customerId, waysToWrite(from, deps.twilio?.countryCode));
    } else if (meaning === 'start') {
      if (await optOuts.end({ customerId, channel, contactPoint }, clock.now())) changed = 'start';
    } else if (isOptOut(meaning)) {
      for (const closed of CHANNELS_OF[meaning]) {
        const optOut = { customerId, channel: closed, contactPoint, source: `${channel}: ${meaning}` };
        // The one confirmation is about messages; a caller hears it.
        if ((await optOuts.place(optOut, clock.now())) && closed === 'sms') changed = 'stop';
      }
    }
  }
  return changed;
}

function isOptOut(meaning: ReplyWish): meaning is keyof typeof CHANNELS_OF {
  return Object.hasOwn(CHANNELS_OF, meaning);
}

/** In force whether the cases know it or not: told, they show it. */
const IN_FORCE: readonly ReplyWish[] = ['stop', 'stop-all', 'stop-calls', 'start'];
/** What is true of the customer, and not only of the loan that was last spoken of. */
const OF_ALL_CASES: readonly ReplyWish[] = [...IN_FORCE, 'wrong-person'];

export interface ReplyToCases {
  messageId: string;
  channel: Channel;
  reply: Omit<Reply, 'meaning'> & { meaning: ReplyWish };
  openCases: readonly { loanId: LoanId; currency: string }[];
}

/** Told anew when the message comes anew: a case handles each id once. */
export async function tellCases(deps: RouteDeps, { messageId, channel, reply, openCases }: ReplyToCases) {
  const { meaning, amount, dueOn } = reply;
  const told = OF_ALL_CASES.includes(meaning) ? openCases : openCases.slice(0, 1);
  for (const { loanId, currency } of told) {
    const amountMinor = amount === undefined ? undefined : minorOf(amount, currency);
    try {
      await deps.caseClient.tell(loanId, {
        type: 'customer-reply',
        id: `reply:${messageId}`,
        by: 'customer',
        ...{ channel, meaning, messageId },
        ...(amountMinor !== undefined && { amountMinor }),
        ...(dueOn !== undefined && { dueOn }),
      });
    } catch (error) {
      if (IN_FORCE.includes(meaning) && error instanceof DomainFailure) continue;
      throw error;
    }
  }
}

/** An amount that the currency does not have is not an offer of anything. */
function minorOf(amount: string, currency: string): number | undefined {
  try {
    const minor = parseMinor(amount, currency);
    return minor > 0 ? minor : undefined;
  } catch (error) {
    if (error instanceof DomainFailure) return undefined;
    throw error;
  }
}
