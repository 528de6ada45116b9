import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { outcomeUnknown, rateLimited, upstreamUnavailable } from '../../domain/failures.ts';

/** One POST to somebody who acts on it: made once, and always known whether it may have been acted on. */
export interface HttpCall {
  url: string;
  headers: Readonly<Record<string, string | number>>;
  body: Buffer;
  /** who is called, as a failure names them */
  name: string;
  timeouts?: HttpTimeouts;
}

export interface HttpTimeouts {
  connectMs: number;
  totalMs: number;
}

/**
 * To connect takes a round trip or two; an answer is taken to be lost well before the attempt's 30 s are over, so that
 * no attempt runs beside the next one.
 */
const TIMEOUTS: HttpTimeouts = { connectMs: 5_000, totalMs: 15_000 };

/** An attempt may be put off for so long at most: the delivery of a contact has a quarter of an hour. */
const LONGEST_RETRY_AFTER_MS = 300_000;

export interface HttpAnswer {
  status: number;
  location: string | undefined;
}

/**
 * @returns an answer that says what was done: 2xx, or a refusal of what was asked (4xx)
 * @throws RateLimited, UpstreamUnavailable when nothing was done: not connected, 429, 5xx of the server itself, or a
 *   refusal of ourselves (401, 403), which the operator has to mend
 * @throws OutcomeUnknown when it was sent and the answer was lost, here or at a gateway (502, 504)
 */
export async function callOnce(call: HttpCall): Promise<HttpAnswer> {
  const { name } = call;
  const answer = await post(call);
  const { statusCode: status = 0, headers } = answer;
  const retryAfterMs = retryAfterOf(headers['retry-after']);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) throw rateLimited(`${name} wants fewer messages`, wait);
  if (status === 502 || status === 504) {
    throw outcomeUnknown(`a gateway of ${name} lost the answer (HTTP ${status})`);
  }
  if (status >= 500) throw upstreamUnavailable(`${name} cannot now (HTTP ${status})`, wait);
  if (status === 401 || status === 403) {
    throw upstreamUnavailable(`${name} does not accept our credentials (HTTP ${status}): check them`);
  }
  if (status < 200 || (status >= 300 && status < 400)) {
    throw upstreamUnavailable(`${name} answers HTTP ${status}: check its address`);
  }
  return { status, location: headers.location };
}

/** @returns the headers by which the receiver knows that it was us, and that it has had this one before */
export function signedHeaders(
  secret: string,
  body: Buffer,
  idempotencyKey: string,
  atMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return {
    'x-arrears-timestamp': timestamp,
    'x-arrears-signature': `v1=${signature}`,
    'idempotency-key': idempotencyKey,
  };
}

function post({ url, headers, body, name, timeouts = TIMEOUTS }: HttpCall): Promise<IncomingMessage> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    let connected = false;
    const request = send(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
      // A connection of its own: a kept one that breaks would leave it open whether anything arrived.
      agent: false,
    });
    const fail = (cause: Error) =>
      reject(
        connected
          ? outcomeUnknown(`the answer of ${name} was lost: ${cause.message}`, { cause })
          : upstreamUnavailable(`${name} cannot be reached: ${cause.message}`, { cause }),
      );
    const give = (afterMs: number, why: string) =>
      setTimeout(() => request.destroy(new Error(`${why} within ${afterMs / 1000} s`)), afterMs);
    const connecting = give(timeouts.connectMs, 'no connection');
    const whole = give(timeouts.totalMs, 'no answer');
    request.once('socket', (socket) =>
      socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connecting);
        // Only now may anything leave, and then all of it.
        request.end(body);
      }),
    );
    request.once('error', fail);
    request.once('close', () => [connecting, whole].forEach(clearTimeout));
    request.once('response', (response) => {
      // The status says all; what follows is read away so that the connection ends.
      response.resume();
      resolve(response);
    });
  });
}

/** @param value seconds or an HTTP date @returns real milliseconds from now, bounded */
function retryAfterOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS);
}
