import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertAction, AlertKind } from '../../domain/alerts/alert.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { formatMinor } from '../../domain/money.ts';
import { ACTORS } from './actors.ts';

/** What is asked of the system: where, by whom, with what. */
export interface DemoRequest {
  path: string;
  actor: string;
  body?: unknown;
}

/** As far as the demo reads it: of a case, of a problem document, of a batch. */
export interface Reply {
  status: number;
  code?: string;
  /** of a call that may be made */
  callId?: string;
  results?: { status: 'accepted' | 'rejected' }[];
  closed?: { reason: string } | null;
  promise?: { id: string } | null;
  plans?: PlanReply[];
  settlement?: { status: string; taskId?: string; amount: MoneyReply } | null;
  proposals?: { instalments: { amount: MoneyReply }[] }[];
  /** of a list */
  items?: unknown[];
  /** of an absence */
  tasksMoved?: number;
}

export interface AlertReply {
  alertId: string;
  kind: AlertKind;
  subject: { loanId?: string; region?: string };
  proposes: AlertAction;
  figures: Readonly<Record<string, number | string>>;
}
export interface PersonReply {
  userId: string;
  region: string;
  openTasks: number;
}

export interface MoneyReply {
  amount: string;
  currency: string;
}
export interface PlanReply {
  status: 'under-review' | 'standing';
  taskId?: string;
  instalments: { dueOn: IsoDate; amount: MoneyReply }[];
}

/** What came of a request: done, refused by a rule of the house, or there is no case (any more). */
export type Answer = 'done' | 'refused' | 'gone';

/** Tries of one request with one Idempotency-Key: the embedded servers may be slow, nothing may be done twice. */
const TRIES = 5;

/** The system as everybody outside sees it: its HTTP API and nothing else. */
export class BankApi {
  /** answers of the API by kind, for the summary */
  readonly answers: Record<Answer, number> = { done: 0, refused: 0, gone: 0 };
  /** refusals by rule */
  readonly refusals: Record<string, number> = {};
  private readonly baseUrl: string;
  private readonly currency: string;
  private readonly signal: AbortSignal;

  /** @param options.baseUrl without `/v1` */
  constructor(options: { baseUrl: string; currency: string; signal: AbortSignal }) {
    this.baseUrl = options.baseUrl;
    this.currency = options.currency;
    this.signal = options.signal;
  }

  /** @returns an amount as the API has it */
  readonly money = (amountMinor: number): MoneyReply => ({
    amount: formatMinor(amountMinor, this.currency),
    currency: this.currency,
  });

  /** Reports that loans are overdue, up to a thousand at once. @throws Error when one of them is not taken */
  async reportOverdue(key: string, asOf: IsoDate, loanIds: readonly LoanId[]): Promise<void> {
    const body = loanIds.map((loanId) => ({ loanId, asOf }));
    await this.report(key, { path: '/v1/overdue-events', actor: ACTORS.core, body });
  }

  /** Reports what cannot be refused, since it has happened. @throws Error when it is not taken */
  async report(key: string, request: DemoRequest): Promise<void> {
    const { results = [], ...rest } = await this.send('POST', key, request);
    const refused = results.find((result) => result.status !== 'accepted');
    if (results.length === 0 || refused) {
      throw new Error(`the API did not take a report: ${JSON.stringify(refused ?? rest)}`);
    }
  }

  /** Asks for what a rule may refuse. */
  async ask(key: string, request: DemoRequest): Promise<{ answer: Answer; reply: Reply }> {
    return this.counted(await this.send('POST', key, request));
  }

  /** Reads something. */
  async read(request: Omit<DemoRequest, 'body'>): Promise<{ answer: Answer; reply: Reply }> {
    return this.counted(await this.send('GET', undefined, request));
  }

  private counted(reply: Reply): { answer: Answer; reply: Reply } {
    const { status, code } = reply;
    const refused = code?.startsWith('Rejected.') === true;
    if (refused) this.refusals[code] = (this.refusals[code] ?? 0) + 1;
    const answer = status === 404 ? 'gone' : refused ? 'refused' : 'done';
    this.answers[answer] += 1;
    return { answer, reply };
  }

  /** @throws Error for what no rule of the house refuses: then something is wrong */
  private async send(method: string, key: string | undefined, request: DemoRequest): Promise<Reply> {
    const { path, actor, body } = request;
    const { signal } = this;
    const headers = {
      'x-actor': actor,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    let trouble = '';
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await sleep(200 * attempt, undefined, { signal });
      try {
        const content = body === undefined ? {} : { body: JSON.stringify(body) };
        const response = await fetch(this.baseUrl + path, { method, headers, signal, ...content });
        const text = await response.text();
        const reply = { ...(JSON.parse(text) as object), status: response.status } as Reply;
        if (response.ok || response.status === 404 || reply.code?.startsWith('Rejected.')) return reply;
        trouble = `${response.status} ${text}`;
        if (!PASSING.has(response.status)) break;
      } catch (error) {
        if (signal.aborted) throw error;
        trouble = error instanceof Error ? error.message : String(error);
      }
    }
    throw new Error(`${method} ${path} failed: ${trouble}; asked by ${actor}: ${JSON.stringify(body)}`);
  }
}

/** 409 that no rule has caused: the same request is still running. */
const PASSING = new Set([409, 429, 500, 502, 503, 504]);
