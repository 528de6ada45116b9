import { formatInstant } from '../calendar.ts';
import type { Channel } from '../strategy/schema.ts';
import { ladderOf, ordinalOf } from '../strategy/ladder.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { Step } from './next-step.ts';
import type { CaseState } from './state.ts';
import { rungDataOf, type RungData } from './step-data.ts';

/** How steps are called where people read them: timers, activities, the timeline, the API. */

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  sms: 'SMS',
  email: 'e-mail',
  push: 'push',
  voice: 'phone',
  letter: 'post',
};

const ACTION_NAMES = {
  remind: 'reminder',
  call: 'call',
  letter: 'formal letter',
  legal: 'legal notice',
  review: 'supervisor review',
} as const;

function nameOfRung(state: CaseState, strategy: Strategy): string {
  const ladder = ladderOf(strategy, state.tier);
  return `${ACTION_NAMES[ladder[state.rung]?.do ?? 'review']} ${ordinalOf(ladder, state.rung)}`;
}

/** @returns a rung without its day. @example 'SMS reminder 2' */
export function nameOfRungData(rung: RungData): string {
  const channel = rung.channel && rung.do === 'remind' ? `${CHANNEL_NAMES[rung.channel]} ` : '';
  const number = rung.do === 'remind' || rung.do === 'call' ? ` ${rung.ordinal}` : '';
  return `${channel}${ACTION_NAMES[rung.do]}${number}`;
}

/** @returns one line of at most 200 bytes. @example 'SMS reminder 2, D+7' */
export function nameOfStep(step: Step, state: CaseState, strategy: Strategy, atMs: number): string {
  switch (step.kind) {
    case 'rung': {
      const data = rungDataOf(step, state, strategy, atMs);
      return `${nameOfRungData(data)}, D+${data.day}`;
    }
    case 'promise-reminder':
      return 'reminder of the promise to pay';
    case 'judge-promise':
      return 'judge the promise to pay';
    case 'judge-settlement':
      return 'end of the time to pay the settlement';
    case 'judge-plan':
      return 'judge an instalment of the plan';
    case 'plan-reminder':
      return 'reminder of an instalment of the plan';
    case 'plan-missed':
      return 'an instalment of the plan was missed: it stands';
    case 'grace-check':
      return 'see what fell due in grace';
    case 'hold-end':
      return `end of hold '${step.hold}'`;
    case 'ask-end':
      return 'end of the time to approve';
    case 'call-missed':
      return `end of the time to make ${nameOfRung(state, strategy)}`;
    case 'call-lost':
      return 'end of the time to say what came of a call';
    case 'thanks':
      return 'thank-you for the payment';
  }
}

/** @example 'wait for 2026-11-02 08:00 Asia/Shanghai: SMS reminder 2, D+7' */
export function nameOfWait(stepName: string, untilMs: number, zone: string): string {
  return `wait for ${formatInstant(untilMs, zone)}: ${stepName}`;
}
