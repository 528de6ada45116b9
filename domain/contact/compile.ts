import { epochDay } from '../calendar.ts';
import { CONTACT_CHANNELS, type ContactChannel } from './channel.ts';
import type { ContactFacts } from './facts.ts';
import type { ContactRule, RulePack } from './rule.ts';
import { coolDown } from './rules/cool-down.ts';
import type { Evaluator } from './rules/evaluator.ts';
import { frequencyCap } from './rules/frequency-cap.ts';
import { customerHours, hours } from './rules/hours.ts';
import { noContactDays } from './rules/no-contact-days.ts';
import { attorney, cease, consent, hold, optOut, thirdPartyContact, workPlace } from './rules/stops.ts';
import { moratorium, planHold } from './rules/suspensions.ts';
import { zoneClock, type ZoneClock } from './zone-clock.ts';

/** A rule that is in force, ready to be asked. */
export interface BoundRule {
  rule: ContactRule;
  evaluator: Evaluator;
  /** clock of the official zone; null: the clocks of where the customer may be */
  official: ZoneClock | null;
  fromDay: number;
  toDay: number;
}

type AskedBy = Record<ContactFacts['actorRole'], readonly BoundRule[]>;
type Compiled = Record<ContactChannel, AskedBy>;

const compiledPacks = new WeakMap<RulePack, Compiled>();

/**
 * @returns the rules of the pack that bind on the channel and by the role, in the order of the pack
 * @throws InvalidInput when a rule names a zone that is none
 */
export function boundRules(pack: RulePack, { channel, actorRole }: Asking): readonly BoundRule[] {
  let compiled = compiledPacks.get(pack);
  if (!compiled) {
    compiled = compilePack(pack);
    compiledPacks.set(pack, compiled);
  }
  return compiled[channel][actorRole];
}

type Asking = Pick<ContactFacts, 'channel' | 'actorRole'>;

function compilePack(pack: RulePack): Compiled {
  const bound = pack.rules.filter(({ status }) => status === 'in-force').map(bind);
  const of = (channel: ContactChannel, role: ContactFacts['actorRole']) =>
    bound.filter(
      ({ rule }) => rule.channels.includes(channel) && (rule.actorRole === 'any' || rule.actorRole === role),
    );
  const entries = CONTACT_CHANNELS.map((channel): [ContactChannel, AskedBy] => [
    channel,
    { first_party: of(channel, 'first_party'), third_party: of(channel, 'third_party') },
  ]);
  return Object.fromEntries(entries) as Compiled;
}

function bind(rule: ContactRule): BoundRule {
  return {
    rule,
    evaluator: evaluatorOf(rule),
    official: rule.timeZoneBasis === 'customer' ? null : zoneClock(rule.timeZoneBasis.official),
    fromDay: epochDay(rule.effectiveFrom),
    toDay: rule.effectiveTo === undefined ? Infinity : epochDay(rule.effectiveTo),
  };
}

function evaluatorOf(rule: ContactRule): Evaluator {
  switch (rule.kind) {
    case 'hours':
      return hours(rule);
    case 'frequency-cap':
      return frequencyCap(rule);
    case 'conversation-cool-down':
      return coolDown(rule);
    case 'no-contact-days':
      return noContactDays(rule);
    case 'customer-hours':
      return customerHours();
    case 'moratorium':
      return moratorium();
    case 'plan-hold':
      return planHold(rule);
    case 'cease':
      return cease();
    case 'attorney':
      return attorney();
    case 'opt-out':
      return optOut();
    case 'consent':
      return consent();
    case 'work-place':
      return workPlace();
    case 'hold':
      return hold(rule);
    case 'third-party-contact':
      return thirdPartyContact(rule);
  }
}
