import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CaseEventOf } from '../../domain/case/events.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

test('an alert about a region reaches its open cases by a workflow, asked once or twice', async () => {
  await cases.begin('2026-11-01', '12:00');
  const here = await cases.seed({ loanId: 'ALERT-1', region: 'alerted' }, 1);
  const elsewhere = await cases.seed({ loanId: 'ALERT-2', region: 'quiet' }, 1);
  await cases.open(here);
  await cases.open(elsewhere);
  const event: CaseEventOf<'macro-alert'> = {
    ...{ type: 'macro-alert', id: 'macro-alert:unemployment:2026-10-31:severe', by: 'desk' },
    ...{ indicator: 'unemployment', level: 'severe', asOf: '2026-10-31', source: 'desk' },
  };
  await cases.client.tellRegion('alerted', event);
  await cases.client.tellRegion('alerted', event);
  expect(await cases.resultOf('region-alerted-macro-alert:unemployment:2026-10-31:severe')).toEqual({
    casesTold: 1,
  });
  expect(await cases.state(here)).toMatchObject({ outlook: { macro: 'severe' } });
  expect((await cases.state(elsewhere)).outlook).toBeUndefined();
  expect((await cases.types(here)).filter((type) => type === 'macro-alert')).toHaveLength(1);
});
