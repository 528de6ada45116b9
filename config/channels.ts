import type { ChannelVariables } from './channel-variables.ts';
import { UserError } from './user-error.ts';

/** Who writes: in the head of e-mails and letters. */
export interface Letterhead {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly footerLines: readonly string[];
}

export interface EmailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, rather than by STARTTLS */
  readonly secure: boolean;
  readonly tls: 'required' | 'if-offered' | 'none';
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  readonly replyTo: string | undefined;
  readonly perSecond: number;
}

export interface WebhookConfig {
  readonly url: string;
  readonly secret: string;
}

export interface VapidConfig {
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface PushConfig {
  /** browsers, by Web Push */
  readonly vapid: VapidConfig | undefined;
  /** the bank's own app, by its backend */
  readonly webhook: WebhookConfig | undefined;
  readonly perSecond: number;
}

export type LetterConfig = {
  readonly perSecond: number;
} & (
  | { readonly spool: string; readonly webhook?: undefined }
  | { readonly spool?: undefined; readonly webhook: WebhookConfig }
);

/** By what messages leave; a channel that is absent is the sandbox's. */
export interface ChannelsConfig {
  readonly publicUrl: string | undefined;
  readonly letterhead: Letterhead | undefined;
  readonly email: EmailConfig | undefined;
  readonly push: PushConfig | undefined;
  readonly letter: LetterConfig | undefined;
}

/**
 * @returns which channels are real
 * @throws UserError naming the variable that is missing beside those that are set
 */
export function channelsConfig(v: ChannelVariables): ChannelsConfig {
  const [email, push, letter] = [emailConfig(v), pushConfig(v), letterConfig(v)];
  const letterhead = letterheadOf(v);
  if ((email || letter) && !letterhead) {
    throw missing('ARREARS_BANK_NAME', 'e-mails and letters say in their head who writes');
  }
  if (email && v.ARREARS_PUBLIC_URL === undefined) {
    throw missing('ARREARS_PUBLIC_URL', 'the unsubscribe link of e-mails leads there');
  }
  return { publicUrl: v.ARREARS_PUBLIC_URL, letterhead, email, push, letter };
}

function letterheadOf(v: ChannelVariables): Letterhead | undefined {
  const { ARREARS_BANK_NAME: name } = v;
  if (name === undefined) return undefined;
  return { name, addressLines: v.ARREARS_BANK_ADDRESS ?? [], footerLines: v.ARREARS_BANK_FOOTER ?? [] };
}

function emailConfig(v: ChannelVariables): EmailConfig | undefined {
  const { ARREARS_SMTP_URL: value, ARREARS_EMAIL_FROM: from } = v;
  if (value === undefined) return undefined;
  if (from === undefined) throw missing('ARREARS_EMAIL_FROM', 'ARREARS_SMTP_URL is set');
  const url = new URL(value);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    tls: v.ARREARS_SMTP_TLS,
    user: url.username ? decodeURIComponent(url.username) : undefined,
    password: url.password ? decodeURIComponent(url.password) : undefined,
    from,
    replyTo: v.ARREARS_EMAIL_REPLY_TO,
    perSecond: v.ARREARS_EMAIL_PER_SECOND,
  };
}

function pushConfig(v: ChannelVariables): PushConfig | undefined {
  const vapid = vapidConfig(v);
  const webhook = webhookConfig(v, 'ARREARS_PUSH_WEBHOOK_URL', 'ARREARS_PUSH_WEBHOOK_SECRET');
  return vapid || webhook ? { vapid, webhook, perSecond: v.ARREARS_PUSH_PER_SECOND } : undefined;
}

function vapidConfig(v: ChannelVariables): VapidConfig | undefined {
  const names = ['ARREARS_VAPID_SUBJECT', 'ARREARS_VAPID_PUBLIC_KEY', 'ARREARS_VAPID_PRIVATE_KEY'] as const;
  const [subject, publicKey, privateKey] = names.map((name) => v[name]);
  if (subject !== undefined && publicKey !== undefined && privateKey !== undefined) {
    return { subject, publicKey, privateKey };
  }
  const set = names.find((name) => v[name] !== undefined);
  const unset = names.find((name) => v[name] === undefined);
  if (set && unset) throw missing(unset, `${set} is set, and Web Push needs all three VAPID variables`);
  return undefined;
}

function letterConfig(v: ChannelVariables): LetterConfig | undefined {
  const webhook = webhookConfig(v, 'ARREARS_LETTER_WEBHOOK_URL', 'ARREARS_LETTER_WEBHOOK_SECRET');
  const { ARREARS_LETTER_SPOOL: spool, ARREARS_LETTERS_PER_SECOND: perSecond } = v;
  if (spool !== undefined && webhook) {
    throw new UserError(
      'The environment variables ARREARS_LETTER_SPOOL and ARREARS_LETTER_WEBHOOK_URL are both set: unset one, a letter is printed once.',
    );
  }
  if (spool !== undefined) return { spool, perSecond };
  return webhook && { webhook, perSecond };
}

function webhookConfig(
  v: ChannelVariables,
  urlName: 'ARREARS_PUSH_WEBHOOK_URL' | 'ARREARS_LETTER_WEBHOOK_URL',
  secretName: 'ARREARS_PUSH_WEBHOOK_SECRET' | 'ARREARS_LETTER_WEBHOOK_SECRET',
): WebhookConfig | undefined {
  const [url, secret] = [v[urlName], v[secretName]];
  if (url === undefined) return undefined;
  if (secret === undefined) throw missing(secretName, `${urlName} is set, and what goes there is signed`);
  return { url, secret };
}

function missing(name: keyof ChannelVariables, because: string): UserError {
  return new UserError(`The environment variable ${name} is missing: ${because}; set it.`);
}
