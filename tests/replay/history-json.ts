import proto from '@temporalio/proto';
import type { History } from '../setup/history.ts';

/*
 * The SDK's own pair (historyToJSON, historyFromJSON) needs all of its packages to share one copy of protobufjs, which
 * the lock file does not give them. The names and values here are those of the protocol's messages.
 */
const { History: HistoryMessage } = proto.temporal.api.history.v1;

/** @returns the history as JSON that people can read; the machine on which it was made is left out */
export function historyToJson(history: History): string {
  const message = HistoryMessage.fromObject(history);
  const plain = HistoryMessage.toObject(message, { longs: String, bytes: String, enums: String });
  const text = JSON.stringify(plain, (key, value: unknown) => (key === 'identity' ? 'recorder' : value), 1);
  return `${text}\n`;
}

export function historyFromJson(text: string): History {
  return HistoryMessage.fromObject(JSON.parse(text) as Record<string, unknown>);
}
