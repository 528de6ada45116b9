import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../../db/client.ts';
import { casesSoFar, messagesSince, openTasks } from '../../db/happenings-repository.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { LoanLife } from './loan-life.ts';

/** A message may be kept a little later than the time it bears. */
const LOOK_BACK_MS = 3 * DAY_MS;
/** Somebody looks into the mailbox so often; the more there are the longer one look takes. */
const LOOK_EVERY_MS = 100;
const LOOK_MS_PER_LOAN = 0.2;

/** Everybody of the demo: customers who get messages, and the bank's staff who get tasks. */
export class People {
  private readonly lives: ReadonlyMap<LoanId, LoanLife>;
  private readonly pool: Pool;
  private readonly now: () => number;
  private readonly seen = new Set<string>();
  private lookedAtMs: number;

  constructor(options: { lives: readonly LoanLife[]; pool: Pool; now: () => number }) {
    this.lives = new Map(options.lives.map((life) => [life.loan.loanId, life]));
    this.pool = options.pool;
    this.now = options.now;
    this.lookedAtMs = options.now();
  }

  /** Lives until it is stopped; throws when somebody could not do what is always possible. */
  async live(signal: AbortSignal): Promise<void> {
    const everyMs = LOOK_EVERY_MS + this.lives.size * LOOK_MS_PER_LOAN;
    const failed = new AbortController();
    let failure: Error | undefined;
    while (!signal.aborted && !failed.signal.aborted) {
      await this.look();
      for (const life of this.lives.values()) {
        life.act().catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error(String(error));
          failed.abort();
        });
      }
      await sleep(everyMs, undefined, { signal: AbortSignal.any([signal, failed.signal]) }).catch(
        () => undefined,
      );
    }
    // What fails while everything is being stopped is no failure.
    if (failure && !signal.aborted) throw failure;
  }

  private async look(): Promise<void> {
    const sinceMs = this.lookedAtMs - LOOK_BACK_MS;
    this.lookedAtMs = this.now();
    const [cases, messages, tasks] = await Promise.all([
      casesSoFar(this.pool),
      messagesSince(this.pool, sinceMs),
      openTasks(this.pool),
    ]);
    for (const [loanId, newest] of new Map(cases.map((one) => [one.loanId, one]))) {
      this.lives.get(loanId)?.see(newest);
    }
    for (const { contactId, loanId, channel, purpose, script } of messages) {
      if (this.isNew(contactId) && purpose === 'collect')
        this.lives.get(loanId)?.contact(channel, script, contactId);
    }
    for (const { loanId, kind, ...task } of tasks) {
      this.lives.get(loanId)?.task({ ...task, task: kind }, this.lookedAtMs);
    }
  }

  private isNew(id: string): boolean {
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    return true;
  }
}
