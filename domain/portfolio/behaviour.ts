import type { CloseReason } from '../case/state.ts';
import type { Channel } from '../strategy/schema.ts';
import { badnessOf, type Character } from './characters.ts';
import {
  close,
  pay,
  type Action,
  type Happening,
  type Intent,
  type Memory,
  type Reaction,
} from './intents.ts';
import type { HiddenTruth } from './portfolio.ts';
import { random, type Random } from './random.ts';
import { reachedBy, SETTLEMENT } from './reactions.ts';

/**
 * What comes of a happening. Pure, with draws that belong to seed, loan and happening: the same life each time.
 *
 * @param key seed and loan
 */
export function react(key: string, truth: HiddenTruth, memory: Memory, happening: Happening): Reaction {
  switch (happening.kind) {
    case 'opened':
      return truth.character === 'pays-late-alone'
        ? {
            memory,
            intents: [pay(random(`${key}:alone`).int(1, 9))],
          }
        : { memory, intents: [] };
    case 'contact': {
      const draws = random(`${key}:contact:${happening.ordinal}`);
      if (!getsThrough(truth, happening, draws)) return { memory, intents: [] };
      const now = { ...memory, reached: memory.reached + 1 };
      return reachedBy(truth, now, happening, draws);
    }
    case 'task':
      return { memory, intents: [decideTask(truth, happening, random(`${key}:task:${happening.taskId}`))] };
    case 'decided':
      return { memory, intents: afterDecision(truth, happening, random(`${key}:decided`)) };
  }
}

/** How often somebody takes notice. */
const NOTICED: Readonly<Record<Channel, number>> = {
  sms: 0.6,
  email: 0.4,
  push: 0.4,
  voice: 0.75,
  letter: 0.95,
};

function getsThrough(
  { character }: HiddenTruth,
  { channel, script }: Extract<Happening, { kind: 'contact' }>,
  { chance }: Random,
): boolean {
  if (script === 'legal-notice') return true;
  return chance(NOTICED[channel] * (1 - 0.3 * badnessOf(character)));
}

/** A supervisor answers within two days. */
function decideTask(
  truth: HiddenTruth,
  { task, taskId, assignee, script }: Extract<Happening, { kind: 'task' }>,
  draws: Random,
): Intent {
  const afterDays = 0.2 + draws.next() * 1.6;
  if (task === 'call') {
    const by = assignee ?? 'collector-wen';
    const call = { do: 'call' as const, taskId, by, script: script ?? 'call-offer' };
    return { afterDays: 0.02 + draws.next() * 0.3, by: 'staff', action: call };
  }
  const errand = ERRANDS[task];
  if (errand) return { afterDays, by: 'staff', action: { do: 'finish', taskId, why: errand } };
  if (task === 'letter-approval') {
    return decide(afterDays, { task, taskId, approved: true, why: 'the amount is right' });
  }
  if (task === 'settlement-approval') {
    return decide(afterDays, { task, taskId, approved: true, why: 'more than a claim would bring' });
  }
  if (task === 'case-review') return { ...close(afterDays, ...reviewEnd(truth)) };
  if (task === 'legal-approval') {
    const sued = SUED.includes(truth.character) || draws.chance(0.5);
    return decide(afterDays, { task, taskId, approved: sued, why: LEGAL_WORDS[`${sued}`] });
  }
  const approved = truth.character === 'falls-ill' || draws.chance(0.5);
  const why = task === 'grace-review' ? GRACE_WORDS[`${approved}`] : DISPUTE_WORDS[`${approved}`];
  return decide(afterDays, { task, taskId, approved, why });
}

/** What is simply done, and reported. */
const ERRANDS: Partial<Record<Extract<Happening, { kind: 'task' }>['task'], string>> = {
  'call-escalation': 'the collector was ill; others have taken over',
  'find-address': 'the register of residents has the new address',
  'grace-ended': 'looked at: the case goes on',
};

function decide(afterDays: number, answer: Omit<Extract<Action, { do: 'decide' }>, 'do'>): Intent {
  return { afterDays, by: 'staff', action: { do: 'decide', ...answer } };
}

/** Who has means, and does not use them to pay. */
const SUED: readonly Character[] = ['breaks-promises', 'offers-settlement'];
const LEGAL_WORDS = {
  true: 'there are means, and no answer to the formal letter',
  false: 'a claim would cost more than it could bring',
} as const;

const GRACE_WORDS = {
  true: 'the hospital papers are in order',
  false: 'no evidence was sent',
} as const;
const DISPUTE_WORDS = {
  true: 'the merchant has confirmed that the goods never arrived',
  false: 'the merchant has sent the signed receipt',
} as const;

function reviewEnd({ character, lastResort }: HiddenTruth): [Exclude<CloseReason, 'cured'>, string] {
  if (character === 'disputes-all') return ['recalled', 'the dispute was upheld: the claim is withdrawn'];
  if (character === 'offers-settlement') return ['settled', 'a part was paid, the rest is waived'];
  return [lastResort, END_WORDS[lastResort]];
}

const END_WORDS = {
  'written-off': 'no income and no assets were found; the cost of a claim would exceed what it could bring',
  sold: 'sold with the portfolio of the quarter',
  restructured: 'a new term of 24 months was agreed on',
} as const;

function afterDecision(
  { character }: HiddenTruth,
  { task, approved }: Extract<Happening, { kind: 'decided' }>,
  draws: Random,
): Intent[] {
  if (task === 'settlement-approval' && approved) return [pay(draws.int(1, 9), SETTLEMENT.share)];
  if (task === 'dispute-resolution' && !approved) return [pay(draws.int(1, 6))];
  if (task === 'dispute-resolution' && character === 'disputes-part') {
    const days = draws.int(1, 5);
    return [
      pay(days, 1, 'undisputed'),
      close(days + 1.5, 'settled', 'the undisputed part is paid, the rest was charged wrongly'),
    ];
  }
  if (task === 'grace-review' && character === 'falls-ill') {
    return [close(draws.int(24, 33), 'restructured', 'fit for part-time work: a plan of 18 months')];
  }
  return [];
}
