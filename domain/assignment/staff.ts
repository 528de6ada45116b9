import type { TaskKind } from '../case/decision.ts';

/** What people are to the cases. */
export const STAFF_ROLES = ['collector', 'supervisor', 'compliance', 'manager'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

const GIVEN_TO: Partial<Record<TaskKind, StaffRole>> = {
  call: 'collector',
  'find-address': 'collector',
  'customer-reply': 'collector',
  'ask-security': 'collector',
  'call-escalation': 'supervisor',
  'gate-unanswered': 'compliance',
};

/**
 * Whose turn it is to get a task of that kind.
 *
 * @returns the role within the region's team; undefined: the task waits for whichever supervisor takes it
 * @example roleGiven('call') // 'collector'
 */
export function roleGiven(kind: TaskKind): StaffRole | undefined {
  return GIVEN_TO[kind];
}
