import { storyOf } from './characters.ts';
import { workInCourt } from './court.ts';
import {
  close,
  type Action,
  type Intent,
  type Memory,
  type Reaction,
  type TaskHappening,
} from './intents.ts';
import type { HiddenTruth } from './portfolio.ts';
import type { Random } from './random.ts';
import type { StaffTask } from './staff-task.ts';
import { nth, type Answer } from './story.ts';

/** What the bank's staff do about a task, within two days. */
export function workOn(truth: HiddenTruth, before: Memory, task: TaskHappening, draws: Random): Reaction {
  const times = before.tasks[task.task] ?? 0;
  const known = task.second === true || task.moved === true;
  const memory = known ? before : { ...before, tasks: { ...before.tasks, [task.task]: times + 1 } };
  const turn = known ? times - 1 : times;
  // Only of a call it matters who does it.
  if (task.moved && task.task !== 'call') return { memory, intents: [] };
  const intents = task.legalId
    ? workInCourt(truth, { ...task, legalId: task.legalId }, turn, draws)
    : workInOffice(truth, before, { task, turn }, draws);
  return { memory, intents };
}

function workInOffice(
  truth: HiddenTruth,
  memory: Memory,
  { task, turn }: { task: TaskHappening; turn: number },
  draws: Random,
): Intent[] {
  const told = answerOf(truth, task.task, turn);
  const answer = task.moved && told === 'give-back' ? undefined : told;
  if (answer === 'leave') return [];
  const afterDays = 0.2 + draws.next() * 1.6;
  const doing = (action: Action): Intent[] => [{ afterDays, by: 'staff', action }];
  const { taskId } = task;
  switch (task.task) {
    case 'call':
      return callUp(task, answer, draws);
    case 'complaint-answer':
      return doing({
        do: 'answer-complaint',
        taskId,
        ...COMPLAINT[answer === 'reject' ? 'reject' : 'approve'],
      });
    case 'case-review':
      return isInCourt(memory) ? [] : [...endOf(truth, afterDays)];
    case 'call-escalation':
    case 'find-address':
    case 'ask-security':
    case 'grace-ended':
    case 'plan-broken':
      return doing({ do: 'finish', taskId, why: ERRANDS[task.task] });
    default: {
      if (answer === 'partly') return doing({ do: 'resolve', share: 0.5, why: 'half of it has arrived' });
      const approved = answer === undefined ? usually(truth, task.task, draws) : answer === 'approve';
      const why = approved ? 'looked at, and in order' : 'looked at: it is not shown';
      const second = task.second ? { second: true } : {};
      return doing({ do: 'decide', task: task.task, taskId, approved, why, ...second });
    }
  }
}

/** A story says how it goes; of those who never pay each comes to the end of the ladder in another way. */
function answerOf(
  { character, turn: which }: HiddenTruth,
  task: StaffTask,
  turn: number,
): Answer | undefined {
  const told = nth(storyOf(character)?.answers?.[task], turn);
  if (told || character !== 'never-pays') return told;
  if (task === 'letter-approval') return which === 0 ? 'reject' : 'approve';
  return task === 'legal-approval' ? (which % 2 === 1 ? 'reject' : 'leave') : undefined;
}

function usually({ character }: HiddenTruth, task: StaffTask, { chance }: Random): boolean {
  return task === 'grace-review' || task === 'dispute-resolution'
    ? chance(0.5)
    : task !== 'legal-approval' || character === 'breaks-promises' || chance(0.5);
}

function callUp(
  { taskId, assignee, script }: TaskHappening,
  answer: Answer | undefined,
  draws: Random,
): Intent[] {
  const afterDays = 0.02 + draws.next() * 0.3;
  const by = assignee ?? 'collector-wen';
  if (answer === 'give-back') {
    const why = 'the customer is an acquaintance: somebody else should call';
    return [{ afterDays, by: 'staff', action: { do: 'give-back', taskId, by, why } }];
  }
  const silent = answer === 'forget' ? { silent: true as const } : {};
  const call = { do: 'call' as const, taskId, by, script: script ?? 'call-offer', ...silent };
  return [{ afterDays, by: 'staff', action: call }];
}

/** What is simply done, and reported. */
const ERRANDS = {
  'call-escalation': 'the collector was ill; others have taken over',
  'find-address': 'the register of residents has the new address',
  'ask-security': 'the customer was asked: a guarantor has signed',
  'grace-ended': 'looked at: the case goes on',
  'plan-broken': 'the customer was called: the ladder goes on',
} as const satisfies Partial<Record<StaffTask, string>>;

const COMPLAINT = {
  approve: { outcome: 'upheld', why: 'it was so, and we have apologised' },
  reject: { outcome: 'rejected', why: 'the calculation is attached' },
} as const;

/** While a court has the case nobody ends it by the way. */
function isInCourt({ tasks }: Memory): boolean {
  return (tasks['legal-notice'] ?? 0) > 0;
}

function endOf({ character, lastResort }: HiddenTruth, afterDays: number): Intent[] {
  const [reason, why] = storyOf(character)?.end ?? [lastResort, END_WORDS[lastResort]];
  const sale: Intent[] =
    reason === 'sold'
      ? [{ afterDays, by: 'staff', action: { do: 'export', why: 'for the buyer of the portfolio' } }]
      : [];
  return [...sale, close(afterDays + 0.2, reason, why)];
}

const END_WORDS = {
  'written-off': 'no income and no assets were found; the cost of a claim would exceed what it could bring',
  sold: 'sold with the portfolio of the quarter',
  restructured: 'a new term of 24 months was agreed on',
} as const;
