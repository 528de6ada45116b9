import { setTimeout as sleep } from 'node:timers/promises';
import type { PayloadCodec } from '@temporalio/common';
import type { SignalEvent, UpdateEvent } from '../../api/case-client.ts';
import { DAY_MS, localDate } from '../../domain/calendar.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { strategySchema, type Strategy } from '../../domain/strategy/schema.ts';
import { ZONE } from '../domain/fixtures.ts';
import type { LiveCases } from '../setup/live-cases.ts';

/** A case that lasts for years: what it goes by, and what happens to it. */

export const YEARS = 3;
const LIFE_DAYS = YEARS * 365;
/** What core systems report, and what people ask. */
const SIGNALS = 1650;
const UPDATES = 400;
/** A signal of so many is delivered again, by when some runs have gone by. */
const REPEAT_EVERY = 20;
const REPEAT_AFTER = 60;
const PAID_MINOR = 100;
/** So many come together, as from batches of a core system; between them a run finds the moment to end. */
const AT_ONCE = 6;

/**
 * A letter every other week until the fourth year; no promise is one too many. Letters, because post has no hours: on
 * this clock half a business day is over before any message has left.
 */
export function longStrategy(): Strategy {
  const letters = Array.from({ length: Math.floor((LIFE_DAYS + 60) / 14) }, (_, n) => ({
    ...{ onDay: 2 + 14 * n, do: 'letter', channel: 'letter', by: 'system', script: 'formal-demand' },
  }));
  const ladder = [...letters, { onDay: LIFE_DAYS + 90, do: 'review', by: 'supervisor' }];
  return strategySchema.parse({
    ...cnRetail,
    id: 'long-life',
    letterAnswerDays: 1,
    letters: { ...cnRetail.letters, deemedServedDays: 0 },
    promise: { ...cnRetail.promise, maxBroken: 1000 },
    ladders: { low: ladder, middle: ladder, high: ladder },
  });
}

export interface Life {
  /** events that were told, or asked and accepted */
  accepted: Set<string>;
  /** events that a rule has refused */
  refused: Set<string>;
  paidMinor: number;
}

/**
 * Three years of what comes in, some at once and then nothing for a while; what is late is told at once. The workflow is
 * not queried meanwhile: see docs/how-to/change-the-shell.md.
 */
export async function liveLong(cases: LiveCases, loanId: LoanId, fromMs: number): Promise<Life> {
  const life: Life = { accepted: new Set(), refused: new Set(), paidMinor: 0 };
  const at = async (n: number, of: number) => {
    const dueMs = fromMs + ((n - (n % AT_ONCE)) / of) * LIFE_DAYS * DAY_MS;
    const speed = cases.clock.spec.speed;
    await sleep(Math.max(0, (dueMs - cases.clock.now()) / speed));
  };
  const told: SignalEvent[] = [];
  async function tell(event: SignalEvent): Promise<void> {
    if (!(await cases.client.tell(loanId, event))) throw new Error(`${event.id} found no case`);
  }
  async function tellAll(): Promise<void> {
    for (let n = 0; n < SIGNALS; n += 1) {
      await at(n, SIGNALS);
      const event = signalOf(n, cases.clock.now());
      if (event.type === 'payment') {
        await cases.pay(loanId, PAID_MINOR, event.id);
        life.paidMinor += PAID_MINOR;
      } else {
        await tell(event);
      }
      told.push(event);
      life.accepted.add(event.id);
      const again = n % REPEAT_EVERY === 0 && told[n - REPEAT_AFTER];
      if (again) await tell(again);
    }
  }
  async function askAll(): Promise<void> {
    for (let n = 0; n < UPDATES; n += 1) {
      await at(n, UPDATES);
      const event = updateOf(n);
      try {
        await cases.client.ask(loanId, event);
        life.accepted.add(event.id);
      } catch (error) {
        if (!(error instanceof DomainFailure && error.type.startsWith('Rejected.'))) throw error;
        life.refused.add(event.id);
      }
    }
  }
  await Promise.all([tellAll(), askAll()]);
  return life;
}

function signalOf(n: number, nowMs: number): SignalEvent {
  const base = { id: `signal-${n}`, by: 'core' };
  const reported = { ...base, source: 'bureau', asOf: localDate(nowMs, ZONE) };
  const kind = n % 8;
  if (kind === 5) return { type: 'rating', ...reported, score: 400 + (n % 400), grade: null };
  if (kind === 6) return { type: 'external-debt', ...reported, totalMinor: n * 1000 };
  if (kind === 7) {
    return n % 16 === 7
      ? {
          type: 'macro-alert',
          ...reported,
          indicator: 'unemployment',
          level: n % 32 === 7 ? 'watch' : 'none',
        }
      : { type: 'overdue', ...base };
  }
  return { type: 'payment', ...base, amountMinor: PAID_MINOR, paidAtMs: nowMs };
}

/**
 * Notes, and promises that are refused. An Update is asked again when its answer is lost in a change of runs; a pause
 * would then be refused because it has been made, and that is a question of its own.
 */
function updateOf(n: number): UpdateEvent {
  const base = { id: `update-${n}`, by: 'collector-1' };
  if (n % 20 !== 10) return { type: 'note', ...base, text: `note ${n}` };
  return { type: 'promise', ...base, instalments: [{ dueOn: '2020-01-01', amountMinor: 1 }] };
}

/**
 * Sees in the payloads of a worker when a case is about to go on as new: what it is started with is encoded, and the
 * server has not heard of it yet.
 */
export function betweenRuns(loanId: string, happens: () => Promise<void>): PayloadCodec {
  return {
    async encode(payloads) {
      for (const { data } of payloads) {
        const text = data ? Buffer.from(data).toString() : '';
        if (text.startsWith(`{"loanId":"${loanId}","pending":`)) await happens();
      }
      return payloads;
    },
    decode: (payloads) => Promise.resolve(payloads),
  };
}
