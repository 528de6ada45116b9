/** What Twilio's codes say of a message and of the number it was for. */

export type AddressVerdict = 'unusable' | 'opted-out';

export interface ProviderRefusal {
  /** one line, for people */
  detail: string;
  /** what it says of the number; absent: nothing */
  effect?: AddressVerdict;
}

const UNUSABLE = 'unusable';

const REFUSALS: Readonly<Record<number, ProviderRefusal>> = {
  21211: { detail: 'the number is not valid', effect: UNUSABLE },
  21214: { detail: 'the number cannot be reached', effect: UNUSABLE },
  21217: { detail: 'the number is not valid', effect: UNUSABLE },
  21265: { detail: 'the number is a short code', effect: UNUSABLE },
  21401: { detail: 'the number is not valid', effect: UNUSABLE },
  21408: { detail: 'the account may not send to that country: enable it' },
  21421: { detail: 'the number is not valid', effect: UNUSABLE },
  21606: { detail: 'the sender may not send there: correct TWILIO_SMS_FROM' },
  21610: { detail: 'the customer has told the provider to stop', effect: 'opted-out' },
  21611: { detail: 'the queue of the sender is full' },
  21612: { detail: 'the number cannot be reached from this sender' },
  // A landline takes no SMS and can be called: the next channel is tried, and the number stays.
  21614: { detail: 'the number is not a mobile one' },
  21617: { detail: 'the text is too long for an SMS' },
  30003: { detail: 'the phone is switched off or not reachable' },
  30004: { detail: 'the carrier or the customer blocks the message' },
  30005: { detail: 'the number does not exist any more', effect: UNUSABLE },
  30006: { detail: 'the number is a landline or of a carrier that takes no messages' },
  30007: { detail: 'the carrier has filtered the message' },
};

/**
 * @param code of the provider; undefined when it gave none
 * @returns what it means, by what is known of it; what is not known says nothing of the number
 * @example refusalOf(21211).effect // 'unusable'
 */
export function refusalOf(code: number | undefined): ProviderRefusal {
  if (code === undefined) return { detail: 'the provider has given no reason' };
  const known = REFUSALS[code];
  return known
    ? { ...known, detail: `${known.detail} (Twilio ${code})` }
    : { detail: `the provider refused it (Twilio ${code})` };
}
