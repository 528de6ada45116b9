import { DomainFailure, type FailureType, type GateRefusal } from '../domain/failures.ts';
import { ScriptViolation, type TextViolation } from '../domain/scripts/audit-message.ts';
import type { FieldError, Problem } from './schemas/problem.ts';

/** Problems that only a caller over HTTP can have. */
export type ApiProblemCode =
  | 'IdempotencyConflict'
  | 'RequestRunning'
  | 'LoanChangeConflict'
  | 'PaymentConflict'
  | 'ReversalConflict'
  | 'AlreadyThere'
  | 'RegionTaken'
  | 'TeamInUse'
  | 'SignatureWrong'
  | 'Internal';
export type ProblemCode = FailureType | ApiProblemCode;

type CodeWithoutRule = Exclude<ProblemCode, `Rejected.${string}`>;

const KINDS: Readonly<Record<CodeWithoutRule | 'Rejected', { status: number; title: string }>> = {
  InvalidInput: { status: 400, title: 'The request is not valid' },
  NotFound: { status: 404, title: 'Not found' },
  Rejected: { status: 409, title: 'A rule of the case refuses this' },
  UpstreamUnavailable: { status: 503, title: 'Not available right now' },
  RateLimited: { status: 429, title: 'Too many requests' },
  OutcomeUnknown: { status: 202, title: 'The outcome is not known yet' },
  SequenceConflict: { status: 409, title: 'The case has moved on' },
  IdempotencyConflict: { status: 422, title: 'The idempotency key was used for another request' },
  RequestRunning: { status: 409, title: 'The same request is still running' },
  LoanChangeConflict: { status: 409, title: 'The change id was used for another change' },
  PaymentConflict: { status: 409, title: 'The payment id was used for another payment' },
  ReversalConflict: { status: 409, title: 'The payment was taken back already' },
  AlreadyThere: { status: 409, title: 'There is one with this id already' },
  RegionTaken: { status: 409, title: 'The region is another team’s' },
  TeamInUse: { status: 409, title: 'People work in the team' },
  SignatureWrong: { status: 403, title: 'The signature is wrong' },
  Internal: { status: 500, title: 'Internal error' },
};

/** Seconds after which a caller may try again. */
const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = {
  UpstreamUnavailable: 2,
  RateLimited: 2,
  RequestRunning: 1,
};

/** A failure that has a place only in the API. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly type: ApiProblemCode;

  constructor(type: ApiProblemCode, message: string) {
    super(message);
    this.type = type;
  }
}

/** Input of which it is known which fields are not valid. */
export class InvalidFields extends DomainFailure {
  readonly errors: FieldError[];

  constructor(errors: FieldError[]) {
    const fields = errors.map(({ field, message }) => `${field} (${message})`).join(', ');
    super('InvalidInput', `Not valid: ${fields}`);
    this.errors = errors;
  }
}

export interface ProblemInput {
  code: ProblemCode;
  detail: string;
  /** what the problem occurred in: the path of the request, for an item of a batch with `#<index>` */
  instance: string;
  errors?: FieldError[] | undefined;
  /** of a contact that the gate refuses */
  gate?: GateRefusal | undefined;
  /** of a text that must not be sent */
  violations?: readonly TextViolation[] | undefined;
  /** where another status says it better than the usual one */
  status?: number | undefined;
}

/**
 * @returns the problem document (RFC 9457); callers branch on `type` or `code`, never on words
 * @example problemOf({ code: 'Rejected.PromiseTooLate', … }).type // 'urn:arrears:problem:rejected:PromiseTooLate'
 */
export function problemOf({
  code,
  detail,
  instance,
  errors,
  gate,
  status,
  violations,
}: ProblemInput): Problem {
  const [kind, rule] = code.split('.') as [CodeWithoutRule | 'Rejected', string | undefined];
  const slug = kind.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return {
    type: `urn:arrears:problem:${slug}${rule === undefined ? '' : `:${rule}`}`,
    title: KINDS[kind].title,
    status: status ?? KINDS[kind].status,
    detail: sentence(detail),
    instance,
    code,
    ...(errors && { errors }),
    ...(gate && { rules: gate.rules }),
    ...(violations && { violations: [...violations] }),
    ...(gate?.untilMs !== undefined && { until: new Date(gate.untilMs).toISOString() }),
  };
}

/** @returns the problem document of a failure */
export function problemOfFailure(failure: DomainFailure | ApiFailure, instance: string): Problem {
  const errors = failure instanceof InvalidFields ? failure.errors : undefined;
  const gate = failure instanceof DomainFailure ? failure.gate : undefined;
  const violations = failure instanceof ScriptViolation ? failure.violations : undefined;
  return problemOf({ code: failure.type, detail: failure.message, instance, errors, gate, violations });
}

/** @returns seconds for the Retry-After header, where trying again makes sense */
export function retryAfterOf(problem: Problem): number | undefined {
  return RETRY_AFTER_S[problem.code as ProblemCode];
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
