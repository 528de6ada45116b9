/** So long a message waits for its turn with its attempt under way; beyond that the attempt is made later. */
const LONGEST_WAIT_MS = 3_000;

/**
 * A token bucket: so many messages a second of this process, with the messages of one second at once when it was
 * quiet. Whoever comes too late is told when to come again, each at a turn of its own, so that those who were sent
 * away do not come back together.
 */
export class Pace {
  private readonly intervalMs: number;
  private readonly burstMs: number;
  private nextMs = 0;
  private againMs = 0;

  /** @param perSecond messages a second, > 0 */
  constructor(perSecond: number) {
    this.intervalMs = 1000 / perSecond;
    this.burstMs = Math.max(0, 1000 - this.intervalMs);
  }

  /**
   * @param nowMs milliseconds of a clock that does not go back
   * @returns `waitMs` until its turn, which it has taken; or `againMs` after which to ask anew, having taken none
   */
  take(nowMs: number): { waitMs: number } | { againMs: number } {
    const turnMs = Math.max(this.nextMs, nowMs - this.burstMs);
    const waitMs = Math.max(0, turnMs - nowMs);
    if (waitMs > LONGEST_WAIT_MS) {
      this.againMs = Math.max(this.againMs, turnMs) + this.intervalMs;
      return { againMs: Math.ceil(this.againMs - nowMs) };
    }
    this.nextMs = turnMs + this.intervalMs;
    return { waitMs };
  }
}
