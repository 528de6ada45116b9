import { describe, expect, test } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { twilioConfig } from '../../config/twilio.ts';
import { UserError } from '../../config/user-error.ts';

const SID = `AC${'0'.repeat(32)}`;
const account = { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: 'secret-token' };
const public_ = { ARREARS_PUBLIC_URL: 'https://bank.example/', ARREARS_BANK_NAME: 'Example Bank' };

function configOf(source: Record<string, string>) {
  const { twilio, channels } = readEnv(source);
  return twilioConfig(twilio, channels);
}

describe('Twilio', () => {
  test('is the sandbox when no account is named', () => {
    expect(configOf({})).toBeUndefined();
    expect(configOf({ TWILIO_SMS_FROM: '+14155550100' })).toBeUndefined();
  });

  test('sends SMS by a messaging service, or from a number', () => {
    const service = `MG${'0'.repeat(32)}`;
    expect(configOf({ ...account, TWILIO_MESSAGING_SERVICE_SID: service })).toMatchObject({
      ...{ accountSid: SID, baseUrl: 'https://api.twilio.com', sms: { messagingServiceSid: service } },
      voice: undefined,
    });
    expect(configOf({ ...account, TWILIO_SMS_FROM: 'MyBank' })).toMatchObject({ sms: { from: 'MyBank' } });
  });

  test('calls when it knows where it is asked and who is calling', () => {
    const config = configOf({ ...account, ...public_, TWILIO_VOICE_FROM: '+14155550100' });
    expect(config).toMatchObject({
      publicUrl: 'https://bank.example',
      voice: { from: '+14155550100', bankName: 'Example Bank', voicemail: undefined },
    });
  });

  test.each([
    [{ TWILIO_AUTH_TOKEN: 'secret-token' }, 'TWILIO_ACCOUNT_SID'],
    [{ TWILIO_ACCOUNT_SID: SID }, 'TWILIO_AUTH_TOKEN'],
    [account, 'TWILIO_MESSAGING_SERVICE_SID'],
    [{ ...account, TWILIO_VOICE_FROM: '+14155550100' }, 'ARREARS_PUBLIC_URL'],
    [
      { ...account, TWILIO_VOICE_FROM: '+14155550100', ARREARS_PUBLIC_URL: 'https://bank.example' },
      'ARREARS_BANK_NAME',
    ],
    [
      { ...account, ...public_, TWILIO_VOICE_FROM: '+14155550100', TWILIO_VOICEMAIL_NUMBER: '+14155550100' },
      'TWILIO_VOICEMAIL_PERSON',
    ],
  ])('%o: says in one sentence that %s is missing', (source, name) => {
    const read = () => configOf(source);
    expect(read).toThrow(UserError);
    expect(read).toThrow(new RegExp(`^The environment variable ${name} is missing: [^\\n]+; set it\\.$`));
    expect(read).not.toThrow(/secret/);
  });

  test.each([
    ['TWILIO_ACCOUNT_SID', 'secret'],
    ['TWILIO_BASE_URL', 'secret'],
    ['TWILIO_VOICE_FROM', '0138secret'],
    ['TWILIO_SMS_FROM', 'a secret name that is long'],
    ['TWILIO_COUNTRY_CODE', '+secret'],
  ])('%s=%s is refused with its name and without its value', (name, value) => {
    const read = () => configOf({ [name]: value });
    expect(read).toThrow(new RegExp(`^The environment variable ${name} must [^\\n]+\\.$`));
    expect(read).not.toThrow(/secret/);
  });
});
