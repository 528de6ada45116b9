import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { StrategyMoveRepository } from '../../db/strategy-move-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
  // Published before the one that new cases get, which so stays the current one.
  await publishStrategies(cases.database.orm, [{ ...cnRetail, version: 2 }], new Date(0));
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

test('running cases are moved by a workflow, asked once or twice, and answer for themselves', async () => {
  await cases.begin('2026-11-01', '12:00');
  const first = await cases.seed({ loanId: 'MOVED-1', region: 'moved' }, 1);
  const second = await cases.seed({ loanId: 'MOVED-2', region: 'moved' }, 1);
  const elsewhere = await cases.seed({ loanId: 'MOVED-3', region: 'quiet' }, 1);
  for (const loanId of [first, second, elsewhere]) await cases.open(loanId);
  const moves = new StrategyMoveRepository(cases.database.pool);
  await moves.keep({
    ...{ moveId: 'api:1', from: 'cn-retail@1', to: 'cn-retail@2', filter: { regions: ['moved'] } },
    ...{ why: 'softer', requestedBy: 'mia', requestedAtMs: cases.now(), cases: 2 },
  });
  await cases.client.moveCases('api:1', 'cn-retail@1 to cn-retail@2: 2 cases');
  await cases.client.moveCases('api:1', 'cn-retail@1 to cn-retail@2: 2 cases');
  expect(await cases.resultOf('move-api:1')).toEqual({ moved: 2, left: 0 });
  await cases.client.moveCases('api:1', 'after its end it is not made again');
  expect(await moves.find('api:1')).toMatchObject({ outcome: { moved: 2, gone: 0, refused: {} } });
  expect(await cases.state(first)).toMatchObject({ strategy: 'cn-retail@2' });
  expect(await cases.state(second)).toMatchObject({ strategy: 'cn-retail@2' });
  expect(await cases.state(elsewhere)).toMatchObject({ strategy: 'cn-retail@1' });
  expect(await cases.timeline(first)).toContainEqual(
    expect.objectContaining({ type: 'change-strategy', actor: 'mia', why: 'softer' }),
  );
});
