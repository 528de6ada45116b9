import type { PromisedInstalment, PromiseOutcome } from './state.ts';

/** What the timelines of a loan say of its promises and disputes, for whoever takes the loan over. */

/** An entry of a timeline. */
export interface RecordedEntry {
  caseId: string;
  atMs: number;
  type: string;
  actor: string;
  data: Record<string, unknown>;
}

export interface RecordedPromise {
  promiseId: string;
  caseId: string;
  madeAtMs: number;
  takenBy: string;
  instalments: PromisedInstalment[];
  /** `moot`: nothing was owed any more, though not by what was promised */
  outcome: PromiseOutcome | 'open' | 'replaced' | 'moot';
  /** what was paid towards it when it was judged last, minor units */
  paidMinor: number;
}

export interface RecordedDispute {
  caseId: string;
  raisedAtMs: number;
  recordedBy: string;
  subject: string;
  /** in dispute with it, minor units */
  disputedMinor: number;
  outcome: 'open' | 'upheld' | 'rejected' | 'partly' | 'books-corrected';
  resolvedAtMs: number | null;
}

const OUTCOMES: Readonly<Record<string, RecordedPromise['outcome']>> = {
  'promise-kept': 'kept',
  'promise-partly-kept': 'partly-kept',
  'promise-broken': 'broken',
  'promise-renegotiated': 'replaced',
  'promise-moot': 'moot',
};

/**
 * @param entries in the order in which they were written
 * @returns the promises that were made, in order, each as it was judged last
 */
export function promisesIn(entries: readonly RecordedEntry[]): RecordedPromise[] {
  const promises = new Map<string, RecordedPromise>();
  for (const { caseId, atMs, type, actor, data } of entries) {
    if (type === 'promise') {
      const promiseId = String(data['eventId']);
      const instalments = data['instalments'] as PromisedInstalment[];
      promises.set(promiseId, {
        ...{ promiseId, caseId, madeAtMs: atMs, takenBy: actor, instalments },
        ...{ outcome: 'open', paidMinor: 0 },
      });
      continue;
    }
    const replaced = (data['replaced'] as { promiseId?: string } | undefined)?.promiseId;
    const promise = promises.get(replaced ?? String(data['promiseId']));
    const outcome = replaced === undefined ? (OUTCOMES[type] ?? judgedAgain(type, data)) : 'replaced';
    if (!promise || !outcome) continue;
    promise.outcome = outcome;
    if (typeof data['paidMinor'] === 'number' && replaced === undefined)
      promise.paidMinor = data['paidMinor'];
  }
  return [...promises.values()];
}

function judgedAgain(type: string, { outcome }: Record<string, unknown>) {
  return type === 'promise-judged-again' ? (outcome as RecordedPromise['outcome']) : undefined;
}

/**
 * @param entries in the order in which they were written
 * @returns the disputes that were raised, in order; those of a case that were open together were resolved together
 */
export function disputesIn(entries: readonly RecordedEntry[]): RecordedDispute[] {
  const disputes: RecordedDispute[] = [];
  for (const entry of entries) {
    const { caseId, atMs, type, actor, data } = entry;
    if (type === 'dispute') {
      disputes.push({
        ...{ caseId, raisedAtMs: atMs, recordedBy: actor, subject: String(data['subject']) },
        ...{ disputedMinor: Number(data['disputedMinor']), outcome: 'open', resolvedAtMs: null },
      });
    }
    const outcome = resolutionOf(entry);
    if (!outcome) continue;
    for (const dispute of disputes) {
      if (dispute.caseId !== caseId || dispute.outcome !== 'open') continue;
      dispute.outcome = outcome;
      dispute.resolvedAtMs = atMs;
    }
  }
  return disputes;
}

function resolutionOf({ type, data }: RecordedEntry): RecordedDispute['outcome'] | undefined {
  if (type === 'dispute-settled') return 'books-corrected';
  if (type === 'resolve-dispute') return data['outcome'] as RecordedDispute['outcome'];
  if (type !== 'approval' || data['hold'] !== 'dispute') return undefined;
  return data['approved'] === true ? 'upheld' : 'rejected';
}
