import { setTimeout as sleep } from 'node:timers/promises';
import type { IsoDate } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { formatMinor } from '../../domain/money.ts';
import type { CallResult } from '../../domain/case/events/calls.ts';
import type { Action } from '../../domain/portfolio/intents.ts';
import type { PromisedInstalment } from '../../domain/case/state.ts';

/** Who does things in the demo, as the timeline of a case names them. */
const CORE = 'core-banking';
const COLLECTOR = 'collector-wen';
const SUPERVISOR = 'supervisor-qiu';

interface Request {
  key: string;
  actor: string;
  body: unknown;
}

/** As far as the demo reads it. */
interface Reply {
  status: number;
  /** of a problem document */
  code?: string;
  /** of a call that may be made */
  callId?: string;
  /** of a batch */
  results?: { status: 'accepted' | 'rejected' }[];
}

/** What came of a request: done, refused by a rule of the house, or there is no case (any more). */
export type Answer = 'done' | 'refused' | 'gone';

/** What a collector reports of a call. */
export type CallReport = CallResult;

type Of<Do extends Action['do']> = Extract<Action, { do: Do }>;

/** Tries of one request with one Idempotency-Key: the embedded servers may be slow, nothing may be done twice. */
const TRIES = 5;

/** The system as everybody outside sees it: its HTTP API and nothing else. */
export class BankApi {
  /** answers of the API by kind, for the summary */
  readonly answers: Record<Answer, number> = { done: 0, refused: 0, gone: 0 };
  private readonly baseUrl: string;
  private readonly currency: string;
  private readonly signal: AbortSignal;

  /** @param options.baseUrl without `/v1` */
  constructor(options: { baseUrl: string; currency: string; signal: AbortSignal }) {
    this.baseUrl = options.baseUrl;
    this.currency = options.currency;
    this.signal = options.signal;
  }

  /** Reports that loans are overdue, up to a thousand at once. @throws Error when one of them is not taken */
  async reportOverdue(key: string, asOf: IsoDate, loanIds: readonly LoanId[]): Promise<void> {
    const events = loanIds.map((loanId) => ({ loanId, asOf }));
    allAccepted(await this.post('/v1/overdue-events', { key, actor: CORE, body: events }));
  }

  /** @throws Error when the payment is not taken */
  async pay(payment: {
    paymentId: string;
    loanId: LoanId;
    amountMinor: number;
    paidAtMs: number;
  }): Promise<void> {
    const { paymentId, loanId, amountMinor, paidAtMs } = payment;
    const body = {
      paymentId,
      loanId,
      ...this.money(amountMinor),
      paidAt: new Date(paidAtMs).toISOString(),
      channel: 'transfer',
    };
    allAccepted(await this.post('/v1/payments', { key: paymentId, actor: CORE, body }));
  }

  async promise(key: string, loanId: LoanId, instalments: readonly PromisedInstalment[]): Promise<Answer> {
    const promised = instalments.map(({ dueOn, amountMinor }) => ({
      dueOn,
      amount: this.money(amountMinor),
    }));
    return this.ask(`/v1/cases/${loanId}/promises`, {
      key,
      actor: COLLECTOR,
      body: { instalments: promised },
    });
  }

  async askGrace(key: string, loanId: LoanId, { reason, days }: Of<'grace'>): Promise<Answer> {
    return this.ask(`/v1/cases/${loanId}/grace-requests`, { key, actor: COLLECTOR, body: { reason, days } });
  }

  /** @param amountMinor absent: the whole debt */
  async dispute(key: string, loanId: LoanId, subject: string, amountMinor?: number): Promise<Answer> {
    const amount = amountMinor === undefined ? {} : { amount: this.money(amountMinor) };
    return this.ask(`/v1/cases/${loanId}/disputes`, { key, actor: COLLECTOR, body: { subject, ...amount } });
  }

  /** A collector is about to call. @returns undefined when that is refused, or not asked for any more */
  async beginCall(key: string, { taskId, by }: Of<'call'>): Promise<string | undefined> {
    const { status, code, callId } = await this.post('/v1/calls', { key, actor: by, body: { taskId } });
    this.count(status, code);
    return callId;
  }

  /** What came of the call. */
  async endCall(key: string, by: string, callId: string, end: CallReport): Promise<Answer> {
    return this.ask(`/v1/calls/${callId}/outcome`, { key, actor: by, body: this.callBody(end) });
  }

  async finish(key: string, { taskId, why }: Of<'finish'>): Promise<Answer> {
    return this.ask(`/v1/tasks/${taskId}/complete`, { key, actor: SUPERVISOR, body: { why } });
  }

  async letterOutcome(key: string, loanId: LoanId, contactId: string, outcome: string): Promise<Answer> {
    const path = `/v1/cases/${loanId}/letters/${contactId}/outcome`;
    return this.ask(path, { key, actor: 'post-office', body: { outcome } });
  }

  async decide(key: string, { taskId, approved, why }: Of<'decide'>): Promise<Answer> {
    const path = `/v1/approvals/${taskId}/${approved ? 'approve' : 'reject'}`;
    return this.ask(path, { key, actor: SUPERVISOR, body: { why } });
  }

  async settle(
    key: string,
    loanId: LoanId,
    { amountMinor, dueOn, why }: { amountMinor: number; dueOn: string; why: string },
  ): Promise<Answer> {
    const body = { amount: this.money(amountMinor), dueOn, why };
    return this.ask(`/v1/cases/${loanId}/settlements`, { key, actor: COLLECTOR, body });
  }

  async close(key: string, loanId: LoanId, { reason, why }: Of<'close'>): Promise<Answer> {
    // Whoever is sold was told, and has agreed: the demo's customers are told so when they borrow.
    const body = { reason, why, ...(reason === 'sold' && { consent: true }) };
    return this.ask(`/v1/cases/${loanId}/close`, { key, actor: SUPERVISOR, body });
  }

  private money(amountMinor: number) {
    return { amount: formatMinor(amountMinor, this.currency), currency: this.currency };
  }

  private callBody(end: CallReport): unknown {
    switch (end.result) {
      case 'promise': {
        const instalments = end.instalments.map(({ dueOn, amountMinor }) => ({
          dueOn,
          amount: this.money(amountMinor),
        }));
        return { result: end.result, instalments };
      }
      case 'dispute': {
        const { amountMinor, ...rest } = end;
        return { ...rest, ...(amountMinor !== undefined && { amount: this.money(amountMinor) }) };
      }
      default:
        return end;
    }
  }

  private async ask(path: string, request: Request): Promise<Answer> {
    const { status, code } = await this.post(path, request);
    return this.count(status, code);
  }

  private count(status: number, code?: string): Answer {
    const answer = status === 404 ? 'gone' : code?.startsWith('Rejected.') ? 'refused' : 'done';
    this.answers[answer] += 1;
    return answer;
  }

  /** @throws Error for what no rule of the house refuses: then something is wrong */
  private async post(path: string, { key, actor, body }: Request): Promise<Reply> {
    const { signal } = this;
    let trouble = '';
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await sleep(200 * attempt, undefined, { signal });
      try {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'x-actor': actor };
        const init = { method: 'POST', headers, body: JSON.stringify(body), signal };
        const response = await fetch(this.baseUrl + path, init);
        const text = await response.text();
        const reply = { status: response.status, ...(JSON.parse(text) as object) } as Reply;
        if (response.ok || response.status === 404 || reply.code?.startsWith('Rejected.')) return reply;
        trouble = `${response.status} ${text}`;
        if (!PASSING.has(response.status)) break;
      } catch (error) {
        if (signal.aborted) throw error;
        trouble = error instanceof Error ? error.message : String(error);
      }
    }
    throw new Error(`POST ${path} failed: ${trouble}`);
  }
}

/** 409 that no rule has caused: the same request is still running. */
const PASSING = new Set([409, 429, 500, 502, 503, 504]);

function allAccepted({ results = [], ...rest }: Reply): void {
  const refused = results.find((result) => result.status !== 'accepted');
  if (results.length === 0 || refused) {
    throw new Error(`the API did not take a report: ${JSON.stringify(refused ?? rest)}`);
  }
}
