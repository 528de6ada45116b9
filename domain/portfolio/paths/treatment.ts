import { CALL_OUTCOMES } from '../../case/call-outcomes.ts';
import { TIERS } from '../../strategy/schema.ts';
import { entry, entryWhere, type Path, type Trace } from './traces.ts';

/** The ladder itself: messages, calls, letters, and what changes the pace. */

const tierOf = ({ data }: Trace, key: 'from' | 'to') => TIERS.findIndex((tier) => tier === data[key]);

/** The address was not found, and the case went on without a letter. */
function notFound(timeline: readonly Trace[]): boolean {
  const returned = timeline.findIndex(
    ({ type, data }) => type === 'letter-outcome' && data.outcome === 'returned',
  );
  const after = returned < 0 ? [] : timeline.slice(returned);
  return (
    after.some(({ type, data }) => type === 'contact-denied' && data.channel === 'letter') &&
    !after.some(({ taskKind, type }) => type === 'task' && taskKind === 'find-address')
  );
}

export const TREATMENT: readonly Path[] = [
  entry('message delivered', 'delivered', { outcome: 'sent' }),
  entry('put off by the gate', 'contact-deferred'),
  entry('refused by the gate', 'contact-denied'),
  entry('steps skipped at the start', 'rungs-skipped'),
  ...CALL_OUTCOMES.map((outcome) => entry(`call: ${outcome}`, 'call-outcome', { outcome })),
  entry('call not made in time', 'call-missed'),
  entry('call without a report', 'call-outcome-unknown'),
  entry('call task given back', 'task', { action: 'decline' }),
  entryWhere('escalation looked at', 'task', ({ taskKind }) => taskKind === 'call-escalation'),
  entry('letter for approval', 'letter-approval-asked'),
  entry('letter approved', 'approval', { ask: 'letter-approval', approved: true }),
  entry('letter not approved', 'approval', { ask: 'letter-approval', approved: false }),
  entry('letter served', 'letter-outcome', { outcome: 'served' }),
  entry('letter returned', 'letter-outcome', { outcome: 'returned' }),
  entryWhere('address found', 'task', ({ taskKind }) => taskKind === 'find-address'),
  { path: 'address not found', in: notFound },
  entry('rating', 'rating'),
  entry('debt elsewhere', 'external-debt'),
  entry('macro alert', 'macro-alert'),
  entryWhere('tier worse', 'tier-changed', (trace) => tierOf(trace, 'to') > tierOf(trace, 'from')),
  entryWhere('tier better', 'tier-changed', (trace) => tierOf(trace, 'to') < tierOf(trace, 'from')),
  entry('strategy changed', 'change-strategy'),
  entry('note', 'note'),
];
