import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ledgerOutcome } from '../../../domain/case/call-outcomes.ts';
import { callWords, voicemailWords } from '../../../domain/contact/call-words.ts';
import { reportedOutcome, statusRank } from '../../../domain/contact/delivery-status.ts';
import { confirmation } from '../../../domain/contact/inbound/confirmations.ts';
import { internationalNumber, waysToWrite } from '../../../domain/contact/phone-number.ts';
import { refusalOf } from '../../../domain/contact/provider-codes.ts';

describe('a telephone number', () => {
  test.each([
    ['+8613800138000', undefined, '+8613800138000'],
    ['0086 138 0013 8000', undefined, '+8613800138000'],
    ['13800138000', '86', '+8613800138000'],
    ['(020) 7946-0018', '44', '+442079460018'],
    ['13800138000', undefined, undefined],
    ['+86 C-1', '86', undefined],
    ['+0138', '86', undefined],
    ['110', undefined, undefined],
  ])('%s, of %s, is %s', (number, countryCode, international) => {
    expect(internationalNumber(number, countryCode)).toBe(international);
  });

  it('is found again however it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{9}$/), fc.constantFrom('86', '1', '44'), (national, code) => {
        const international = `+${code}${national}`;
        for (const written of [international, `00${code}${national}`, national, `0${national}`]) {
          expect(internationalNumber(written, code)).toBe(international);
          expect(waysToWrite(international, code)).toContain(written);
        }
      }),
    );
  });
});

describe('what a provider reports', () => {
  test.each([
    ['sms', 'delivered', undefined, {}],
    ['sms', 'failed', undefined, { end: 'undelivered', failed: true }],
    ['sms', 'undelivered', undefined, { end: 'undelivered', failed: true }],
    ['sms', 'sent', undefined, undefined],
    ['voice', 'completed', 'human', { end: 'answered', outcome: 'answered' }],
    ['voice', 'completed', undefined, { end: 'answered', outcome: 'answered' }],
    ['voice', 'completed', 'machine_start', { end: 'voicemail', outcome: 'voicemail' }],
    ['voice', 'busy', undefined, { end: 'busy', outcome: 'busy' }],
    ['voice', 'ringing', undefined, undefined],
    ['voice', 'canceled', undefined, { end: 'not-connected', outcome: 'not-connected', failed: true }],
  ])('%s %s %s', (channel, status, answeredBy, expected) => {
    expect(reportedOutcome(channel, status, answeredBy)).toEqual(expected);
  });

  it('is nothing when the status is not known, even by a name that every object has', () => {
    expect(['teleported', 'constructor', ''].map(statusRank)).toEqual([undefined, undefined, undefined]);
  });

  it('of calls counts as the law counts them', () => {
    expect((['answered', 'voicemail', 'busy', 'not-connected'] as const).map(ledgerOutcome)).toEqual([
      ...['conversation', 'voicemail', 'busy', 'invalid'],
    ]);
  });

  it.each([
    [21211, 'unusable'],
    [21610, 'opted-out'],
    [30005, 'unusable'],
    // Switched off, blocked, a landline: the number itself is good.
    [21614, undefined],
    [30003, undefined],
    [30004, undefined],
    [99999, undefined],
    [undefined, undefined],
  ])('as code %s says of the number: %s', (code, effect) => {
    expect(refusalOf(code).effect).toBe(effect);
    expect(refusalOf(code).detail).not.toBe('');
  });
});

describe('what is said', () => {
  it('before it is known who listens, and to a machine, is nothing of a debt', () => {
    const said = [
      callWords('en').greeting('Example Bank', 'Li Na'),
      callWords('zh-CN').greeting('样例银行', '李娜'),
      voicemailWords('US', 'Example Bank', 'Kim Lee', '+14155550100') ?? '',
    ];
    for (const words of said) expect(words).not.toMatch(/owe|debt|overdue|pay|collect|loan|逾期|欠|还款|贷/i);
  });

  it('on a machine outside the United States is nothing at all', () => {
    for (const jurisdiction of ['CN', 'UK', 'IN', 'EU-IE', 'XX']) {
      expect(voicemailWords(jurisdiction, 'Example Bank', 'Kim Lee', '+14155550100')).toBeUndefined();
    }
  });

  it('to confirm an opt-out asks for nothing and fits into one SMS', () => {
    expect(confirmation('stop', 'en', 'Example Bank').length).toBeLessThanOrEqual(160);
    expect(confirmation('stop', 'zh-CN', '样例银行').length).toBeLessThanOrEqual(70);
    for (const text of [confirmation('stop', 'en'), confirmation('stop', 'zh-CN')]) {
      expect(text).not.toMatch(/pay|owe|debt|还款|逾期|欠/i);
    }
  });

  it('has the same keys for the same things in both languages', () => {
    const keys = (text: string) => text.match(/[129](?=\D)/g);
    for (const said of ['menu', 'greeting'] as const) {
      const of = (language: 'en' | 'zh-CN') =>
        said === 'menu' ? callWords(language).menu() : callWords(language).greeting('B', 'N');
      expect(keys(of('zh-CN'))).toEqual(keys(of('en')));
    }
  });
});
