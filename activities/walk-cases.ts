import { activityInfo, heartbeat } from '@temporalio/activity';
import { toFailure } from './to-failure.ts';

/** Cases that are read at once; a heartbeat after each so many. */
const PAGE = 500;
/** Messages to cases under way at once: enough to keep a Temporal frontend busy. */
const CONCURRENT = 32;

/** Where a walk stands; it travels in heartbeats. */
export interface Progress {
  /** key of the last row that was dealt with */
  after: string;
}

interface Walk<Row, P extends Progress> {
  begin: P;
  /** rows behind that key, in its order */
  page: (after: string, limit: number) => Promise<Row[]>;
  keyOf: (row: Row) => string;
  /** deals with one; changes `progress` by what came of it */
  take: (row: Row, progress: P) => Promise<void>;
}

/**
 * Tells many cases something, page by page, some at once: cut off anywhere and repeated it goes on after the last page,
 * so what is told has to count once however often it is.
 *
 * @returns where it came to
 */
export async function walkCases<Row, P extends Progress>({
  begin,
  page,
  keyOf,
  take,
}: Walk<Row, P>): Promise<P> {
  const progress = { ...((activityInfo().heartbeatDetails as P | undefined) ?? begin) };
  try {
    for (;;) {
      const rows = await page(progress.after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return progress;
      // What a page that is cut off has come to is not counted twice.
      const counted = structuredClone(progress);
      const queue = rows.values();
      const lanes = Array.from({ length: CONCURRENT }, async () => {
        for (const row of queue) await take(row, counted);
      });
      await Promise.all(lanes);
      Object.assign(progress, counted, { after: keyOf(last) });
      heartbeat(structuredClone(progress));
    }
  } catch (error) {
    throw toFailure(error);
  }
}
