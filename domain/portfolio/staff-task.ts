import type { TaskKind } from '../case/decision.ts';
import type { LegalStep } from '../legal/steps.ts';

/** Every kind of task that the bank's staff get: of cases, of complaints, of legal actions. */
export type StaffTask = TaskKind | 'complaint-answer' | `legal-${LegalStep}` | 'legal-settlement';
