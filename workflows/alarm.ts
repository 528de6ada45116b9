import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * What wakes a sleeping case: its one timer, or something that has come. The timer is left running while its instant
 * stays the same, so that an event which changes nothing costs no new timer, and its summary says in the history
 * what is waited for. A promise of our own instead of `condition`: it is not asked again at every activation.
 */
export class Alarm {
  private untilMs: number | undefined;
  private timer: CancellationScope | undefined;
  private wake: () => void = () => undefined;

  /**
   * Sleeps until the timer fires or somebody rings.
   *
   * @param untilMs the business instant by which two timers are told apart
   * @param delayMs real milliseconds from now
   */
  async sleep(untilMs: number, delayMs: number, summary: string): Promise<void> {
    if (this.untilMs !== untilMs) {
      this.stop();
      this.untilMs = untilMs;
      this.start(delayMs, summary);
    }
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  /** Waits that long, or until somebody rings. */
  async pause(delayMs: number, summary: string): Promise<void> {
    await this.sleep(Number.NaN, delayMs, summary);
    this.stop();
  }

  ring(): void {
    this.wake();
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.untilMs = undefined;
  }

  private start(delayMs: number, summary: string): void {
    const timer = new CancellationScope();
    this.timer = timer;
    timer
      .run(() => sleep(delayMs, { summary }))
      .then(
        () => {
          if (this.timer !== timer) return;
          this.timer = undefined;
          this.untilMs = undefined;
          this.ring();
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
