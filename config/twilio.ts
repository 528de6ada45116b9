import { z } from 'zod';
import { UserError } from './user-error.ts';

/** Twilio: SMS and calls, by whose account, from which number, and where it reports back to. */

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must look like ${prefix} and 32 hex digits`);
const number = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an international number like +14155550100');
const text = z.string().min(1);

export const twilioVariables = {
  TWILIO_ACCOUNT_SID: sid('AC').optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  /** in place of Twilio's own address: a proxy, a regional edge */
  TWILIO_BASE_URL: text
    .refine((value) => /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value), 'must look like https://host')
    .transform((value) => value.replace(/\/+$/, ''))
    .default('https://api.twilio.com'),
  TWILIO_MESSAGING_SERVICE_SID: sid('MG').optional(),
  TWILIO_SMS_FROM: z
    .string()
    .regex(
      /^\+[1-9]\d{6,14}$|^\d{3,8}$|^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/,
      'must be an international number, a short code or a sender name of at most 11 letters',
    )
    .optional(),
  TWILIO_VOICE_FROM: number.optional(),
  /** a caller who wants to speak to somebody is connected to it; absent: a task to call back */
  TWILIO_AGENT_NUMBER: number.optional(),
  /** what a message on an answering machine names, where the law lets one be left: a person, and a number to call */
  TWILIO_VOICEMAIL_PERSON: text.max(60, 'must have at most 60 characters').optional(),
  TWILIO_VOICEMAIL_NUMBER: number.optional(),
  /** of numbers on file that are not international */
  TWILIO_COUNTRY_CODE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a country code like 86')
    .optional(),
};

export const twilioSchema = z.object(twilioVariables);
export type TwilioVariables = z.output<typeof twilioSchema>;

export interface TwilioConfig {
  readonly accountSid: string;
  /** signs what Twilio reports, as well */
  readonly authToken: string;
  readonly baseUrl: string;
  /** where Twilio reaches the API; absent: nothing is reported back */
  readonly publicUrl: string | undefined;
  readonly countryCode: string | undefined;
  /** who writes, where a text names it */
  readonly bankName: string | undefined;
  readonly sms: { readonly messagingServiceSid: string } | { readonly from: string } | undefined;
  readonly voice: TwilioVoiceConfig | undefined;
}

export interface TwilioVoiceConfig {
  readonly from: string;
  readonly bankName: string;
  readonly agentNumber: string | undefined;
  readonly voicemail: { readonly person: string; readonly number: string } | undefined;
}

/** What of the other channels' variables Twilio needs too. */
export interface Surroundings {
  readonly ARREARS_PUBLIC_URL?: string | undefined;
  readonly ARREARS_BANK_NAME?: string | undefined;
}

/**
 * @returns undefined when no account is named: SMS and calls stay in the sandbox
 * @throws UserError naming the variable that is missing beside those that are set, never a value
 */
export function twilioConfig(v: TwilioVariables, surroundings: Surroundings): TwilioConfig | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = v;
  if (accountSid === undefined) {
    if (authToken !== undefined) throw missing('TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN is set');
    return undefined;
  }
  if (authToken === undefined) throw missing('TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID is set');
  const sms = smsSender(v);
  const voice = voiceConfig(v, surroundings);
  if (!sms && !voice) {
    throw missing(
      'TWILIO_MESSAGING_SERVICE_SID',
      'an account is named, but no sender of SMS and no TWILIO_VOICE_FROM',
    );
  }
  return {
    ...{ accountSid, authToken, baseUrl: v.TWILIO_BASE_URL, publicUrl: surroundings.ARREARS_PUBLIC_URL },
    bankName: surroundings.ARREARS_BANK_NAME,
    ...{ countryCode: v.TWILIO_COUNTRY_CODE, sms, voice },
  };
}

function smsSender(v: TwilioVariables): TwilioConfig['sms'] {
  const { TWILIO_MESSAGING_SERVICE_SID: messagingServiceSid, TWILIO_SMS_FROM: from } = v;
  if (messagingServiceSid !== undefined) return { messagingServiceSid };
  return from === undefined ? undefined : { from };
}

function voiceConfig(v: TwilioVariables, around: Surroundings): TwilioVoiceConfig | undefined {
  const { TWILIO_VOICE_FROM: from, TWILIO_VOICEMAIL_PERSON: person, TWILIO_VOICEMAIL_NUMBER: call } = v;
  if (from === undefined) return undefined;
  const { ARREARS_PUBLIC_URL: publicUrl, ARREARS_BANK_NAME: bankName } = around;
  if (publicUrl === undefined) {
    throw missing('ARREARS_PUBLIC_URL', 'TWILIO_VOICE_FROM is set, and calls ask there what to say');
  }
  if (bankName === undefined) {
    throw missing('ARREARS_BANK_NAME', 'TWILIO_VOICE_FROM is set, and calls begin with who is calling');
  }
  if ((person === undefined) !== (call === undefined)) {
    throw missing(
      person === undefined ? 'TWILIO_VOICEMAIL_PERSON' : 'TWILIO_VOICEMAIL_NUMBER',
      'a message on an answering machine names a person and a number',
    );
  }
  return {
    ...{ from, bankName, agentNumber: v.TWILIO_AGENT_NUMBER },
    voicemail: person === undefined || call === undefined ? undefined : { person, number: call },
  };
}

function missing(name: keyof TwilioVariables | keyof Surroundings, because: string): UserError {
  return new UserError(`The environment variable ${name} is missing: ${because}; set it.`);
}
