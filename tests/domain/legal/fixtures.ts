import type { CaseId, CustomerId, LegalId, LoanId } from '../../../domain/ids.ts';
import { decideLegal } from '../../../domain/legal/decide.ts';
import type { LegalDecision, LegalFacts, LegalOpening } from '../../../domain/legal/decision.ts';
import type { LegalDocument, LegalEvent, LegalEventOf } from '../../../domain/legal/events.ts';
import type { LegalState } from '../../../domain/legal/state.ts';
import { needsDocument, type LegalOutcome, type WorkStep } from '../../../domain/legal/steps.ts';
import { legalPolicySchema, type LegalPolicy } from '../../../domain/strategy/schema.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { NOW, ZONE } from '../fixtures.ts';

export const policy: LegalPolicy = legalPolicySchema.parse({});

export const opening: LegalOpening = {
  legalId: 'L1-1' as LegalId,
  caseId: 'L1-1' as CaseId,
  loanId: 'L1' as LoanId,
  customerId: 'C1' as CustomerId,
  zone: ZONE,
  region: 'east',
  currency: 'CNY',
  strategy: 'cn-retail@1',
  approvedBy: ['supervisor-1'],
  openedAtMs: NOW,
};

export const paper: LegalDocument = { name: 'scan.pdf', kind: 'ruling', sha256: 'a'.repeat(64) };

/** What is said, without who says it. */
type Said = {
  [Type in LegalEvent['type']]: Omit<LegalEventOf<Type>, 'id' | 'by'> & { by?: string };
}[LegalEvent['type']];

/** A legal action on the way: each call is one decision, at its own time. */
export class Action {
  nowMs = NOW;
  facts: LegalFacts = { arrearsMinor: 1_000_000 };
  last: LegalDecision;
  readonly all: LegalDecision[] = [];
  private readonly policy: LegalPolicy;
  private events = 0;

  constructor({
    changes = {},
    facts = {},
    approvedBy = opening.approvedBy,
  }: { changes?: Partial<LegalPolicy>; facts?: Partial<LegalFacts>; approvedBy?: string[] } = {}) {
    this.policy = { ...policy, ...changes };
    this.facts = { ...this.facts, ...facts };
    this.last = this.decide(null, [], { ...opening, approvedBy });
    this.all.push(this.last);
  }

  get state(): LegalState {
    return this.last.state;
  }

  /** Days pass; whatever falls due meanwhile is decided at its own instant. */
  after(days: number): this {
    const untilMs = this.nowMs + days * DAY_MS;
    for (;;) {
      const { instruction } = this.last;
      if (instruction.kind !== 'wait' || instruction.untilMs > untilMs) break;
      this.nowMs = Math.max(this.nowMs, instruction.untilMs);
      this.say();
    }
    this.nowMs = untilMs;
    return this;
  }

  say(...said: Said[]): LegalDecision {
    const events = said.map((one) => {
      this.events += 1;
      return { id: `e${this.events}`, by: 'lawyer-1', ...one };
    }) as LegalEvent[];
    this.last = this.decide(this.last.state, events, opening);
    this.all.push(this.last);
    return this.last;
  }

  /** Completes the step, with a document where one is needed. */
  complete(step: WorkStep, outcome: LegalOutcome): LegalDecision {
    const documents = needsDocument(step, outcome) ? [paper] : [];
    return this.say({ type: 'complete', step, outcome, documents, why: 'done' });
  }

  /** @returns the action filed and heard, as far as `until`, which is the open step */
  upTo(until: 'filing' | 'hearing' | 'judgment' | 'appeal' | 'enforcement'): this {
    this.complete('notice', 'served');
    this.after(this.policy.answerDays);
    if (until === 'filing') return this;
    this.complete('filing', 'accepted');
    if (until === 'hearing') return this;
    this.complete('hearing', 'held');
    if (until === 'judgment') return this;
    this.complete('judgment', 'for');
    if (until === 'appeal') return this;
    this.after(this.policy.appealDays);
    this.complete('appeal', 'none');
    return this;
  }

  private decide(state: LegalState | null, events: LegalEvent[], opened: LegalOpening): LegalDecision {
    const { facts, nowMs: now } = this;
    return decideLegal({ state, opening: opened, events, facts, policy: this.policy, now });
  }
}
