/** How long a text is where it is paid for by the segment. */

/** One septet each in the basic table of GSM 03.38; the rest of the alphabet costs two bytes for every character. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Two septets each. */
const EXTENDED = new Set('\f^{}\\[~]|€');

export interface SmsLength {
  encoding: 'GSM-7' | 'UCS-2';
  /** septets or UTF-16 units */
  units: number;
  segments: number;
}

/**
 * @param text any text
 * @returns what it takes to send it by SMS
 * @example smsLength('Hello').segments // 1
 * @see 3GPP TS 23.038; a segment of several is shorter by the header that joins them
 */
export function smsLength(text: string): SmsLength {
  let septets = 0;
  for (const character of text) {
    if (BASIC.has(character)) septets += 1;
    else if (EXTENDED.has(character)) septets += 2;
    else return ofUnits('UCS-2', text.length, 70, 67);
  }
  return ofUnits('GSM-7', septets, 160, 153);
}

function ofUnits(encoding: SmsLength['encoding'], units: number, alone: number, joined: number): SmsLength {
  return { encoding, units, segments: units <= alone ? 1 : Math.ceil(units / joined) };
}
