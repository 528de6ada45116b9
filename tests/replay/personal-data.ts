import { historyToJson } from './history-json.ts';
import type { History } from '../setup/history.ts';

/** What must not be in a history: names, numbers and addresses, as tests/setup/seed.ts makes them and as others look. */
const PERSONAL: readonly [string, RegExp][] = [
  ['a name', /Customer C-/i],
  ['an e-mail address', /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
  ['a phone number', /\+\d{1,3}[ -][\w-]{4,}/],
];

/** @returns kinds of personal data that can be read in the history, payloads included */
export function personalDataIn(history: History): string[] {
  const text = historyToJson(history).replace(/"data": "([^"]*)"/g, (_all, data: string) =>
    Buffer.from(data, 'base64').toString(),
  );
  return PERSONAL.flatMap(([what, pattern]) => (pattern.test(text) ? what : []));
}
