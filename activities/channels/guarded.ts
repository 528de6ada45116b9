import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';
import { DomainFailure, rateLimited, upstreamUnavailable } from '../../domain/failures.ts';
import { Pace } from './pace.ts';
import type { ChannelAdapter, OutgoingMessage } from './ports.ts';

export interface GuardOptions {
  /** the provider, as failures and the log name it */
  name: string;
  /** messages a second of this process, > 0 */
  perSecond: number;
  /** told when the provider is left alone, and when it is back */
  onChange?: (text: string) => void;
  /** real milliseconds for which a provider that fails is left alone */
  restMs?: number;
}

/** One bad answer is chance; five one after the other are an outage, and every further attempt costs it more. */
const FAILURES = 5;
/** Long enough for a restart; when it is still down then, one message finds that out. */
const REST_MS = 30_000;

const isOutage = (error: Error) =>
  error instanceof DomainFailure
    ? error.type === 'UpstreamUnavailable' || error.type === 'OutcomeUnknown'
    : true;

/** An adapter that keeps to its provider's pace and leaves it alone while it is down. Neither sends anything twice. */
export function guarded(
  adapter: ChannelAdapter,
  { name, perSecond, onChange, restMs = REST_MS }: GuardOptions,
): ChannelAdapter {
  const pace = new Pace(perSecond);
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  breaker.onBreak(() =>
    onChange?.(`${name} has failed ${FAILURES} times in a row and is left alone for now`),
  );
  breaker.onReset(() => onChange?.(`${name} works again`));

  async function deliver(message: OutgoingMessage) {
    const turn = pace.take(performance.now());
    if ('againMs' in turn) {
      const retryAfterMs = turn.againMs;
      throw rateLimited(`${name} gets at most ${perSecond} messages a second`, { retryAfterMs });
    }
    if (turn.waitMs > 0) await sleep(turn.waitMs);
    try {
      return await breaker.execute(() => adapter.deliver(message));
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      const words = `${name} has failed ${FAILURES} times in a row: it is tried again after a rest`;
      throw upstreamUnavailable(words, { cause: error, retryAfterMs: restMs });
    }
  }

  return { deliver, lookUp: (contactId) => adapter.lookUp(contactId) };
}
