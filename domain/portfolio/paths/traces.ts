/** What the timeline of a case shows of the ways that it has gone. */

export interface Trace {
  type: string;
  atMs: number;
  data: TraceData;
  /** kind of the task that it is about */
  taskKind?: string;
  /** that stand after it */
  holds: readonly string[];
  /** after it the whole debt is in dispute */
  wholeDispute?: boolean;
}

/** Of the data of entries, what tells ways apart. */
export type TraceData = Readonly<
  Partial<
    Record<
      | 'eventId'
      | 'promiseId'
      | 'instalments'
      | 'paidAtMs'
      | 'reversedPaymentId'
      | 'reopenedBy'
      | 'reason'
      | 'channel'
      | 'channels'
      | 'approved'
      | 'outcome'
      | 'ask'
      | 'hold'
      | 'granted'
      | 'persons'
      | 'about'
      | 'action'
      | 'alertId'
      | 'model'
      | 'step'
      | 'change'
      | 'from'
      | 'to',
      unknown
    >
  >
>;

/** A way through the system, and how one sees that a case has gone it. */
export interface Path {
  path: string;
  in: (timeline: readonly Trace[]) => boolean;
}

/** @returns the path of cases with such an entry; `values` are of its data */
export function entry(path: string, type: string, values: TraceData = {}): Path {
  return entryWhere(path, type, ({ data }) => matches(data, values));
}

/** @returns the path of cases with an entry of that type of which it is true */
export function entryWhere(path: string, type: string, is: (trace: Trace) => boolean): Path {
  return { path, in: (timeline) => timeline.some((trace) => trace.type === type && is(trace)) };
}

function matches(data: TraceData, values: TraceData): boolean {
  return Object.entries(values).every(([key, value]) => data[key as keyof TraceData] === value);
}
