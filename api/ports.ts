import { AlertPolicyRepository } from '../db/alert-policy-repository.ts';
import { AlertRepository } from '../db/alert-repository.ts';
import { AbsenceRepository } from '../db/absence-repository.ts';
import { AssignmentRulesRepository } from '../db/assignment-rules-repository.ts';
import { CaseReader } from '../db/case-reader.ts';
import { CaseScoreReader } from '../db/case-score-reader.ts';
import { CollateralRepository } from '../db/collateral-repository.ts';
import { ContactPointRepository } from '../db/contact-point-repository.ts';
import { ContactOutlookReader } from '../db/contact-outlook-reader.ts';
import { ContactWishesRepository } from '../db/contact-wishes-repository.ts';
import { ContactHoursRepository } from '../db/contact-hours-repository.ts';
import { HoursReader } from '../db/hours-reader.ts';
import { CustomerHoldRepository } from '../db/customer-hold-repository.ts';
import { CustomerRecordReader } from '../db/customer-record-reader.ts';
import type { Database } from '../db/client.ts';
import { LegalReader } from '../db/legal-repository.ts';
import { ExportRepository } from '../db/export-repository.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { ForecastRepository } from '../db/forecast-repository.ts';
import { HolidayRepository } from '../db/holiday-repository.ts';
import { IdempotencyRepository } from '../db/idempotency-repository.ts';
import { IndicatorRepository } from '../db/indicator-repository.ts';
import { LoanChangeRepository } from '../db/loan-change-repository.ts';
import { NoteRepository } from '../db/note-repository.ts';
import { MessageRepository } from '../db/message-repository.ts';
import { OutboxRepository } from '../db/outbox-repository.ts';
import { OutlookRepository } from '../db/outlook-repository.ts';
import { PaymentRepository } from '../db/payment-repository.ts';
import { PeopleRepository } from '../db/people-repository.ts';
import { PlanRepository } from '../db/plan-repository.ts';
import { PolicyReader } from '../db/policy-reader.ts';
import { PolicyRepository } from '../db/policy-repository.ts';
import { ProductDaysRepository } from '../db/product-days-repository.ts';
import { ProvisionRepository } from '../db/provision-repository.ts';
import { ReportedEvents } from '../db/reported-events.ts';
import { StabilityRepository } from '../db/stability-repository.ts';
import { ScriptRepository } from '../db/script-repository.ts';
import { ShareOutRepository } from '../db/share-out-repository.ts';
import { TaskRepository } from '../db/task-repository.ts';
import type { TwilioConfig } from '../config/twilio.ts';
import type { Clock } from '../domain/clock.ts';
import type { Basis } from '../domain/contact/rule.ts';
import type { CaseClient } from './case-client.ts';
import { replyPorts, type ReplyPorts } from './reply-ports.ts';
import { riskModelPorts, type RiskModelPorts } from './risk-model-ports.ts';
import { strategyPorts, type StrategyPorts } from './strategy-ports.ts';

/** What the API needs of Temporal. */
export type CasePort = Pick<
  CaseClient,
  | 'reportOverdue'
  | 'tell'
  | 'tellRegion'
  | 'startTraining'
  | 'moveCases'
  | 'trainModel'
  | 'ask'
  | 'ping'
  | 'legal'
>;

/** What the API needs of the database. */
export interface DataPorts {
  readonly cases: Pick<CaseReader, 'newestOf' | 'list' | 'timeline' | 'loanOfTask' | 'ping'>;
  readonly tasks: Pick<TaskRepository, 'list' | 'next' | 'find' | 'history' | 'start' | 'loanOfCall'>;
  readonly absences: Pick<AbsenceRepository, 'of' | 'report' | 'cancel'>;
  readonly assignmentRules: Pick<AssignmentRulesRepository, 'versions' | 'publish'>;
  readonly shareOuts: Pick<ShareOutRepository, 'plan' | 'shareOut'>;
  readonly people: Pick<
    PeopleRepository,
    'teams' | 'team' | 'people' | 'person' | 'saveTeam' | 'savePerson' | 'deactivate'
  >;
  readonly notes: Pick<NoteRepository, 'addToClosed'>;
  readonly scripts: Pick<ScriptRepository, 'find' | 'list' | 'write' | 'publish' | 'withdraw'>;
  readonly messages: Pick<MessageRepository, 'readerOf' | 'keep'>;
  readonly outbox: Pick<OutboxRepository, 'newest'> & { decrypt: (value: string) => string };
  readonly outlook: Pick<
    OutlookRepository,
    'known' | 'saveRatings' | 'saveExternalDebts' | 'saveMacroAlerts' | 'openCases'
  >;
  readonly caseScores: Pick<CaseScoreReader, 'ofCase'>;
  readonly stability: Pick<StabilityRepository, 'newest'>;
  readonly alerts: Pick<AlertRepository, 'find' | 'list' | 'begin' | 'giveUp' | 'decide'>;
  readonly alertPolicies: Pick<AlertPolicyRepository, 'all' | 'publish'>;
  readonly indicators: Pick<IndicatorRepository, 'save' | 'list' | 'ruleVersions' | 'publish'>;
  readonly collateral: Pick<CollateralRepository, 'save' | 'ofLoan'>;
  readonly productDays: Pick<ProductDaysRepository, 'forChart' | 'newestDay'>;
  readonly legal: Pick<LegalReader, 'byId' | 'ofLoan'>;
  readonly customerRecords: Pick<CustomerRecordReader, 'exists' | 'holds' | 'complaints'>;
  readonly contactPoints: Pick<ContactPointRepository, 'subscribe' | 'unsubscribe' | 'savePostalAddress'>;
  readonly contactOutlook: Pick<ContactOutlookReader, 'read'>;
  readonly holidays: Pick<HolidayRepository, 'list' | 'publish' | 'change'>;
  readonly rules: Pick<PolicyRepository, 'houseVersions' | 'publishHouse' | 'switches' | 'switchRule'>;
  readonly contactHours: Pick<ContactHoursRepository, 'loanOf'>;
  readonly hours: Pick<HoursReader, 'of'>;
  readonly forecasts: Pick<ForecastRepository, 'facts'>;
  readonly provisions: Pick<ProvisionRepository, 'policies' | 'publish' | 'newestDay' | 'ofDay'>;
  readonly wishes: Pick<ContactWishesRepository, 'find' | 'save'>;
  readonly customerHolds: Pick<CustomerHoldRepository, 'reachedBy' | 'declare' | 'answer'>;
  readonly events: Pick<ReportedEvents, 'currencies' | 'handled'>;
  readonly payments: Pick<PaymentRepository, 'book' | 'find' | 'reverse'>;
  readonly plans: Pick<PlanRepository, 'booksOf'>;
  readonly loanChanges: Pick<LoanChangeRepository, 'record' | 'arrearsOf'>;
  readonly exports: Pick<ExportRepository, 'exportLoan'>;
  /** what cases go by */
  readonly strategies: StrategyPorts;
  /** what cases are scored by */
  readonly riskModels: RiskModelPorts;
  /** what comes back from customers and providers */
  readonly replies: ReplyPorts;
  readonly idempotency: Pick<IdempotencyRepository, 'claim' | 'keep' | 'release' | 'close'>;
}

/** Everything that routes work with. */
export interface RouteDeps extends DataPorts {
  readonly caseClient: CasePort;
  readonly clock: Clock;
  /** address of the namespace in the Temporal UI */
  readonly temporalUiUrl?: string | undefined;
  /** how the rules of contact are read; absent: prudent */
  readonly contactBasis?: Basis | undefined;
  /** absent: nothing comes back from there */
  readonly twilio?: TwilioConfig | undefined;
}

/**
 * @param encryption with which contact data can be read
 * @param basis how the rules of contact are read, default prudent
 * @returns the ports of a real database
 */
export function dataPorts(database: Database, encryption: FieldEncryption, basis?: Basis): DataPorts {
  const { pool } = database;
  const policies = new PolicyReader(pool, { basis });
  return {
    cases: new CaseReader(pool),
    tasks: new TaskRepository(pool),
    people: new PeopleRepository(pool),
    absences: new AbsenceRepository(pool),
    assignmentRules: new AssignmentRulesRepository(pool),
    shareOuts: new ShareOutRepository(pool),
    notes: new NoteRepository(pool),
    scripts: new ScriptRepository(pool),
    messages: new MessageRepository(pool),
    outbox: Object.assign(new OutboxRepository(pool), {
      decrypt: (value: string) => encryption.decrypt(value),
    }),
    outlook: new OutlookRepository(pool),
    caseScores: new CaseScoreReader(pool),
    stability: new StabilityRepository(pool),
    alerts: new AlertRepository(pool),
    alertPolicies: new AlertPolicyRepository(pool),
    indicators: new IndicatorRepository(pool),
    collateral: new CollateralRepository(pool),
    productDays: new ProductDaysRepository(pool),
    legal: new LegalReader(pool),
    customerRecords: new CustomerRecordReader(pool),
    contactPoints: new ContactPointRepository(pool, encryption),
    contactOutlook: new ContactOutlookReader(pool, policies),
    holidays: new HolidayRepository(pool),
    rules: new PolicyRepository(pool),
    contactHours: new ContactHoursRepository(pool),
    hours: new HoursReader(pool),
    forecasts: new ForecastRepository(pool),
    provisions: new ProvisionRepository(pool),
    wishes: new ContactWishesRepository(pool),
    customerHolds: new CustomerHoldRepository(pool),
    events: new ReportedEvents(pool),
    payments: new PaymentRepository(pool),
    plans: new PlanRepository(database),
    loanChanges: new LoanChangeRepository(pool),
    exports: new ExportRepository(database, encryption),
    strategies: strategyPorts(database, policies),
    riskModels: riskModelPorts(pool),
    replies: replyPorts(pool, encryption),
    idempotency: new IdempotencyRepository(pool),
  };
}
