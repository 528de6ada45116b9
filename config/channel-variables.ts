import { z } from 'zod';

/** The environment variables of the channels by which messages leave, e-mail, push and letters. */

const text = z.string().min(1);
const secret = text.min(16, 'must have at least 16 characters');
const perSecond = z.coerce
  .number('must be a number of messages per second')
  .positive('must be a number of messages per second above 0')
  .max(10_000, 'must be at most 10000 messages per second');

const urlOf = (protocols: readonly string[], example: string) =>
  text.refine(
    (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
    `must look like ${example}`,
  );
const webUrl = urlOf(['https:', 'http:'], 'https://host/path');

const mailbox = text.regex(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, {
  error: 'must look like Name <name@example.com> or name@example.com',
});

/** Several lines of a letter, in one variable. */
const lines = text.transform((value) => value.split('|').map((line) => line.trim()));

export const channelVariables = {
  /** where customers' browsers and providers reach the API, without a slash at the end */
  ARREARS_PUBLIC_URL: webUrl.transform((value) => value.replace(/\/+$/, '')).optional(),
  /** who writes, in the head of e-mails and letters */
  ARREARS_BANK_NAME: text.optional(),
  /** lines divided by `|` */
  ARREARS_BANK_ADDRESS: lines.optional(),
  ARREARS_BANK_FOOTER: lines.optional(),
  ARREARS_SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  ARREARS_SMTP_TLS: z
    .enum(['required', 'if-offered', 'none'], 'must be one of required, if-offered, none')
    .default('required'),
  ARREARS_EMAIL_FROM: mailbox.optional(),
  ARREARS_EMAIL_REPLY_TO: mailbox.optional(),
  ARREARS_EMAIL_PER_SECOND: perSecond.default(10),
  ARREARS_VAPID_SUBJECT: urlOf(['mailto:', 'https:'], 'mailto:name@example.com or https://host').optional(),
  ARREARS_VAPID_PUBLIC_KEY: text
    .regex(/^[A-Za-z0-9_-]{87}$/, 'must be a public VAPID key: 65 bytes in base64url')
    .optional(),
  ARREARS_VAPID_PRIVATE_KEY: text
    .regex(/^[A-Za-z0-9_-]{43}$/, 'must be a private VAPID key: 32 bytes in base64url')
    .optional(),
  ARREARS_PUSH_WEBHOOK_URL: webUrl.optional(),
  ARREARS_PUSH_WEBHOOK_SECRET: secret.optional(),
  ARREARS_PUSH_PER_SECOND: perSecond.default(50),
  ARREARS_LETTER_SPOOL: text.optional(),
  ARREARS_LETTER_WEBHOOK_URL: webUrl.optional(),
  ARREARS_LETTER_WEBHOOK_SECRET: secret.optional(),
  ARREARS_LETTERS_PER_SECOND: perSecond.default(5),
};

export const channelSchema = z.object(channelVariables);

/** What the environment says of the channels, variable by variable; `channelsConfig` makes sense of it. */
export type ChannelVariables = z.output<typeof channelSchema>;
