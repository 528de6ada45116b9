import type { ScriptLanguage } from '../domain/scripts/template.ts';

/** Answers that Twilio acts on. */

const VOICES: Readonly<Record<ScriptLanguage, string>> = {
  'zh-CN': 'language="zh-CN" voice="Polly.Zhiyu"',
  en: 'language="en-US" voice="Polly.Joanna"',
};

/** Time to find the key; then the call ends politely. */
const KEY_SECONDS = 8;

export const TWIML_TYPE = 'text/xml; charset=utf-8';

/** @returns a whole answer of these parts; of none: nothing is to be done */
export function twiml(...parts: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${parts.join('')}</Response>`;
}

export const message = (text: string): string => `<Message>${escaped(text)}</Message>`;

export const say = (text: string, language: ScriptLanguage): string =>
  `<Say ${VOICES[language]}>${escaped(text)}</Say>`;

/** Waits for one key while the parts are said. @param action where Twilio asks what follows */
export const gather = (action: string, ...parts: string[]): string =>
  `<Gather input="dtmf" numDigits="1" timeout="${KEY_SECONDS}" action="${escaped(action)}" method="POST">${parts.join('')}</Gather>`;

export const dial = (number: string, callerId: string): string =>
  `<Dial callerId="${escaped(callerId)}">${escaped(number)}</Dial>`;

export const hangup = '<Hangup/>';

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
