import { localDate } from '../../calendar.ts';
import { entry, entryWhere, type Path, type Trace } from './traces.ts';

/** Promises, payments, grace, plans, settlements. */

const HALF_A_DAY_MS = 43_200_000;
const ZONE = 'Asia/Shanghai';

const instalmentsOf = ({ data }: Trace) => data.instalments as readonly { dueOn: string }[];

/** A promise that was kept before the day of its last instalment had come. */
function keptEarly(timeline: readonly Trace[]): boolean {
  return timeline.some(({ type, data, atMs }) => {
    const made = timeline.find((other) => other.type === 'promise' && other.data.eventId === data.promiseId);
    const lastOn = made && instalmentsOf(made).at(-1)?.dueOn;
    return type === 'promise-kept' && lastOn !== undefined && localDate(atMs, ZONE) < lastOn;
  });
}

const ask = (path: string, kind: string, approved: boolean) =>
  entry(path, 'approval', { ask: kind, approved });

export const AGREEMENTS: readonly Path[] = [
  entryWhere('promise of one amount', 'promise', (made) => instalmentsOf(made).length === 1),
  entryWhere('promise by instalments', 'promise', (made) => instalmentsOf(made).length > 1),
  entry('promise renegotiated', 'promise-renegotiated'),
  entry('promise kept', 'promise-kept'),
  { path: 'promise kept early', in: keptEarly },
  entry('promise partly kept', 'promise-partly-kept'),
  entry('promise broken', 'promise-broken'),
  entryWhere('payment booked late', 'payment', ({ data, atMs }) => {
    return atMs - Number(data.paidAtMs) > HALF_A_DAY_MS;
  }),
  entry('payment bounced', 'payment-reversed'),
  entryWhere(
    're-opened after a bounced payment',
    'opened',
    ({ data }) => data.reversedPaymentId !== undefined,
  ),
  entryWhere('grace granted at once', 'grace', ({ holds }) => holds.includes('grace')),
  entryWhere('grace asked of a supervisor', 'grace', ({ holds }) => holds.includes('hardship-review')),
  entry('grace granted by a supervisor', 'approval', { hold: 'hardship-review', approved: true }),
  entry('grace refused', 'approval', { hold: 'hardship-review', approved: false }),
  entry('grace lapsed without an answer', 'hold-ended', { hold: 'hardship-review', granted: false }),
  entry('grace ended early', 'grace-ended-early'),
  entry('plan proposed', 'plan-proposal'),
  ask('plan refused', 'plan-approval', false),
  entry('plan approved', 'plan-approved'),
  entry('plan instalment kept', 'plan-instalment-kept'),
  entry('plan instalment partly kept', 'plan-instalment-partly'),
  entry('plan instalment missed', 'plan-instalment-missed'),
  entry('plan kept', 'plan-kept'),
  entry('plan broken', 'plan-broken'),
  entry('settlement within authority', 'settlement', { persons: 1 }),
  entry('settlement for two persons', 'settlement', { persons: 2 }),
  ask('settlement refused', 'settlement-approval', false),
  entry('settlement approved', 'settlement-approved'),
  entry('settlement paid', 'settled'),
  entry('settlement lapsed', 'settlement-lapsed'),
];
