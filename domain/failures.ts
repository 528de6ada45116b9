/**
 * The catalogue of failure types. Everything that crosses a process (activity failures, Update rejections,
 * problem documents of the API) is told apart by these strings, never by its message.
 */

/** A business rule that refuses what a caller asked for; each is a `Rejected.<Rule>` failure and HTTP 409. */
export const REJECTION_RULES = [
  'CaseClosed',
  'NothingOwed',
  'PromiseAlreadyOpen',
  'PromiseInThePast',
  'PromiseTooLate',
  'PromiseTooSmall',
  'TooManyBrokenPromises',
  'TooManyRenegotiations',
  'PromiseNotOpen',
  'NoPromisesNow',
  'AlreadyInGrace',
  'GraceTooLong',
  'DisputeExceedsArrears',
  'NoOpenDispute',
  'ResolutionAmount',
  'MoratoriumOver',
  'MoratoriumWithoutEnd',
  'NotYetReceived',
  'NoSuchHold',
  'AlreadyPaused',
  'PauseInThePast',
  'GraceDuringPlan',
  'PlanUnderReview',
  'PlanOutdated',
  'NoPlansNow',
  'PlanNotOffered',
  'PlanStart',
  'PlanTooLong',
  'PlanTooSmall',
  'PlanUnaffordable',
  'TooManyBrokenPlans',
  'TaskNotOpen',
  'SamePerson',
  'TaskNeedsDecision',
  'TaskNotYours',
  'CollectorNotAvailable',
  'CallNotPermitted',
  'CallAlreadyOpen',
  'CallNotOpen',
  'LetterNotOpen',
  'ServiceDateImpossible',
  'LegalActionEnded',
  'LegalStopping',
  'LegalNotHurried',
  'LegalStepNotOpen',
  'LegalStepTooEarly',
  'LegalOutcomeUnknown',
  'LegalDocumentMissing',
  'SettlementOpen',
  'SettlementExceedsClaim',
  'SettlementInThePast',
  'NoSettlementNow',
  'SettlementTooLate',
  'SaleWithoutConsent',
  'StrategyUnchanged',
  'StrategyNotPublished',
  'StrategyElsewhere',
  'ContactUnderWay',
  'CaseStillOpen',
  'EndUnderReview',
  'NotEndedByDecision',
  'ScriptViolation',
  'ScriptNotDraft',
  'ScriptNotPublished',
  'NotComplianceOfficer',
  'MessageNotPermitted',
  'HouseRuleLooser',
  'RuleNotSwitchable',
  'NoHolidayCalendar',
  'GateUnanswered',
  'NotManager',
  'StrategyNotDraft',
  'StrategyUnsound',
  'StrategyWithdrawn',
  'LastStrategy',
  'ExperimentRunning',
  'ExperimentEnded',
  'NotSupervisor',
  'AlertDecided',
  'AlertBeingTaken',
  'AlertAction',
  'AlertWithoutCase',
  'ModelUnchanged',
  'NothingToRollBack',
  'PermissionUnchanged',
  'ModelNotOfCases',
  'AttributeNotAllowed',
] as const;
export type RejectionRule = (typeof REJECTION_RULES)[number];

export type FailureType =
  | 'InvalidInput'
  | 'NotFound'
  | 'UpstreamUnavailable'
  | 'RateLimited'
  | 'OutcomeUnknown'
  | 'SequenceConflict'
  | `Rejected.${RejectionRule}`;

/** A rule's refusal: the rule, and the sentence for the person who asked. */
export interface Rejection {
  rule: RejectionRule;
  message: string;
  /** of a contact: what the gate says to it */
  gate?: GateRefusal;
}

/** Why a contact is not permitted, as data. */
export interface GateRefusal {
  /** ids of the rules that say so */
  rules: string[];
  /** earliest instant at which it will be, epoch milliseconds; absent: waiting alone does not change it */
  untilMs?: number;
}

/** A failure with a type of the catalogue. Thrown by pure code; each shell translates it for its own world. */
export class DomainFailure extends Error {
  override readonly name = 'DomainFailure';
  readonly type: FailureType;
  /** what was asked may be asked again after so many real milliseconds; absent: the caller's own pace */
  readonly retryAfterMs?: number;
  /** of a contact that is not permitted */
  readonly gate?: GateRefusal;

  constructor(type: FailureType, message: string, options: DomainFailureOptions = {}) {
    super(message, options);
    this.type = type;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.gate) this.gate = options.gate;
  }
}

export interface DomainFailureOptions extends ErrorOptions {
  /** milliseconds, >= 0 */
  retryAfterMs?: number;
  gate?: GateRefusal | undefined;
}

/**
 * @param message one sentence that names the value and what was expected
 * @returns the failure to throw for input that no retry can mend (HTTP 400)
 */
export function invalidInput(message: string): DomainFailure {
  return new DomainFailure('InvalidInput', message);
}

/** @returns the failure to throw for something that is asked for and is not there (HTTP 404) */
export function notFound(message: string): DomainFailure {
  return new DomainFailure('NotFound', message);
}

/** @returns the failure to throw when another system does not answer, or cannot now, and has done nothing (HTTP 503) */
export function upstreamUnavailable(message: string, options?: DomainFailureOptions): DomainFailure {
  return new DomainFailure('UpstreamUnavailable', message, options);
}

/** @returns the failure to throw when another system wants fewer requests, and has done nothing (HTTP 429) */
export function rateLimited(message: string, options?: DomainFailureOptions): DomainFailure {
  return new DomainFailure('RateLimited', message, options);
}

/** @returns the failure to throw when it is not known whether what cannot be undone was done (HTTP 202) */
export function outcomeUnknown(message: string, options?: DomainFailureOptions): DomainFailure {
  return new DomainFailure('OutcomeUnknown', message, options);
}

/** @returns whether a failure says that another system has certainly done nothing yet: the same may be asked again */
export function nothingWasDone(error: unknown): error is DomainFailure {
  return (
    error instanceof DomainFailure && (error.type === 'UpstreamUnavailable' || error.type === 'RateLimited')
  );
}
