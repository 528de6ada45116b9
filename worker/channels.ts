import { guarded } from '../activities/channels/guarded.ts';
import type { ChannelAdapter, ChannelRouter } from '../activities/channels/ports.ts';
import { channelRouter, type RealChannels } from '../activities/channels/router.ts';
import { sandboxChannel } from '../activities/channels/sandbox.ts';
import { channelsConfig, type ChannelsConfig } from '../config/channels.ts';
import type { Env } from '../config/env.ts';
import { twilioConfig, type TwilioConfig } from '../config/twilio.ts';
import type { Database } from '../db/client.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { HandoverRepository } from '../db/handover-repository.ts';
import { SandboxRepository } from '../db/sandbox-repository.ts';
import { unsubscribeToken } from '../domain/contact/unsubscribe-token.ts';
import { CHANNELS, type Channel } from '../domain/strategy/schema.ts';

export interface ChannelsDeps {
  env: Pick<Env, 'channels' | 'twilio'>;
  database: Database;
  encryption: FieldEncryption;
  /** told when a provider is left alone, and when it is back */
  onChange?: (text: string) => void;
}

export interface OpenChannels {
  router: ChannelRouter;
  /** for people, one line: by what each channel leaves */
  summary: string;
  /** Lets go of connections that are kept. */
  close(): void;
}

/** A channel that is set up. */
interface OpenChannel {
  /** what a person calls it; no credentials */
  by: string;
  adapter: ChannelAdapter;
  perSecond: number;
  close?: () => void;
}

/** Messages a second that Twilio takes of one account without queueing them for long. */
const TWILIO_PER_SECOND = 10;

/**
 * Opens the channels that the environment sets up; all others are the sandbox's. What is not set up is not loaded.
 *
 * @throws UserError naming the variable that is missing
 */
export async function openChannels(deps: ChannelsDeps): Promise<OpenChannels> {
  const { env, database, onChange } = deps;
  const config = channelsConfig(env.channels);
  const twilio = twilioConfig(env.twilio, env.channels);
  const opened: Partial<Record<Channel, OpenChannel | undefined>> = {
    ...(twilio && (await openTwilio(twilio, deps))),
    email: await openEmail(config, deps),
    push: await openPush(config, deps),
    letter: await openLetters(config, deps),
  };
  const real: RealChannels = {};
  for (const channel of CHANNELS) {
    const one = opened[channel];
    if (!one) continue;
    const options = { name: one.by, perSecond: one.perSecond, ...(onChange && { onChange }) };
    real[channel] = guarded(one.adapter, options);
  }
  return {
    router: channelRouter(real, sandboxChannel(new SandboxRepository(database.orm))),
    summary: CHANNELS.map((channel) => `${channel} by ${opened[channel]?.by ?? 'sandbox'}`).join(', '),
    close: () => Object.values(opened).forEach((one) => one?.close?.()),
  };
}

async function openEmail(
  { email, letterhead, publicUrl }: ChannelsConfig,
  { encryption }: ChannelsDeps,
): Promise<OpenChannel | undefined> {
  if (!email || !letterhead) return undefined;
  const { emailChannel } = await import('../activities/channels/email.ts');
  const adapter = emailChannel({
    ...email,
    ...{ bankName: letterhead.name, footerLines: letterhead.footerLines },
    decrypt: (address) => encryption.decrypt(address),
    unsubscribeUrl: (contactId) =>
      `${publicUrl}/unsubscribe?t=${unsubscribeToken(contactId, (text) => encryption.hash(text))}`,
  });
  const { perSecond } = email;
  return { by: `SMTP ${email.host}:${email.port}`, adapter, perSecond, close: () => adapter.close() };
}

async function openPush(
  { push }: ChannelsConfig,
  { encryption }: ChannelsDeps,
): Promise<OpenChannel | undefined> {
  if (!push) return undefined;
  const { vapid, webhook, perSecond } = push;
  const [{ pushChannel }, { webPushTransport }, { pushWebhookTransport }] = await Promise.all([
    import('../activities/channels/push.ts'),
    import('../activities/channels/web-push.ts'),
    import('../activities/channels/push-webhook.ts'),
  ]);
  const adapter = pushChannel({
    decrypt: (address) => encryption.decrypt(address),
    web: vapid && webPushTransport(vapid),
    app: webhook && pushWebhookTransport({ ...webhook, now: Date.now }),
  });
  const ways = [...(vapid ? ['Web Push'] : []), ...(webhook ? [`webhook ${hostOf(webhook.url)}`] : [])];
  return { by: ways.join(' and '), adapter, perSecond };
}

async function openLetters(
  { letter, letterhead }: ChannelsConfig,
  { encryption }: ChannelsDeps,
): Promise<OpenChannel | undefined> {
  if (!letter || !letterhead) return undefined;
  const { letterChannel, spoolPrinter, webhookPrinter } = await import('../activities/channels/letter.ts');
  const { spool, webhook, perSecond } = letter;
  const printer = webhook ? webhookPrinter({ ...webhook, now: Date.now }) : spoolPrinter(spool);
  const adapter = letterChannel({ letterhead, printer, decrypt: (address) => encryption.decrypt(address) });
  return { by: webhook ? `webhook ${hostOf(webhook.url)}` : `folder ${spool}`, adapter, perSecond };
}

async function openTwilio(
  { sms, voice, publicUrl, countryCode, ...account }: TwilioConfig,
  { database, encryption }: ChannelsDeps,
): Promise<Partial<Record<Channel, OpenChannel>>> {
  const [{ twilioClient }, { twilioSms }, { twilioVoice }] = await Promise.all([
    import('../activities/channels/twilio-client.ts'),
    import('../activities/channels/twilio-sms.ts'),
    import('../activities/channels/twilio-voice.ts'),
  ]);
  let client: ReturnType<typeof twilioClient> | undefined;
  const shared = {
    client: () => (client ??= twilioClient(account)),
    handovers: new HandoverRepository(database.pool, encryption),
    decrypt: (value: string) => encryption.decrypt(value),
    ...{ publicUrl, countryCode },
  };
  const perSecond = TWILIO_PER_SECOND;
  return {
    ...(sms && { sms: { by: 'Twilio', adapter: twilioSms(shared, { sender: sms }), perSecond } }),
    ...(voice &&
      publicUrl !== undefined && {
        voice: {
          by: 'Twilio',
          adapter: twilioVoice(shared, { from: voice.from, publicUrl }),
          perSecond,
        },
      }),
  };
}

const hostOf = (url: string) => new URL(url).host;
