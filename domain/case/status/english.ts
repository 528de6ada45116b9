import { formatInstant } from '../../calendar.ts';
import type { LegalEnd, LegalStep } from '../../legal/steps.ts';
import { END_WORDS, STEP_NAMES } from '../../legal/words.ts';
import { chosenHourWords } from '../../contact/best-time-words.ts';
import { formatMoney } from '../../money.ts';
import type { Channel } from '../../strategy/schema.ts';
import type { TaskKind } from '../decision.ts';
import type { HoldKind } from '../hold.ts';
import type { AskKind, CloseReason } from '../state.ts';
import type { PlainStep, StepData } from '../step-data.ts';
import type { WaitReason } from '../wait-reason.ts';
import { CHANNEL_NAMES, nameOfRungData } from '../words.ts';
import type { HeldBy } from './explain.ts';
import type { Language, Written } from './language.ts';

const HOLDS: Record<HoldKind, string> = {
  promise: 'promise to pay',
  grace: 'grace',
  'hardship-review': 'review of hardship',
  dispute: 'dispute',
  cease: 'wish to be left alone',
  moratorium: 'moratorium',
  'deceased-review': 'report of a death',
  manual: 'pause',
  attorney: 'attorney',
  vulnerability: 'vulnerability',
  bankruptcy: 'bankruptcy',
  complaint: 'complaint',
  plan: 'repayment plan',
  settlement: 'settlement',
  restructuring: 'restructuring',
};

/** Each goes after 'because of'. */
function becauseOf(hold: HeldBy, { money }: Written): string {
  const amount = hold.amountMinor === undefined ? '' : ` ${money(hold.amountMinor)}`;
  const by = hold.dueOn ? ` by ${hold.dueOn}` : '';
  const words: Record<HoldKind, string> = {
    promise: `a promise to pay${amount}${by}`,
    grace: 'the grace that was granted',
    'hardship-review': 'a request in hardship that a supervisor is to decide',
    dispute: amount === '' ? 'a dispute of the whole debt' : `a dispute of${amount}`,
    cease: 'the customer’s wish to be left alone',
    moratorium: 'a moratorium by law',
    'deceased-review': 'the report that the customer has died',
    manual: 'a pause that a supervisor has ordered',
    attorney: 'the attorney who speaks for the customer',
    vulnerability: 'the customer’s vulnerable circumstances',
    bankruptcy: 'the customer’s bankruptcy',
    complaint: 'a complaint about how the customer was treated',
    plan: `a repayment plan, of which instalment ${hold.instalment ?? 1} is to be paid${by}`,
    settlement: `a settlement, of which${amount} is to be paid${by}`,
    restructuring: 'a restructuring that is being put into the books',
  };
  return words[hold.kind];
}

const TASKS: Record<TaskKind, string> = {
  'grace-review': 'decide the request for grace',
  'grace-ended': 'look at the case, whose grace has ended early',
  'plan-broken': 'look at the case, whose plan was broken',
  'dispute-resolution': 'resolve the dispute',
  'hold-review': 'look at a hold again',
  'case-review': 'decide how the case is to end',
  call: 'call the customer',
  'call-escalation': 'see why a call was not made',
  'find-address': 'find the customer’s address',
  'customer-reply': 'read and answer what the customer has said',
  'gate-unanswered': 'give the rules of contact what they lack to decide',
  'ask-security': 'ask the customer for more security',
  'legal-approval': 'approve legal action',
  'letter-approval': 'approve the formal letter',
  'plan-approval': 'approve the repayment plan',
  'settlement-approval': 'approve the settlement',
  'close-approval': 'approve the end of the case',
};

const ASKS: Record<AskKind, string> = {
  'legal-approval': 'legal action',
  'letter-approval': 'the formal letter',
  'plan-approval': 'the repayment plan',
  'settlement-approval': 'the settlement',
  'close-approval': 'the end of the case',
};

/** What is waited for, after 'Waiting until ... '; and what happens then, as a sentence of its own. */
const PLAIN: Record<PlainStep, [purpose: string, event: string]> = {
  'promise-reminder': ['for the reminder of the promise to pay', 'the customer is reminded of the promise'],
  'judge-promise': ['to see whether the promise to pay was kept', 'the promise to pay is judged'],
  'judge-settlement': ['to see whether the settlement was paid', 'the time to pay the settlement ends'],
  'judge-plan': [
    'to see whether the instalment of the plan was paid',
    'the instalment of the plan is judged',
  ],
  'plan-reminder': [
    'for the reminder of an instalment of the plan',
    'the customer is reminded of an instalment of the plan',
  ],
  'plan-missed': [
    'to tell the customer that an instalment was missed and the plan stands',
    'the customer is told that an instalment was missed and the plan stands',
  ],
  'grace-check': ['to see whether what fell due in grace was paid', 'what fell due in grace is looked at'],
  'call-lost': [
    'for a collector to say what came of a call',
    'a call of which nobody has reported the outcome counts as made',
  ],
  thanks: ['to thank the customer for the payment', 'the customer is thanked for the payment'],
};

function writtenOf(channel: Channel): string {
  return `a message by ${CHANNEL_NAMES[channel]} in a collector’s own words`;
}

function purposeOf(step: StepData): string {
  switch (step.kind) {
    case 'rung':
      return step.do === 'review'
        ? `for a supervisor to decide how the case is to end, day ${step.day} past due`
        : `for ${nameOfRungData(step)}, day ${step.day} past due`;
    case 'hold-end':
      if (step.hold === 'dispute') return 'for a supervisor to resolve the dispute; then it is escalated';
      if (step.hold === 'hardship-review') return 'for a supervisor to decide the request in hardship';
      return step.review
        ? `for a supervisor to look again at the hold '${HOLDS[step.hold]}'`
        : `for the end of the hold '${HOLDS[step.hold]}'`;
    case 'ask-end':
      return `for supervisors to decide on ${ASKS[step.ask]}; without an answer it is declined`;
    case 'call-missed':
      return `for a collector to make call ${step.ordinal}`;
    case 'written':
      return `for ${writtenOf(step.channel)}`;
    default:
      return PLAIN[step.kind][0];
  }
}

function eventOf(step: StepData): string {
  switch (step.kind) {
    case 'rung':
      return `${nameOfRungData(step)}, day ${step.day} past due`;
    case 'hold-end':
      if (step.hold === 'dispute') return 'the time to resolve the dispute ends';
      if (step.hold === 'hardship-review') return 'the time to decide the request in hardship ends';
      return step.review
        ? `a supervisor looks again at the hold '${HOLDS[step.hold]}'`
        : `the hold '${HOLDS[step.hold]}' ends`;
    case 'ask-end':
      return `the time to decide on ${ASKS[step.ask]} ends`;
    case 'call-missed':
      return `the time to make call ${step.ordinal} ends`;
    case 'written':
      return writtenOf(step.channel);
    default:
      return PLAIN[step.kind][1];
  }
}

/** Each goes after 'Set by'. */
function policyOf(reason: WaitReason, strategy: string, { money }: Written): string {
  switch (reason.kind) {
    case 'strategy':
      return `strategy ${strategy}: day ${reason.day} past due${movedOf(reason.movedDays)}`;
    case 'gate':
      return reason.rules.length > 0
        ? `the rules of contact: ${reason.rules.join(', ')}`
        : 'the rules of contact';
    case 'opening':
      return 'the spread of steps that were due when the case opened';
    case 'gap':
      return `strategy ${strategy}: at least ${days(reason.days)} between two steps`;
    case 'conversation':
      return `strategy ${strategy}: at least ${days(reason.days)} after a conversation`;
    case 'call-spacing':
      return `strategy ${strategy}: at least ${reason.hours} hours between two calls`;
    case 'letter-answer':
      return `strategy ${strategy}: ${days(reason.days)} to answer the formal letter, which ${reason.served ? 'was' : 'counts as'} served on ${reason.on}`;
    case 'payment':
      return `strategy ${strategy}: the customer is left alone after a payment of ${money(reason.amountMinor)}`;
    case 'tier':
      return `the change of the risk tier to ${reason.tier}: nothing more on the same day`;
    case 'new-strategy':
      return `the change to strategy ${reason.strategy}: nothing more on the same day`;
    case 'review':
      return `strategy ${strategy}: a supervisor’s review is open, and is asked for again then`;
    case 'address-sought':
      return `strategy ${strategy}: the time to find an address for the formal letter`;
    case 'address-found':
      return 'the address for the formal letter, which was found';
    case 'promise-broken':
      return 'a promise to pay that was broken: the next step comes sooner';
    case 'risk-alert':
      return 'a risk alert that a supervisor has taken: the next step comes sooner';
    case 'dispute-upheld':
      return 'the dispute that was upheld: the ladder stands where the rest of the debt puts it';
  }
}

function policyOfStep(step: StepData, strategy: string): string {
  switch (step.kind) {
    case 'rung':
      return `strategy ${strategy}`;
    case 'hold-end':
      if (step.hold === 'dispute') return `strategy ${strategy}: the time to resolve a dispute`;
      if (step.hold === 'hardship-review') return `strategy ${strategy}: the time to decide a request`;
      return step.review ? `strategy ${strategy}: how often a hold is looked at` : 'the end of the hold';
    case 'ask-end':
      return `strategy ${strategy}: the time that supervisors have to answer`;
    case 'call-missed':
      return `strategy ${strategy}: the time that a collector has to call`;
    case 'promise-reminder':
      return 'the promised date: the reminder is on the day before';
    case 'judge-promise':
      return `strategy ${strategy}: the promised date and its tolerance`;
    case 'judge-settlement':
      return 'the day by which the settlement is to be paid, and its tolerance';
    case 'judge-plan':
    case 'plan-missed':
      return `strategy ${strategy}: the date of the instalment and its tolerance`;
    case 'plan-reminder':
      return `strategy ${strategy}: some days before the instalment`;
    case 'grace-check':
      return `strategy ${strategy}: the time to pay what falls due in grace`;
    case 'call-lost':
      return `strategy ${strategy}: the time to report what came of a call`;
    case 'thanks':
      return 'the payment that has ended the case';
    case 'written':
      return 'a collector';
  }
}

const ENDS: Record<CloseReason, string> = {
  cured: 'nothing is overdue any more',
  restructured: 'the loan was restructured',
  settled: 'it was settled',
  'written-off': 'the debt was written off',
  sold: 'the debt was sold',
  recalled: 'core banking has recalled it',
};

function endOf(hold: HeldBy, { short }: Written): string {
  const end = `${hold.review ? 'looked at again' : 'until'} ${short(hold.untilMs)}`;
  return `hold ${end}, owner ${hold.owner}${hold.reach === 'customer' ? ', all loans of the customer' : ''}`;
}

function inCourt(step: LegalStep, ended: LegalEnd | undefined): string {
  return ended ? `Legal action has ended: ${END_WORDS[ended]}.` : `Legal action is at: ${STEP_NAMES[step]}.`;
}

function movedOf(movedDays = 0): string {
  if (movedDays === 0) return '';
  return movedDays > 0 ? `, ${days(movedDays)} later because of holds` : `, ${days(-movedDays)} sooner`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function short(atMs: number, zone: string): string {
  return formatInstant(atMs, zone).slice(0, 16);
}

function nounOf(events: number): string {
  return events === 1 ? '1 event has come in and is' : `${events} events have come in and are`;
}

export const english: Language = {
  separator: ' ',
  money: formatMoney,
  instant: (atMs, zone) => `${short(atMs, zone)} (${zone})`,
  short,
  undecided: (events) => `Nothing is decided yet: ${nounOf(events)} to be looked at.`,
  notOpened: 'No case was opened: the books show nothing overdue.',
  waiting: (step, until) => `Waiting until ${until} ${purposeOf(step)}.`,
  waitingFor: (step, until) => `Waiting until ${until} for: ${step}.`,
  since: (at) => `It has been waiting for this since ${at}.`,
  sending: (step) => `Being sent now: ${eventOf(step)}.`,
  sendingOf: (step) => `Being sent now: ${step}.`,
  closed: (reason, at, forgiven) =>
    `Closed on ${at}: ${ENDS[reason]}${forgiven === undefined ? '' : `, and ${forgiven} forgiven`}.`,
  setBy: (policy) => `Set by ${policy}.`,
  hour: (chosen) => `The best hour of that day: ${chosenHourWords(chosen)}.`,
  held: (holds) => `Nothing else is sent meanwhile, because of ${holds.join('; and because of ')}.`,
  heldInPart: ({ channels }, about) =>
    channels
      ? `Not used: ${channels.map((channel) => CHANNEL_NAMES[channel]).join(', ')}, because of ${about}.`
      : `Left out of what is asked for, because of ${about}.`,
  onThePhone: (by, until) => `${by} is on the phone; the outcome is to be reported by ${until}.`,
  inCourt,
  task: ({ kind, persons, approvals }, due) => {
    const by = due === undefined ? '' : ` by ${due}`;
    const two =
      persons === 2 ? `, by two persons, of whom ${approvals ?? 0} ${approvals === 1 ? 'has' : 'have'}` : '';
    return `Task: ${TASKS[kind]}${by}${two}.`;
  },
  then: (step, at) =>
    at === undefined
      ? `After that the ladder goes on with ${eventOf(step)}.`
      : `After that, on ${at}: ${eventOf(step)}.`,
  waitingEvents: (events) => `${nounOf(events)} being decided on.`.replace(/^./, (c) => c.toUpperCase()),
  policyOf,
  policyOfStep,
  hold: (hold, written) => `${becauseOf(hold, written)} (${endOf(hold, written)})`,
};
