import type { Twilio } from 'twilio';
import { outcomeUnknown, rateLimited, upstreamUnavailable } from '../../domain/failures.ts';
import { refusalOf } from '../../domain/contact/provider-codes.ts';
import type { DeliveryOutcome } from './ports.ts';

/** How Twilio is reached, and from which account. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  baseUrl: string;
  /** milliseconds; default 20,000 */
  timeoutMs?: number | undefined;
}

/** What Twilio has said no to: certainly not sent. */
export class TwilioRefusal extends Error {
  override readonly name = 'TwilioRefusal';
  readonly code: number;

  constructor(code: number) {
    super(`Twilio refused it with code ${code}`);
    this.code = code;
  }
}

/** Twilio answers in under a second; an attempt may take 30 s, and what comes after this is looked for by a retry. */
const TIMEOUT_MS = 20_000;

/**
 * The SDK's client, with which every request ends in one of four ways: the answer; TwilioRefusal; UpstreamUnavailable
 * or RateLimited, when Twilio certainly took nothing; OutcomeUnknown, when that is not known. It repeats nothing by
 * itself.
 */
export async function twilioClient(account: TwilioAccount): Promise<Twilio> {
  // Loaded here: the package takes a second, and without an account nobody needs it.
  const { default: twilio } = await import('twilio');
  const { RequestClient } = twilio;
  const { accountSid, authToken, baseUrl, timeoutMs = TIMEOUT_MS } = account;
  const to = new URL(baseUrl);

  class Client extends RequestClient {
    override async request<TData>(options: Parameters<InstanceType<typeof RequestClient>['request']>[0]) {
      const uri = new URL(options.uri);
      [uri.protocol, uri.host] = [to.protocol, to.host];
      if (to.pathname !== '/') uri.pathname = `${to.pathname.replace(/\/+$/, '')}${uri.pathname}`;
      let response;
      try {
        response = await super.request<TData>({
          ...(options as object),
          uri: uri.href,
          timeout: timeoutMs,
        } as never);
      } catch (error) {
        throw lost(error);
      }
      if (response.statusCode < 400) return response;
      throw failureOf(
        response.statusCode,
        response.body,
        response.headers as Record<string, unknown> | undefined,
      );
    }
  }

  return twilio(accountSid, authToken, {
    // A connection kept open may be closed by the other side just as it is used, which looks like a lost answer.
    httpClient: new Client({ autoRetry: false, keepAlive: false, timeout: timeoutMs }),
    autoRetry: false,
  });
}

/** By what the socket says, nothing was sent: there was no connection to send it over. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function lost(error: unknown): Error {
  const { code } = error as { code?: string };
  // The cause holds the request, and with it the customer's number: the failure is told without it.
  return code !== undefined && NEVER_CONNECTED.has(code)
    ? upstreamUnavailable(`Twilio cannot be reached (${code}); it is tried again`)
    : outcomeUnknown(`the answer of Twilio was lost (${code ?? 'no reason given'})`);
}

function failureOf(status: number, body: unknown, headers: Record<string, unknown> = {}): Error {
  const code = codeOf(body);
  if (status === 429 || code === 20429) {
    const retryAfterMs = retryAfterOf(headers['retry-after']);
    return rateLimited('Twilio takes no more messages for now; it is tried again', {
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  if (status >= 500) {
    // Twilio's own document says that the request has failed; a gateway's page says nothing of what is behind it.
    return code === undefined
      ? outcomeUnknown(`a gateway before Twilio answered with ${status}`)
      : upstreamUnavailable(`Twilio cannot take messages now (${code}); it is tried again`);
  }
  if (status === 401 || status === 403 || code === 20003) {
    return upstreamUnavailable(
      'Twilio does not accept the account: correct TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; it is tried again',
    );
  }
  return code === undefined
    ? upstreamUnavailable(`TWILIO_BASE_URL leads to something that is not Twilio (${status}): correct it`)
    : new TwilioRefusal(code);
}

function codeOf(body: unknown): number | undefined {
  const document: unknown = typeof body === 'string' ? parsed(body) : body;
  const code = (document as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'number' ? code : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds, or a date, by the standard of HTTP. */
function retryAfterOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - Date.now());
}

/** @returns how the delivery ended by a refusal; anything else is thrown on */
export function failedBy(error: unknown): DeliveryOutcome {
  if (!(error instanceof TwilioRefusal)) throw error;
  return { outcome: 'failed', ...refusalOf(error.code) };
}
