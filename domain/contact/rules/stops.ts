import type { ContactFacts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { NEVER, type Evaluator } from './evaluator.ts';

/** What time does not heal: while the facts are so there is no contact. */
function stop(applies: (facts: ContactFacts) => boolean): Evaluator {
  return { concerns: applies, opensAt: () => NEVER };
}

/** The customer has asked that contact cease. */
export const cease = (): Evaluator => stop(({ ceased }) => ceased === true);

/** The customer is represented: the attorney is spoken to. */
export const attorney = (): Evaluator => stop((facts) => facts.attorney === true);

/** The channel was opted out of; who wants no calls wants none by machine either. */
export const optOut = (): Evaluator =>
  stop(
    ({ optedOut, channel }) =>
      optedOut !== undefined &&
      (optedOut.includes(channel) || (channel === 'ai_voice' && optedOut.includes('voice'))),
  );

/** The channel needs the customer's consent. */
export const consent = (): Evaluator => stop(({ consented }) => !consented);

/** No contact at work without the customer's consent, which then is in the contact's own rules. */
export const workPlace = (): Evaluator => stop(({ place }) => place === 'work');

/** The law's own name for a hold of the case. */
export const hold = ({ holds }: RuleOf<'hold'>): Evaluator =>
  stop((facts) => facts.holds.some((held) => holds.includes(held)));

/** Other people than those who owe. Once one has refused, never again. */
export const thirdPartyContact = (rule: RuleOf<'third-party-contact'>): Evaluator =>
  stop(({ contactRole = 'debtor', debtorUnreachable, thirdPartyRefused }) => {
    if (contactRole === 'debtor' || contactRole === 'guarantor') return false;
    if (contactRole === 'spouse' && rule.spouseIsDebtor) return false;
    return rule.permitted === 'never' || debtorUnreachable !== true || thirdPartyRefused === true;
  });
