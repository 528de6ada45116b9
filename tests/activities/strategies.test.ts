import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMoveActivities } from '../../activities/move-cases.ts';
import type { MoveCasesInput } from '../../activities/move-types.ts';
import { previewMove } from '../../api/move-cases.ts';
import { strategyPorts } from '../../api/strategy-ports.ts';
import { ExperimentRepository } from '../../db/experiment-repository.ts';
import { StrategyMoveRepository } from '../../db/strategy-move-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import type { CaseEventOf } from '../../domain/case/events.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { inRetail } from '../../domain/strategy/built-in/in-retail.ts';
import { usRetail } from '../../domain/strategy/built-in/us-retail.ts';
import { armOf } from '../../domain/strategy/experiment.ts';
import type { MoveFilter, MoveOutcome } from '../../domain/strategy/move-cases.ts';
import { strategySchema } from '../../domain/strategy/schema.ts';
import { ActivityBed, overdue } from './bed.ts';

/** Failures are what the tests are about: they are not told again. */
const logger = new DefaultLogger('ERROR', () => undefined);

let bed: ActivityBed;
let experiments: ExperimentRepository;

/** Softer: it begins later. */
const softer = strategySchema.parse({
  ...inRetail,
  id: 'in-softer',
  publishedBy: 'mia',
  ladders: {
    ...inRetail.ladders,
    low: inRetail.ladders.low.map((rung) => ({ ...rung, onDay: rung.onDay + 7 })),
  },
});

beforeAll(async () => {
  bed = await ActivityBed.create();
  experiments = new ExperimentRepository(bed.pool);
  await publishStrategies(bed.database.orm, [softer], new Date(0));
});
afterAll(() => bed.close());

const INDIA = { jurisdiction: 'IN', currency: 'INR', timezone: 'Asia/Kolkata' };

async function opened(prefix: string, count: number, place: object = INDIA): Promise<LoanId[]> {
  const loanIds: LoanId[] = [];
  for (let i = 1; i <= count; i += 1) loanIds.push(await bed.seed({ loanId: `${prefix}${i}`, ...place }, 9));
  await Promise.all(
    loanIds.map((loanId) => bed.activities().decide({ loanId, state: null, events: [overdue(loanId)] })),
  );
  return loanIds;
}
async function strategiesOf(loanIds: readonly LoanId[]) {
  const { rows } = await bed.pool.query<{ loan_id: LoanId; strategy: string }>(
    'SELECT loan_id, strategy FROM cases WHERE loan_id = ANY($1)',
    [loanIds],
  );
  return new Map(rows.map((row) => [row.loan_id, row.strategy]));
}

describe('an experiment', () => {
  const asked = {
    ...{
      experimentId: 'softer-start',
      jurisdiction: 'IN',
      champion: 'in-retail@1',
      challenger: 'in-softer@1',
    },
    ...{ share: 0.5, why: 'fewer complaints', startedBy: 'mia' },
  };
  let loanIds: LoanId[];

  test('gives each new case its arm, by its loan, there and nowhere else', async () => {
    const startedAtMs = bed.nowMs;
    expect(await experiments.start({ ...asked, champion: 'in-retail@9', startedAtMs })).toBe(false);
    expect(await experiments.start({ ...asked, startedAtMs })).toBe(true);
    expect(await experiments.start({ ...asked, experimentId: 'second', startedAtMs })).toBe(false);
    loanIds = await opened('EXP-', 24);
    const pinned = await strategiesOf(loanIds);
    for (const loanId of loanIds) {
      const arm = armOf('softer-start', loanId, 0.5);
      expect(pinned.get(loanId), loanId).toBe(arm === 'challenger' ? 'in-softer@1' : 'in-retail@1');
    }
    expect(new Set(pinned.values()).size).toBe(2);
    const [elsewhere = '' as LoanId] = await opened('EXP-CN-', 1, {});
    expect((await strategiesOf([elsewhere])).get(elsewhere)).toBe('cn-retail@1');
  });

  test('is judged by what happened within the horizon of each case, as it was assigned', async () => {
    const challenged = loanIds.filter((loanId) => armOf('softer-start', loanId, 0.5) === 'challenger');
    const [cured, late, moved] = challenged as [LoanId, LoanId, LoanId];
    const at = (days: number) => new Date(bed.nowMs + days * DAY_MS);
    await bed.pool.query(
      `INSERT INTO payments (payment_id, loan_id, paid_at, amount_minor, currency, channel) VALUES
         ('E1', $1, $3, 50000, 'INR', 'upi'), ('E2', $2, $4, 50000, 'INR', 'upi'), ('E3', $2, $3, 12500, 'INR', 'upi')`,
      [cured, late, at(3), at(20)],
    );
    await bed.pool.query(
      `UPDATE cases SET closed_at = CASE loan_id WHEN $1 THEN $3::timestamptz ELSE $4 END, close_reason = 'cured'
       WHERE loan_id IN ($1, $2)`,
      [cured, late, at(3.1), at(20.1)],
    );
    // What it goes by later does not change which arm it was in.
    await bed.pool.query(`UPDATE cases SET strategy = 'in-retail@1' WHERE loan_id = $1`, [moved]);
    await bed.pool.query(
      `INSERT INTO complaints (complaint_id, case_id, customer_id, loan_id, about, subject, received_on, due_at, citation,
         reported_by, recorded_at)
       VALUES ('K1', $1 || '-1', 'C', $1, 'other', 'too many', '2026-11-03', $2, 'house', 'ann', $2)`,
      [moved, at(2)],
    );
    await bed.pool.query(
      `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, case_id, channel, purpose, script, rules, status)
       SELECT $1 || s, $2::timestamptz, 'C', $1, $1 || '-1', 'sms', 'collect', 'reminder-soft', '[]', s
       FROM unnest(ARRAY['sent', 'unknown', 'failed', 'superseded']) AS s`,
      [moved, at(4)],
    );
    const experiment = await experiments.find('softer-start');
    if (!experiment) throw new Error('it was not kept');
    const young = await experiments.figuresOf(experiment, 10, bed.nowMs + 5 * DAY_MS);
    expect(young.challenger).toMatchObject({ n: 0, assigned: challenged.length });
    const { challenger, champion } = await experiments.figuresOf(experiment, 10, bed.nowMs + 30 * DAY_MS);
    const n = challenged.length;
    expect(champion).toMatchObject({
      n: loanIds.length - n,
      cured: 0,
      complained: 0,
      recovered: { mean: 0 },
    });
    expect(challenger).toMatchObject({ n, assigned: n, cured: 1, complained: 1 });
    expect(challenger.recovered.mean).toBeCloseTo(1.25 / n, 12);
    expect(challenger.contacts.mean).toBeCloseTo(2 / n, 12);
    // One with two contacts, the others with none.
    expect(challenger.contacts.variance).toBeCloseTo(
      ((2 - 2 / n) ** 2 + (n - 1) * (2 / n) ** 2) / (n - 1),
      12,
    );
    const longer = await experiments.figuresOf(experiment, 25, bed.nowMs + 30 * DAY_MS);
    expect(longer.challenger).toMatchObject({ cured: 2 });
  });

  test('ended once, it gives no more arms', async () => {
    const end = { by: 'mia', why: 'seen' };
    expect(await experiments.end('softer-start', end, bed.nowMs)).toMatchObject({
      endedBy: 'mia',
      endedWhy: 'seen',
    });
    expect(await experiments.end('softer-start', end, bed.nowMs)).toBeUndefined();
    const after = await strategiesOf(await opened('EXP-AFTER-', 8));
    expect(new Set(after.values())).toEqual(new Set(['in-retail@1']));
  });
});

test('a case of a state goes by the strategy of the country, and can change to another of it', async () => {
  const next = strategySchema.parse({ ...usRetail, version: 2 });
  await publishStrategies(bed.database.orm, [next], new Date(0));
  const place = { jurisdiction: 'US-MA', currency: 'USD', timezone: 'America/New_York' };
  const [loanId = '' as LoanId] = await opened('STATE-', 1, place);
  expect((await strategiesOf([loanId])).get(loanId)).toBe('us-retail@1');
  const state = await bed.stateAt(`${loanId}-1`, 1);
  const event = {
    type: 'change-strategy',
    id: 'cs',
    by: 'mia',
    strategy: 'us-retail@2',
    why: 'tried',
  } as const;
  const { answers } = await bed.activities().decide({ loanId, state, events: [event] });
  expect(answers).toMatchObject([{ accepted: true }]);
  expect((await strategiesOf([loanId])).get(loanId)).toBe('us-retail@2');
});

describe('a move', () => {
  const moves = () => new StrategyMoveRepository(bed.pool);
  let loanIds: LoanId[];

  beforeAll(async () => {
    await bed.pool.query(`UPDATE cases SET closed_at = now() WHERE closed_at IS NULL`);
    loanIds = await opened('MOVE-', 5);
  });

  type Ask = (loanId: LoanId, event: CaseEventOf<'change-strategy'>) => Promise<unknown>;
  function run(ask: Ask, moveId: string) {
    const clock = { now: () => bed.nowMs };
    const { moveCases } = createMoveActivities({ pool: bed.pool, clock, caseClient: { ask } });
    return new MockActivityEnvironment({}, { logger }).run<[MoveCasesInput], MoveOutcome, typeof moveCases>(
      moveCases,
      { moveId },
    );
  }
  async function keep(moveId: string, filter: MoveFilter = {}): Promise<void> {
    await moves().keep({
      ...{ moveId, from: 'in-retail@1', to: 'in-softer@1', filter, why: 'softer', requestedBy: 'mia' },
      ...{ requestedAtMs: bed.nowMs, cases: 5 },
    });
  }
  /** A case that does what it is asked. */
  const obey: Ask = async (loanId, event) => {
    const [row] = (
      await bed.pool.query<{ case_id: string; sequence: number }>(
        'SELECT case_id, sequence FROM cases WHERE loan_id = $1 AND closed_at IS NULL',
        [loanId],
      )
    ).rows;
    const state = row && (await bed.stateAt(row.case_id, row.sequence));
    return bed.activities().decide({ loanId, state: state ?? null, events: [event] });
  };

  test('is told before it is made, by the function that makes it; then it comes to just that', async () => {
    const deps = {
      strategies: strategyPorts(bed.database, bed.policies),
      clock: { now: () => bed.nowMs },
    };
    const asked = { from: { id: 'in-retail', version: 1 }, to: 'in-softer@1', filter: {} };
    const preview = await previewMove(deps, asked);
    expect(preview).toMatchObject({ cases: 5, refused: {} });
    expect(Object.values(preview.byTier).reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(preview.rungs.reduce((sum, { cases }) => sum + cases, 0)).toBe(5);
    expect(await previewMove(deps, { ...asked, filter: { regions: ['nowhere'] } })).toMatchObject({
      cases: 0,
    });
    await expect(previewMove(deps, { ...asked, to: 'cn-retail@1' })).rejects.toThrow('is for CN, not IN');

    await keep('M1');
    expect(await run(obey, 'M1')).toEqual({ moved: 5, gone: 0, refused: {} });
    expect(new Set((await strategiesOf(loanIds)).values())).toEqual(new Set(['in-softer@1']));
    const stood = await Promise.all(loanIds.map((loanId) => bed.stateAt(`${loanId}-1`, 2)));
    const places = stood.map(({ tier, rung }) => `${tier} ${rung}`);
    const foretold = preview.rungs.flatMap(({ tier, toRung, cases }) =>
      Array.from({ length: cases }, () => `${tier} ${toRung}`),
    );
    expect(places.toSorted()).toEqual(foretold.toSorted());
    expect(await moves().find('M1')).toMatchObject({ outcome: { moved: 5 }, finishedAtMs: bed.nowMs });
    const { rows } = await bed.pool.query(
      `SELECT DISTINCT actor, why FROM timeline WHERE type = 'change-strategy' AND case_id LIKE 'MOVE-%'`,
    );
    expect(rows).toEqual([{ actor: 'mia', why: 'softer' }]);
    // Repeated after its end it gives the same and asks nobody.
    expect(await run(() => Promise.reject(new Error('asked')), 'M1')).toEqual({
      moved: 5,
      gone: 0,
      refused: {},
    });
  });

  test('counts who refuses and who is gone, and goes on; what is out of reach is asked again', async () => {
    await opened('MORE-', 4);
    await keep('M2');
    const answers: Record<string, DomainFailure> = {
      'MORE-1': new DomainFailure('Rejected.ContactUnderWay', 'a contact is under way'),
      'MORE-2': new DomainFailure('NotFound', 'no case is running'),
      'MORE-3': new DomainFailure('Rejected.CaseClosed', 'the case is closed'),
    };
    const down: Ask = () => Promise.reject(new DomainFailure('UpstreamUnavailable', 'Temporal is away'));
    await expect(run(down, 'M2')).rejects.toMatchObject({ type: 'UpstreamUnavailable', nonRetryable: false });
    expect((await moves().find('M2'))?.outcome).toBeUndefined();
    const answer: Ask = (loanId, event) => {
      const failure = answers[loanId];
      return failure ? Promise.reject(failure) : obey(loanId, event);
    };
    expect(await run(answer, 'M2')).toEqual({ moved: 1, gone: 2, refused: { ContactUnderWay: 1 } });
  });

  test('that nobody has asked for is none', async () => {
    await expect(run(obey, 'M404')).rejects.toThrow('there is no move M404');
  });
});
