import { createHash } from 'node:crypto';
import { addDays, type IsoDate } from '../../domain/calendar.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { needsDocument, type DocumentKind, type WorkStep } from '../../domain/legal/steps.ts';
import { shareOf } from '../../domain/money.ts';
import type { Action, DeclaredType } from '../../domain/portfolio/intents.ts';
import { supervisorOf } from '../../domain/portfolio/roster.ts';
import { ACTORS } from './actors.ts';
import type { DemoRequest, MoneyReply } from './bank-api.ts';

/** What a request has to know of the loan at that moment. */
export interface Scene {
  loanId: LoanId;
  customerId: CustomerId;
  region: string;
  /** who has the task that it is about; absent: nobody in particular */
  holder?: string | undefined;
  /** overdue, minor units */
  arrearsMinor: number;
  disputedMinor: number;
  principalMinor: number;
  today: IsoDate;
  /** id of what is asked, where the body has one */
  key: string;
  money: (amountMinor: number) => MoneyReply;
}

/** What is asked in one request, and is over with it. */
export type Asked = Extract<
  Action,
  {
    do:
      | 'grace'
      | 'dispute'
      | 'say'
      | 'moratorium'
      | 'settle'
      | 'register'
      | 'decide'
      | 'resolve'
      | 'give-back'
      | 'finish'
      | 'answer-complaint'
      | 'reopen'
      | 'close'
      | 'court-step'
      | 'court-settle'
      | 'court-withdraw'
      | 'court-decide';
  }
>;

const PATHS: Readonly<Record<DeclaredType, string>> = {
  cease: 'cease-requests',
  attorney: 'attorneys',
  vulnerability: 'vulnerabilities',
  bankruptcy: 'bankruptcies',
  death: 'deaths',
  complaint: 'complaints',
  'lift-hold': 'lift-hold',
  pause: 'pause',
  resume: 'resume',
  note: 'notes',
  'change-strategy': 'strategy',
};
const BY_SUPERVISORS: readonly DeclaredType[] = ['pause', 'resume', 'change-strategy'];

/** @returns the request that does it */
export function requestOf(action: Asked, scene: Scene): DemoRequest {
  const { loanId, arrearsMinor, money, today } = scene;
  const ofCase = (path: string, body: unknown, actor: string = ACTORS.collector) => ({
    ...{ path: `/v1/cases/${loanId}/${path}`, actor, body },
  });
  switch (action.do) {
    case 'grace':
      return ofCase('grace-requests', { reason: action.reason, days: action.days });
    case 'dispute': {
      const amount = action.share < 1 && { amount: money(shareOf(arrearsMinor, action.share)) };
      return ofCase('disputes', { subject: action.subject, ...amount });
    }
    case 'say': {
      const { type, ...body } = action.event;
      const actor = BY_SUPERVISORS.includes(type) ? ACTORS.supervisor : ACTORS.collector;
      return ofCase(PATHS[type], body, actor);
    }
    case 'moratorium': {
      const lastOn = addDays(today, action.days);
      return ofCase('moratoria', { moratorium: 'other', startOn: today, lastOn, reference: 'notice 40' });
    }
    case 'settle': {
      const amount = money(shareOf(arrearsMinor, action.share));
      return ofCase('settlements', { amount, dueOn: addDays(today, action.inDays), why: action.why });
    }
    case 'register': {
      const body = { eventId: scene.key, customerId: scene.customerId, type: action.type };
      return { path: '/v1/customer-events', actor: ACTORS.register, body };
    }
    case 'resolve': {
      const amount = money(Math.max(1, shareOf(scene.disputedMinor, action.share)));
      const body = { outcome: 'partly', amount, why: action.why };
      return ofCase('dispute-resolutions', body, ACTORS.supervisor);
    }
    case 'reopen':
      return ofCase('reopen', { why: action.why }, ACTORS.supervisor);
    case 'close': {
      const { reason, why } = action;
      // Whoever is sold was told, and has agreed: the demo's customers are told so when they borrow.
      const body = { reason, why, ...(reason === 'sold' && { consent: true }) };
      return ofCase('close', body, ACTORS.supervisor);
    }
    default:
      return isCourts(action) ? ofCourt(action, scene) : ofTask(action, scene);
  }
}

type OfTask = Extract<Asked, { do: 'decide' | 'give-back' | 'finish' | 'answer-complaint' }>;

function ofTask(action: OfTask, { region, holder }: Scene): DemoRequest {
  const { taskId, why } = action;
  switch (action.do) {
    case 'decide': {
      // Who asked for the end of a case is the first of the two who want it.
      const other = action.second === true || action.task === 'close-approval';
      const path = `/v1/approvals/${taskId}/${action.approved ? 'approve' : 'reject'}`;
      return { path, actor: other ? ACTORS.secondSupervisor : ACTORS.supervisor, body: { why } };
    }
    case 'give-back':
      return { path: `/v1/tasks/${taskId}/decline`, actor: action.by, body: { why } };
    case 'finish':
      return { path: `/v1/tasks/${taskId}/complete`, actor: holder ?? supervisorOf(region), body: { why } };
    case 'answer-complaint': {
      const body = { outcome: action.outcome, answer: why };
      return { path: `/v1/complaints/${taskId}/answer`, actor: ACTORS.supervisor, body };
    }
  }
}

type OfCourt = Extract<Asked, { do: `court-${string}` }>;

function isCourts(action: Asked): action is OfCourt {
  return action.do.startsWith('court-');
}

function ofCourt(action: OfCourt, { arrearsMinor, money }: Scene): DemoRequest {
  const { legalId, why } = action;
  const ofAction = (path: string, body: unknown, actor: string = ACTORS.counsel) => ({
    ...{ path: `/v1/legal/${legalId}/${path}`, actor, body },
  });
  switch (action.do) {
    case 'court-step': {
      const { step, outcome } = action;
      const documents = needsDocument(step, outcome) ? [paper(legalId, step, outcome)] : [];
      return ofAction(`steps/${step}/complete`, { outcome, documents, why });
    }
    case 'court-settle': {
      const amount = money(Math.max(1, shareOf(arrearsMinor, action.share)));
      return ofAction('settle', { amount, documents: [paper(legalId, 'hearing', 'settlement')], why });
    }
    case 'court-withdraw':
      return ofAction('withdraw', { why });
    case 'court-decide': {
      const verb = action.approved ? 'approve' : 'reject';
      const actor = action.second ? ACTORS.thirdSupervisor : ACTORS.secondSupervisor;
      return ofAction(`approvals/${action.taskId}/${verb}`, { why }, actor);
    }
  }
}

const KINDS: Readonly<Partial<Record<WorkStep, DocumentKind>>> = {
  notice: 'proof-of-service',
  filing: 'court-receipt',
  preservation: 'ruling',
  judgment: 'judgment',
};

function paper(legalId: string, step: WorkStep, what: string) {
  const name = `${legalId}-${step}-${what}.pdf`;
  const kind = what === 'settlement' ? what : (KINDS[step] ?? 'other');
  return { name, kind, sha256: createHash('sha256').update(name).digest('hex') };
}
