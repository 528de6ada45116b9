import type { ChannelAdapter } from './ports.ts';
import { handOver, isSince, LIST_LIMIT, lookUp, type TwilioChannelDeps } from './twilio-sms.ts';

export interface TwilioVoiceOptions {
  from: string;
  /** where Twilio asks what to say, and says what came of it */
  publicUrl: string;
}

/** Long enough to reach a phone in another room, short of most answering machines of networks. */
const RING_SECONDS = 25;
/** Nobody listens longer to a machine; what hangs is ended. */
const CALL_SECONDS = 300;

/** Calls by a machine. What is said comes from the API, once Twilio knows whether a person has answered. */
export function twilioVoice(
  deps: TwilioChannelDeps,
  { from, publicUrl }: TwilioVoiceOptions,
): ChannelAdapter {
  return {
    deliver: (message) =>
      handOver(deps, message, async (client, to) => {
        const url = `${publicUrl}/webhooks/twilio/voice/${encodeURIComponent(message.contactId)}`;
        const { sid } = await client.calls.create({
          ...{ to, from, url, method: 'POST', timeout: RING_SECONDS, timeLimit: CALL_SECONDS },
          // Waits for the end of the machine's own words: before, what is left there is cut off.
          machineDetection: 'DetectMessageEnd',
          ...{
            statusCallback: `${url}/status`,
            statusCallbackMethod: 'POST',
            statusCallbackEvent: ['completed'],
          },
        });
        return sid;
      }),
    lookUp: (contactId) =>
      lookUp(deps, contactId, async (client, { address, atMs }) => {
        const made = await client.calls.list({ to: address, from, limit: LIST_LIMIT });
        return made
          .filter(({ direction }) => direction === 'outbound-api')
          .filter(({ dateCreated }) => isSince(dateCreated, atMs))
          .map(({ sid }) => sid);
      }),
  };
}
