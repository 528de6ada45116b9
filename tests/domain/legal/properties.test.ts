import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import { isApproved } from '../../../domain/legal/approvals.ts';
import { decideLegal } from '../../../domain/legal/decide.ts';
import type { LegalDecision, LegalFacts } from '../../../domain/legal/decision.ts';
import type { LegalEvent } from '../../../domain/legal/events.ts';
import { LEGAL_OUTCOMES, type WorkStep } from '../../../domain/legal/steps.ts';
import { NOW } from '../fixtures.ts';
import { opening, paper, policy } from './fixtures.ts';

/** Something that is done, fit or not for where the action stands; `open` means the step or task that is open. */
type Move =
  | { do: 'complete'; step: WorkStep | 'open'; pick: number; papers: number }
  | { do: 'approve'; by: string; approved: boolean }
  | { do: 'settle'; share: number }
  | { do: 'document' | 'withdraw' | 'nothing' }
  | { do: 'claim'; arrearsMinor: number }
  | { do: 'close'; as: 'cured' | 'sold' };

const steps = Object.keys(LEGAL_OUTCOMES) as WorkStep[];
const persons = fc.constantFrom('supervisor-1', 'supervisor-2', 'lawyer-1');
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      step: fc.oneof(
        { weight: 6, arbitrary: fc.constant('open' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...steps) },
      ),
      pick: fc.nat(2),
      papers: fc.constantFrom(1, 1, 1, 0),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('approve' as const), by: persons, approved: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      share: fc.double({ min: 0.01, max: 1.1, noNaN: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('document' as const, 'withdraw' as const, 'nothing' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      arrearsMinor: fc.constantFrom(1, 1_000_000, 4_999_999, 5_000_000, 9_000_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      as: fc.constantFrom('cured' as const, 'sold' as const),
    }),
  },
);

const lives = fc.record({
  approvedBy: fc.constantFrom(['supervisor-1'], ['supervisor-1', 'supervisor-2']),
  arrearsMinor: fc.constantFrom(1_000_000, 6_000_000),
  preservationFromMinor: fc.constantFrom(undefined, 1_000_000),
  moves: fc.array(
    fc.record({
      afterDays: fc.oneof(fc.constant(0), fc.constant(15), fc.constant(15), fc.nat(200)),
      move,
      withNext: fc.boolean(),
    }),
    {
      maxLength: 30,
      size: 'max',
    },
  ),
});
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

interface Decided extends LegalDecision {
  events: LegalEvent[];
  facts: LegalFacts;
  atMs: number;
}

/** Runs an action the way the workflow does: events in batches as they come, deadlines at their own instants. */
function run({ approvedBy, arrearsMinor, preservationFromMinor, moves }: Life): Decided[] {
  const rules = { ...policy, ...(preservationFromMinor && { preservationFromMinor }) };
  const decided: Decided[] = [];
  let facts: LegalFacts = { arrearsMinor };
  let now = NOW;
  let waiting: LegalEvent[] = [];
  const decide = (events: LegalEvent[]) => {
    const state = decided.at(-1)?.state ?? null;
    const input = {
      state,
      opening: { ...opening, approvedBy: [...approvedBy] },
      events,
      facts,
      policy: rules,
      now,
    };
    decided.push({ ...decideLegal(input), events, facts, atMs: now });
  };
  decide([]);
  moves.forEach(({ afterDays, move: what, withNext }, index) => {
    const untilMs = now + afterDays * DAY_MS;
    for (;;) {
      const instruction = decided.at(-1)?.instruction;
      if (instruction?.kind !== 'wait' || instruction.untilMs > untilMs) break;
      now = instruction.untilMs;
      decide([]);
    }
    now = untilMs;
    if (what.do === 'claim' && !facts.closed) facts = { arrearsMinor: what.arrearsMinor };
    if (what.do === 'close' && !facts.closed)
      facts = { arrearsMinor: what.as === 'cured' ? 0 : 1, closed: what.as };
    waiting.push(...eventsOf(what, `e${index}`, decided.at(-1)));
    if (withNext || decided.at(-1)?.state.ended) return;
    decide(waiting);
    waiting = [];
  });
  return decided;
}

function eventsOf(what: Move, id: string, last: Decided | undefined): LegalEvent[] {
  const state = last?.state;
  if (!state) return [];
  const base = { id, by: 'lawyer-1', why: 'so' };
  switch (what.do) {
    case 'complete': {
      const open = state.step.name === 'approval' ? 'filing' : state.step.name;
      const step = what.step === 'open' ? open : what.step;
      const outcomes = LEGAL_OUTCOMES[step];
      const outcome = outcomes[what.pick % outcomes.length] ?? outcomes[0];
      return [{ ...base, type: 'complete', step, outcome, documents: what.papers ? [paper] : [] }];
    }
    case 'approve': {
      const { taskId } = state.settlement ?? state.step;
      return [{ ...base, type: 'approval', by: what.by, taskId, approved: what.approved }];
    }
    case 'settle':
      return [
        {
          ...base,
          type: 'settle',
          documents: [],
          amountMinor: Math.max(1, Math.round(state.claimMinor * what.share)),
        },
      ];
    case 'document':
      return [{ ...base, type: 'document', documents: [paper] }];
    case 'withdraw':
      return [{ ...base, type: 'withdraw' }];
    case 'close':
      return [{ type: 'stop', id, by: 'case', reason: what.as === 'cured' ? 'cured' : 'closed' }];
    case 'claim':
    case 'nothing':
      return [];
  }
}

/** Each finds the decision that breaks it. */
const PROPERTIES: Record<string, (life: Decided[]) => Decided | undefined> = {
  'it has ended, or has a next step with a deadline that lies ahead': (life) =>
    life.find(({ state, instruction, atMs }) =>
      state.ended ? instruction.kind !== 'end' : instruction.kind !== 'wait' || instruction.untilMs <= atMs,
    ),

  'nothing is at filing, or filed, without the approval of enough different persons': (life) =>
    life.find(({ state }, index) => {
      if (state.step.name === 'filing' && !state.ended) return !isApproved(state, policy);
      const before = life[index - 1]?.state;
      return state.filed && !before?.filed && !isApproved(state, policy);
    }),

  'nobody approves twice': (life) =>
    life.find(({ state }) => new Set(state.approvedBy).size < state.approvedBy.length),

  'after the case has closed there is nothing but the withdrawal, and only of what was filed': (life) =>
    life.find(({ state, facts }) => {
      if (!facts.closed) return false;
      return !state.ended && (state.step.name !== 'withdrawal' || !state.filed);
    }),

  'nothing is filed before the time to answer is over': (life) =>
    life.find(({ state, atMs }, index) => {
      const filedNow = state.filed && !life[index - 1]?.state.filed;
      return filedNow && state.answerUntilMs !== undefined && atMs < state.answerUntilMs;
    }),

  'exactly the tasks of the open step and settlement are open': (life) => {
    const open = new Set<string>();
    return life.find(({ state, tasksOpened, tasksClosed }) => {
      for (const taskId of tasksClosed) open.delete(taskId);
      for (const { taskId } of tasksOpened) open.add(taskId);
      const waited = state.ended
        ? []
        : [state.step.taskId, ...(state.settlement ? [state.settlement.taskId] : [])];
      return waited.length !== open.size || waited.some((taskId) => !open.has(taskId));
    });
  },

  'an end is for good': (life) =>
    life.find(({ state }, index) => {
      const before = life[index - 1]?.state.ended;
      return before !== undefined && JSON.stringify(before) !== JSON.stringify(state.ended);
    }),

  'every event is answered once, in order': (life) =>
    life.find(
      ({ events, answers }) => answers.map(({ id }) => id).join() !== events.map(({ id }) => id).join(),
    ),

  'the case hears of a settlement and of every end that it does not know, once': (life) => {
    const ends = life.flatMap(({ tell }) => tell?.ended ?? []);
    const last = life.at(-1);
    const reason = last?.state.stopping === 'settled' ? 'settled' : last?.state.ended?.reason;
    const known = reason === undefined || reason === 'cured' || reason === 'closed';
    const stoppedByCase = last?.state.stopping === 'cured' || last?.state.stopping === 'closed';
    return JSON.stringify(ends) === JSON.stringify(known || stoppedByCase ? [] : [reason]) ? undefined : last;
  },

  'the state is plain JSON and lean, and texts fit the Temporal UI': (life) =>
    life.find(({ state, instruction }) => {
      const json = JSON.stringify(state);
      const plain = Object.values(state).every((value) => value !== undefined);
      return !plain || Buffer.byteLength(json) > 1_400 || Buffer.byteLength(instruction.summary) > 200;
    }),
};

describe('every legal action, whatever happens', () => {
  it('has all of these properties', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const decided = run(life);
        const broken = Object.entries(PROPERTIES).filter(([, breaks]) => breaks(decided));
        expect(broken.map(([name]) => name)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  }, 60_000);

  it('reaches every step and every end in these lives', () => {
    const seen = new Set<string>();
    for (const life of fc.sample(lives, { numRuns: 2_000, seed: 7 })) {
      for (const { state } of run(life)) {
        seen.add(state.step.name);
        if (state.ended) seen.add(`ended ${state.ended.reason}`);
      }
    }
    expect([...seen].toSorted()).toEqual(
      [
        ...['appeal', 'approval', 'enforcement', 'filing', 'hearing', 'judgment', 'notice', 'preservation'],
        ...['withdrawal', 'ended closed', 'ended cured', 'ended declined', 'ended lost', 'ended paid'],
        ...['ended rejected', 'ended settled', 'ended unenforceable', 'ended withdrawn'],
      ].toSorted(),
    );
  });

  it('decided again from the same state and events it is the same', () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(run(life)).toEqual(run(life));
      }),
      { numRuns: 300 },
    );
  });
});
