import { formatInstant } from '../calendar.ts';
import type { GateAnswer } from '../contact/gate-policy.ts';
import type { Rejection } from '../failures.ts';
import { refuse } from './checks/refuse.ts';

const REFUSED = {
  call: 'CallNotPermitted',
  message: 'MessageNotPermitted',
} as const satisfies Record<string, Rejection['rule']>;

/**
 * What a person is told who wants to make a contact that the gate does not let through.
 *
 * @param zone IANA zone in which the instant is said
 * @returns the refusal, with the rules and the instant as data
 */
export function refusedByGate(
  contact: keyof typeof REFUSED,
  answer: Exclude<GateAnswer, { decision: 'allow' }>,
  zone: string,
): Rejection {
  const { rules } = answer;
  const named = rules.join(', ');
  const rule = REFUSED[contact];
  switch (answer.decision) {
    case 'unanswered':
      return {
        ...refuse(rule, `No ${contact} is permitted, because the gate has no answer: ${answer.why}.`),
        gate: { rules },
      };
    case 'deny':
      return {
        ...refuse(rule, `No ${contact} is permitted (${named}), and waiting alone does not change it.`),
        gate: { rules },
      };
    case 'defer': {
      const { untilMs } = answer;
      const when = formatInstant(untilMs, zone);
      return {
        ...refuse(rule, `No ${contact} is permitted now (${named}); it will be from ${when}.`),
        gate: { rules, untilMs },
      };
    }
  }
}
