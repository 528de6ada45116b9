import type { LegalId } from '../ids.ts';
import type { LegalOutcome, LegalStep, WorkStep } from '../legal/steps.ts';
import { storyOf } from './characters.ts';
import { close, pay, type Intent, type TaskHappening } from './intents.ts';
import type { HiddenTruth } from './portfolio.ts';
import type { Random } from './random.ts';
import { nth, type CourtMove, type Story } from './story.ts';

type CourtTask = TaskHappening & { legalId: LegalId };

/** What the legal department does about the open step of an action, and whoever else moves it. */
export function workInCourt(truth: HiddenTruth, task: CourtTask, turn: number, draws: Random): Intent[] {
  const { legalId, taskId, second } = task;
  const name = task.task.slice('legal-'.length) as LegalStep | 'settlement';
  const afterDays = 0.5 + draws.next();
  const staff = (action: Intent['action'], days = afterDays): Intent => ({
    ...{ afterDays: days, by: 'staff', action },
  });
  if (name === 'settlement' || name === 'approval') {
    const why = 'more than a judgment would bring';
    return [
      staff({ do: 'court-decide', legalId, taskId, approved: true, why, ...(second && { second: true }) }),
    ];
  }
  const story = storyOf(truth.character);
  const move = nth<CourtMove>(story?.court?.[name], turn) ?? USUAL[name];
  const stillOpen = [staff(stepOf(legalId, 'hearing', 'held'), afterDays + STAND_BY_DAYS)];
  switch (move) {
    case 'settle':
      return [staff({ do: 'court-settle', legalId, share: 0.6, why: 'agreed on in the hallway' })];
    case 'withdraw':
      return [staff({ do: 'court-withdraw', legalId, why: 'the debtor has gone abroad' })];
    case 'pay':
      return [pay(afterDays), ...stillOpen];
    default: {
      const done = staff(stepOf(legalId, name, move), afterDays + waitBefore(name, move, turn));
      return [done, ...whatFollows(truth, story, { step: name, move, turn }, done.afterDays)];
    }
  }
}

/** How a step goes where no story says so. */
const USUAL: Readonly<Record<WorkStep, LegalOutcome>> = {
  notice: 'served',
  filing: 'accepted',
  preservation: 'waived',
  hearing: 'held',
  judgment: 'for',
  appeal: 'none',
  enforcement: 'nothing-found',
  withdrawal: 'done',
};

/** Time to answer the notice, and to appeal: nothing ends before it is over, and the department waits it out. */
const WAIT_DAYS = 15.6;
/** Who has paid as agreed does not see the hearing; who has not, does. */
const STAND_BY_DAYS = 10;

function waitBefore(step: WorkStep, outcome: LegalOutcome, turn: number): number {
  const waits = (step === 'filing' && turn === 0) || (step === 'appeal' && outcome === 'none');
  return waits ? WAIT_DAYS : 0;
}

function stepOf(legalId: LegalId, step: WorkStep, outcome: LegalOutcome): Intent['action'] {
  return { do: 'court-step', legalId, step, outcome, why: `${step}: ${outcome}` };
}

function whatFollows(
  { lastResort }: HiddenTruth,
  story: Story | undefined,
  { step, move, turn }: { step: WorkStep; move: LegalOutcome; turn: number },
  afterDays: number,
): Intent[] {
  // What the bailiff has brought is booked like any payment.
  if (move === 'partly-paid') return [pay(afterDays + 0.4, 0.3)];
  const over =
    move === 'nothing-found' ||
    (step === 'withdrawal' && move === 'done') ||
    (step === 'judgment' && move === 'against' && turn > 0);
  if (!over) return [];
  const then = story?.afterCourt ?? [close(3, lastResort, 'the court has brought nothing')];
  return then.map((intent) => ({ ...intent, afterDays: afterDays + intent.afterDays }));
}
