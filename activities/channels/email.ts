import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { outcomeUnknown, upstreamUnavailable } from '../../domain/failures.ts';
import type { ContactId } from '../../domain/ids.ts';
import { emailContent, type EmailHouse } from './email-content.ts';
import { messageKey } from './message-key.ts';
import type { ChannelAdapter, DeliveryOutcome, OutgoingMessage } from './ports.ts';

export interface EmailOptions extends EmailHouse {
  host: string;
  port: number;
  /** TLS from the first byte, rather than by STARTTLS */
  secure: boolean;
  tls: 'required' | 'if-offered' | 'none';
  user?: string | undefined;
  password?: string | undefined;
  from: string;
  replyTo?: string | undefined;
  decrypt: (address: string) => string;
  /** @returns where the customer of this contact ends e-mails */
  unsubscribeUrl: (contactId: ContactId) => string;
  timeouts?: EmailTimeouts;
}

export interface EmailTimeouts {
  /** to find, connect to and be greeted by the server */
  connectMs: number;
  /** of silence within a session */
  silenceMs: number;
  /** of everything: a server that drips its answers is never silent */
  totalMs: number;
}

/**
 * A relay near by connects in milliseconds and answers in a second or two. All of it is over well before the attempt's
 * 30 s are, so that no attempt runs beside the next one.
 */
const TIMEOUTS: EmailTimeouts = { connectMs: 5_000, silenceMs: 10_000, totalMs: 20_000 };

export interface EmailChannel extends ChannelAdapter {
  /** Lets go of the connections. */
  close(): void;
}

/** E-mail by an SMTP server. SMTP keeps no record that could be asked: what was lost is lost. */
export function emailChannel(options: EmailOptions): EmailChannel {
  const { timeouts = TIMEOUTS } = options;
  const transport = createTransport(smtpOptions(options, timeouts));
  // Whether a byte of a message was taken from us is what decides if it may be offered again. Of a mail that is sent,
  // the signal is the one thing that is still the same object there.
  const mails = new WeakMap<AbortSignal, { body?: Readable }>();
  transport.use('stream', ({ data, message }, done) => {
    const mail: { body?: Readable } = {};
    if (data.signal) mails.set(data.signal, mail);
    const open = message.createReadStream.bind(message);
    message.createReadStream = (given) => (mail.body = open(given));
    done();
  });

  async function deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const to = options.decrypt(message.address);
    if (!MAILBOX.test(to)) return { outcome: 'failed', detail: 'not an e-mail address', effect: 'unusable' };
    const signal = AbortSignal.timeout(timeouts.totalMs);
    try {
      const { messageId } = await transport.sendMail({ ...mailOf(message, to, options), signal });
      return { outcome: 'sent', providerRef: messageId };
    } catch (error) {
      const mail = mails.get(signal);
      return refusal(error as SmtpError, mail === undefined || mail.body?.readableDidRead === true);
    }
  }

  return { deliver, lookUp: () => Promise.resolve('unknown'), close: () => transport.close() };
}

function smtpOptions({ host, port, secure, tls, user, password }: EmailOptions, timeouts: EmailTimeouts) {
  return {
    ...{ pool: true as const, host, port, secure },
    requireTLS: tls === 'required' && !secure,
    ignoreTLS: tls === 'none',
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    // A connection that went stale while it was idle, with nothing of the message sent, is replaced once.
    maxRequeues: 1,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    // Messages are text of ours; nothing in one may have a file or an address read.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}

/** One mailbox and nothing that could end a header or add a recipient. */
const MAILBOX = /^[^\s<>(),;:@"]+@[^\s<>(),;:@"]+$/;

function mailOf(message: OutgoingMessage, to: string, options: EmailOptions) {
  const { contactId, subject, language, atMs } = message;
  const url = options.unsubscribeUrl(contactId);
  const domain = options.from.replace(/^.*@|>$/g, '');
  return {
    from: options.from,
    ...(options.replyTo !== undefined && { replyTo: options.replyTo }),
    to: { name: '', address: to },
    subject,
    ...emailContent(message, options, url),
    messageId: `<${messageKey(contactId)}@${domain}>`,
    date: new Date(atMs),
    list: { unsubscribe: { url } },
    headers: {
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Content-Language': language,
      // Answering machines do not answer it.
      'Auto-Submitted': 'auto-generated',
    },
  };
}

interface SmtpError extends Error {
  code?: string;
  /** of the step that failed */
  command?: string;
  /** of the server, when it said why */
  responseCode?: number;
  response?: string;
}

/** A busy or greylisting server wants to be asked again later, not at once. */
const BUSY_RETRY_MS = 60_000;

/**
 * @param bodyTaken whether the server may have read anything of the message
 * @returns that it was refused for good, and what this says of the address
 * @throws UpstreamUnavailable when it may be offered again, OutcomeUnknown when nobody knows
 */
function refusal(error: SmtpError, bodyTaken: boolean): DeliveryOutcome {
  const { code, command = '', responseCode, response = '' } = error;
  const said = response.slice(0, 200);
  if (responseCode === undefined) {
    // Our own library finds an address that this server cannot take.
    if (code === 'EENVELOPE') return { outcome: 'failed', detail: error.message, effect: 'unusable' };
    if (bodyTaken) throw outcomeUnknown('the answer of the mail server was lost', { cause: error });
    throw upstreamUnavailable(`the mail server cannot be used: ${error.message}`, { cause: error });
  }
  const permanent = responseCode >= 500;
  if (permanent && code === 'EMESSAGE') return { outcome: 'failed', detail: `refused: ${said}` };
  if (permanent && code === 'EENVELOPE' && command.startsWith('RCPT')) {
    return {
      outcome: 'failed',
      detail: `refused: ${said}`,
      ...(meansNoSuchMailbox(responseCode, response) && { effect: 'unusable' as const }),
    };
  }
  // What else is refused for good is us: sender, password, TLS. That is for the operator to mend.
  throw upstreamUnavailable(`the mail server refuses for now: ${said}`, {
    cause: error,
    ...(code !== 'EAUTH' && { retryAfterMs: BUSY_RETRY_MS }),
  });
}

/** By the enhanced status (RFC 3463: 5.1.x is about the address), or by the basic code where there is none. */
function meansNoSuchMailbox(responseCode: number, response: string): boolean {
  const enhanced = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(response)?.[1];
  return enhanced === undefined ? [550, 551, 553].includes(responseCode) : enhanced === '1';
}
