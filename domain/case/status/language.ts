import type { LegalEnd, LegalStep } from '../../legal/steps.ts';
import type { CloseReason } from '../state.ts';
import type { StepData } from '../step-data.ts';
import type { WaitReason } from '../wait-reason.ts';
import type { AwaitedTask, Explanation, HeldBy } from './explain.ts';

/** What it takes to say in a language what a case is waiting for; all kinds of everything have their words. */

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type LanguageTag = (typeof LANGUAGES)[number];

/** Amounts and instants of a case, written as the language writes them. */
export interface Written {
  money: (minor: number) => string;
  /** with the zone */
  instant: (atMs: number) => string;
  /** without it */
  short: (atMs: number) => string;
}

export interface Language {
  /** between two sentences */
  separator: string;
  money: (minor: number, currency: string) => string;
  instant: (atMs: number, zone: string) => string;
  short: (atMs: number, zone: string) => string;
  /** sentences */
  undecided: (events: number) => string;
  notOpened: string;
  waiting: (step: StepData, until: string) => string;
  waitingFor: (step: string, until: string) => string;
  since: (at: string) => string;
  sending: (step: StepData) => string;
  sendingOf: (step: string) => string;
  closed: (reason: CloseReason, at: string, forgiven: string | undefined) => string;
  setBy: (policy: string) => string;
  /** why the hour of the day is that one */
  hour: (chosen: NonNullable<Explanation['hour']>) => string;
  held: (holds: readonly string[]) => string;
  heldInPart: (hold: HeldBy, about: string) => string;
  onThePhone: (by: string, until: string) => string;
  inCourt: (step: LegalStep, ended: LegalEnd | undefined) => string;
  task: (task: AwaitedTask, due: string | undefined) => string;
  /** `at` absent: the ladder goes on with it once what is waited for is over */
  then: (step: StepData, at: string | undefined) => string;
  waitingEvents: (events: number) => string;
  /** parts of sentences */
  policyOf: (reason: WaitReason, strategy: string, written: Written) => string;
  /** where the kind of step tells it */
  policyOfStep: (step: StepData, strategy: string) => string;
  hold: (hold: HeldBy, written: Written) => string;
}
