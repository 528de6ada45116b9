import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The one timer of a case. It is left running while its instant stays the same, so that an event which changes
 * nothing costs no new timer, and its summary says in the history what is waited for.
 */
export class StepTimer {
  fired = false;
  private untilMs: number | undefined;
  private scope: CancellationScope | undefined;

  /**
   * @param untilMs the business instant by which two timers are told apart
   * @param delayMs real milliseconds from now
   */
  run(untilMs: number, delayMs: number, summary: string): void {
    if (this.untilMs === untilMs && !this.fired) return;
    this.stop();
    this.untilMs = untilMs;
    const scope = new CancellationScope();
    this.scope = scope;
    scope
      .run(() => sleep(delayMs, { summary }))
      .then(() => {
        if (this.scope === scope) this.fired = true;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  stop(): void {
    if (!this.fired) this.scope?.cancel();
    this.scope = undefined;
    this.untilMs = undefined;
    this.fired = false;
  }
}
