import type { FastifyInstance } from 'fastify';
import { buildApp, type AppDeps } from '../../api/app.ts';
import type { CasePort, DataPorts } from '../../api/ports.ts';
import type { KeptAnswer } from '../../db/idempotency-repository.ts';
import type { BookingOutcome, ReportedPayment, ReportedReversal } from '../../db/payment-repository.ts';
import type { PlanBooks } from '../../db/plan-repository.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Instruction } from '../../domain/case/decision.ts';
import type { LoanId } from '../../domain/ids.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { caseFacts, caseState, NOW } from '../domain/fixtures.ts';

export const NEXT: Instruction = {
  kind: 'wait',
  untilMs: NOW + 86_400_000,
  step: 'SMS reminder',
  summary: 'SMS reminder at 10:00',
  why: 'strategy cn-retail@1, day 3 past due',
};

/** What the fakes were told and asked, and what they answer; a test changes what it needs. */
export interface Fakes {
  readonly calls: { method: string; loanId: string; event: Record<string, unknown> }[];
  readonly payments: Map<string, ReportedPayment>;
  readonly deps: AppDeps;
  caseClient: CasePort;
  data: DataPorts;
  app: FastifyInstance;
}

/** The API on fakes of its ports: loans L1 and L2 in CNY, J1 in JPY, of which L1 has a running case. */
export function fakeApi(changes: { caseClient?: Partial<CasePort>; data?: Partial<DataPorts> } = {}): Fakes {
  const calls: Fakes['calls'] = [];
  const payments = new Map<string, ReportedPayment>();
  const currencies = new Map([
    ['L1', 'CNY'],
    ['L2', 'CNY'],
    ['J1', 'JPY'],
  ] as [LoanId, string][]);
  const state: CaseState = caseState({ loanId: 'L1' as LoanId });
  const decided = { state, instruction: NEXT, answers: [] };
  const told = (method: string, loanId: string, event: object) =>
    void calls.push({ method, loanId, event: { ...event } });

  const caseClient: CasePort = {
    reportOverdue: (loanId, event) => done(told('reportOverdue', loanId, event)),
    tell: (loanId, event) => {
      told('tell', loanId, event);
      return done(loanId === 'L1');
    },
    tellRegion: (region, event) => done(told('tellRegion', region, event)),
    startTraining: (by) => done(told('startTraining', '', { by })),
    moveCases: (moveId, summary) => done(told('moveCases', moveId, { summary })),
    trainModel: (by) => {
      told('trainModel', '', { by });
      return done({ workflowId: 'train-model-now', runId: 'run-1' });
    },
    ask: (loanId, event) => {
      told('ask', loanId, event);
      return done({ state, next: NEXT });
    },
    ping: () => done(undefined),
    legal: {
      start: () => done(undefined),
      stop: () => done(undefined),
      ask: (legalId, event) => {
        told('legal.ask', legalId, event);
        return done({ state: null, next: null });
      },
      status: () => done({ state: null, next: null, waitingEvents: 0 }),
    },
    ...changes.caseClient,
  };
  const data: DataPorts = {
    cases: {
      newestOf: (loanId) => done(loanId === 'L1' ? decided : undefined),
      list: (_filter, { limit }) => done([decided].slice(0, limit)),
      timeline: () => done([]),
      loanOfTask: (taskId) => done(taskId === 'L1-1.2.1' ? ('L1' as LoanId) : undefined),
      ping: () => done(undefined),
    },
    tasks: {
      list: () => done([]),
      next: () => done(undefined),
      find: () => done(undefined),
      history: () => done(undefined),
      start: () => done(undefined),
      loanOfCall: (callId) => done(callId.startsWith('L1-1.') ? ('L1' as LoanId) : undefined),
    },
    people: noPeople(),
    absences: { of: () => done([]), report: () => done(undefined), cancel: () => done(false) },
    assignmentRules: { versions: () => done([]), publish: notKept },
    shareOuts: { plan: notKept, shareOut: notKept },
    notes: { addToClosed: () => done(false) },
    scripts: noScripts(),
    holidays: { list: () => done([]), publish: notKept, change: notKept },
    rules: {
      ...{ houseVersions: () => done([]), switches: () => done([]) },
      ...{ publishHouse: notKept, switchRule: notKept },
    },
    messages: {
      readerOf: (loanId) => done(currencies.has(loanId) ? { language: 'en', secured: false } : undefined),
      keep: () => done(undefined),
    },
    outbox: { newest: () => done([]), decrypt: (value) => value },
    alerts: {
      ...{ find: () => done(undefined), list: () => done([]), begin: () => done(undefined) },
      ...{ giveUp: () => done(undefined), decide: () => done(false) },
    },
    alertPolicies: { all: () => done([]), publish: notKept },
    outlook: {
      known: (customerIds) => done(new Set(customerIds.filter((id) => id === 'C1'))),
      saveRatings: () => done(undefined),
      saveExternalDebts: () => done(undefined),
      saveMacroAlerts: () => done(undefined),
      openCases: () => done([]),
    },
    indicators: {
      ...{ save: () => done(undefined), list: () => done([]) },
      ...{ ruleVersions: () => done([]), publish: notKept },
    },
    caseScores: { ofCase: () => done(undefined) },
    stability: { newest: () => done(undefined) },
    collateral: { save: () => done(undefined), ofLoan: () => done(undefined) },
    productDays: { forChart: () => done([]), newestDay: () => done(undefined) },
    legal: { byId: () => done(undefined), ofLoan: () => done([]) },
    customerRecords: { exists: () => done(false), holds: () => done([]), complaints: () => done([]) },
    contactPoints: {
      subscribe: (customerId) => done(customerId === 'C1' ? 'S1' : undefined),
      unsubscribe: (customerId, id) => done(customerId === 'C1' && id === 'S1'),
      savePostalAddress: (customerId) => done(customerId === 'C1'),
    },
    contactOutlook: {
      read: (loanId) => done(loanId === 'L1' ? { state, facts: caseFacts({ loan: { loanId } }) } : undefined),
    },
    contactHours: { loanOf: () => done(undefined) },
    hours: { of: () => done({ region: [], own: [] }) },
    forecasts: { facts: () => done(undefined) },
    riskModels: {
      models: {
        ...{ list: () => done([]), find: () => done(undefined), current: () => done(null) },
        ...{ publications: () => done([]), publish: () => done(false), rollBack: () => done(false) },
      },
      attributes: { list: () => done([]), allowed: () => done([]), record: notKept },
    },
    provisions: {
      ...{ policies: () => done([]), publish: notKept },
      ...{ newestDay: () => done(undefined), ofDay: () => done([]) },
    },
    wishes: { find: () => done(undefined), save: () => done(false) },
    customerHolds: {
      reachedBy: () => done([]),
      declare: () => done(true),
      answer: () => done(undefined),
    },
    events: {
      currencies: (loanIds) => done(new Map([...currencies].filter(([loanId]) => loanIds.includes(loanId)))),
      handled: () => done([]),
    },
    payments: {
      book: (reported) => done(new Map(reported.map((payment) => [payment.paymentId, book(payment)]))),
      find: (ids) => done(new Map([...payments].filter(([id]) => ids.includes(id)))),
      reverse: (reported) => done(new Map(reported.map((back) => [back.paymentId, reverse(back)]))),
    },
    loanChanges: {
      record: (changes) =>
        done(new Map(changes.map(({ changeId }) => [changeId, { outcome: 'added', reportedAtMs: NOW }]))),
      arrearsOf: () => done(50_000),
    },
    exports: { exportLoan: () => done(undefined) },
    plans: { booksOf: (loanId) => done(loanId === 'L1' ? planBooks(state) : undefined) },
    strategies: noStrategies(),
    replies: noReplies(),
    idempotency: memoryIdempotency(),
    ...changes.data,
  };
  const book = (payment: ReportedPayment): BookingOutcome => {
    const booked = payments.get(payment.paymentId);
    if (!booked) payments.set(payment.paymentId, payment);
    else return JSON.stringify(booked) === JSON.stringify(payment) ? 'repeated' : 'conflicting';
    return 'added';
  };
  const reversals = new Map<string, string>();
  const reverse = (reversal: ReportedReversal): BookingOutcome => {
    const content = JSON.stringify(reversal);
    const before = reversals.get(reversal.paymentId);
    if (before !== undefined) return before === content ? 'repeated' : 'conflicting';
    reversals.set(reversal.paymentId, content);
    return 'added';
  };
  const clock = { now: () => NOW };
  const temporalUiUrl = 'http://ui.example/namespaces/default';
  const deps = {
    database: undefined as never,
    encryption: undefined as never,
    caseClient,
    clock,
    temporalUiUrl,
    ports: data,
  };
  return { calls, payments, deps, caseClient, data, app: buildApp(deps) };
}

/** 500.00 overdue, and six instalments of 200.00 with 20.00 of interest to come. */
function planBooks(state: CaseState): PlanBooks {
  const due = (dueOn: string, principalMinor: number, interestMinor: number) => ({
    ...{ dueOn, principalMinor, interestMinor, feeMinor: 0 },
  });
  const toCome = ['2026-11-20', '2026-12-20', '2027-01-20', '2027-02-20', '2027-03-20', '2027-04-20'];
  const instalments = [due('2026-10-30', 50_000, 0), ...toCome.map((dueOn) => due(dueOn, 18_000, 2_000))];
  const books = { instalments, paidMinor: 0, disputedMinor: 0, annualRate: 0.12, today: '2026-11-01' };
  return { state, strategy: cnRetail, books };
}

function noReplies(): DataPorts['replies'] {
  return {
    callbacks: {
      contact: () => done(undefined),
      report: () => done('new'),
      retireNumber: () => done(0),
      ownersOf: () => done({ customers: [], openCases: [] }),
      openCasesOf: () => done([]),
      keepInbound: () => done(true),
      inbound: () => done(undefined),
    },
    optOuts: { place: () => done(true), end: () => done(false) },
    handovers: { find: () => done(undefined) },
    sign: (text) => text,
  };
}

function noScripts(): DataPorts['scripts'] {
  return {
    find: () => done(undefined),
    list: () => done([]),
    write: () => Promise.reject(new Error('no scripts are kept here')),
    publish: () => done(undefined),
    withdraw: () => done(undefined),
  };
}

function noStrategies(): DataPorts['strategies'] {
  return {
    desk: {
      ...{ find: () => done(undefined), list: () => done([]), write: notKept },
      ...{ publish: () => done(false), adopt: () => done(false), withdraw: () => done(false) },
      useOf: () => done({ experiment: undefined, another: true }),
    },
    published: { findPublished: () => done(undefined), findCurrentFor: () => done(undefined) },
    experiments: {
      ...{ find: () => done(undefined), list: () => done([]), runningIn: () => done(undefined) },
      ...{ start: () => done(false), end: () => done(undefined), figuresOf: notKept },
    },
    moves: { find: () => done(undefined), list: () => done([]), keep: notKept, states: () => done([]) },
    scripts: { current: () => done(undefined) },
    policies: { of: () => done({}) },
  };
}

const notKept = () => Promise.reject(new Error('nothing is published here'));

function noPeople(): DataPorts['people'] {
  return {
    teams: () => done([]),
    team: () => done(undefined),
    people: () => done([]),
    person: () => done(undefined),
    saveTeam: () => done({ outcome: 'unchanged' }),
    savePerson: () => done({ outcome: 'no-team' }),
    deactivate: () => done(undefined),
  };
}

function memoryIdempotency(): DataPorts['idempotency'] {
  const kept = new Map<string, { requestHash: string; answer: KeptAnswer }>();
  const working = new Set<string>();
  return {
    claim: ({ key, requestHash }) => {
      if (working.has(key)) return done({ kind: 'running' });
      const found = kept.get(key);
      if (found && found.requestHash !== requestHash) return done({ kind: 'other-request' });
      if (found) return done({ kind: 'answered', answer: found.answer });
      working.add(key);
      return done({ kind: 'first' });
    },
    keep: ({ key, requestHash }, answer) => {
      working.delete(key);
      return done(void kept.set(key, { requestHash, answer }));
    },
    release: (key) => done(void working.delete(key)),
    close: () => done(undefined),
  };
}

const done = <T>(value: T): Promise<T> => Promise.resolve(value);
