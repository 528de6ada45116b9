import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AlertPolicyRepository } from '../../db/alert-policy-repository.ts';
import { keyOf, type AlertKey, type AlertRecord } from '../../db/alert-reader.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { alertIdOf, type Alert } from '../../domain/alerts/alert.ts';
import { BUILT_IN_LOAN_ALERTS } from '../../domain/alerts/loan-rules.ts';
import { addDays, DAY_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { NOW } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

let test_: TestDatabase;
let database: Database;
let alerts: AlertRepository;

beforeAll(async () => {
  test_ = await createTestDatabase();
  database = createDatabase(test_.url, { maxConnections: 8 });
  alerts = new AlertRepository(database.pool);
});
afterAll(async () => {
  await database.close();
  await test_.drop();
});

const TODAY = '2026-11-01';
const alert = (loanId: string, changes: Partial<Alert> = {}): Alert => ({
  ...{ kind: 'missed-payments', subject: { kind: 'loan', loanId: loanId as LoanId }, day: TODAY },
  ...{ figures: { missed: 2 }, severity: 2, why: 'Two are missed.', proposes: 'compress-ladder' },
  ...changes,
});
const page = { limit: 100 };
const ofLoan = (loanId: string) => alerts.list({ loanId }, page);

describe('raising', () => {
  test('is once: while it is open, and on the same day', async () => {
    expect(await alerts.raise([alert('R1'), alert('R1'), alert('R1', { kind: 'rating-drop' })], NOW)).toBe(2);
    expect(await alerts.raise([alert('R1')], NOW)).toBe(0);
    expect(await alerts.raise([alert('R1', { day: '2026-11-02', severity: 9 })], NOW + DAY_MS)).toBe(0);
    expect(await ofLoan('R1')).toHaveLength(2);
  });

  test('is once when two do it at the same moment', async () => {
    const days = Array.from({ length: 6 }, (_, i) => addDays(TODAY, i));
    const counts = await Promise.all(days.map((day) => alerts.raise([alert('R2', { day })], NOW)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test.each(['dismissed', 'taken'] as const)(
    'is silent after it was %s, unless it is worse or a month has gone',
    async (state) => {
      const loanId = `quiet-${state}`;
      const later = (days: number, severity: number) =>
        alerts.raise([alert(loanId, { day: addDays(TODAY, days), severity })], NOW + days * DAY_MS);
      expect(await later(0, 2)).toBe(1);
      const id = alertIdOf(alert(loanId));
      const action = state === 'taken' ? 'compress-ladder' : undefined;
      if (action) await alerts.begin(id, action);
      expect(await alerts.decide(id, { state, by: 'sup', why: 'seen', action }, NOW)).toBe(true);
      expect([await later(1, 2), await later(1, 1), await later(29, 2)]).toEqual([0, 0, 0]);
      expect(await later(29, 3)).toBe(1);
      const worse = alertIdOf(alert(loanId, { day: addDays(TODAY, 29) }));
      await alerts.decide(worse, { state: 'dismissed', by: 'sup' }, NOW + 29 * DAY_MS);
      expect(await later(30, 3)).toBe(0);
      expect(await later(59, 3)).toBe(1);
    },
  );

  test('is silent as long as the bank says', async () => {
    await alerts.raise([alert('R3')], NOW);
    await alerts.decide(alertIdOf(alert('R3')), { state: 'dismissed', by: 'sup' }, NOW);
    const again = [alert('R3', { day: '2026-11-06' })];
    expect(await alerts.raise(again, NOW + 5 * DAY_MS, { quietDays: 6 })).toBe(0);
    expect(await alerts.raise(again, NOW + 5 * DAY_MS, { quietDays: 5 })).toBe(1);
  });

  test('thousands at once', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) => alert(`many-${i}`, { kind: 'external-debt' }));
    expect(await alerts.raise(many, NOW)).toBe(2_500);
    expect(await alerts.raise(many, NOW)).toBe(0);
  });
});

describe('deciding', () => {
  test('whoever comes first decides', async () => {
    await alerts.raise([alert('D1')], NOW);
    const id = alertIdOf(alert('D1'));
    const decided = await Promise.all(
      ['ann', 'bea', 'cem', 'dev'].map((by) => alerts.decide(id, { state: 'dismissed', by, why: by }, NOW)),
    );
    expect(decided.filter(Boolean)).toHaveLength(1);
    const winner = ['ann', 'bea', 'cem', 'dev'][decided.indexOf(true)];
    expect(await alerts.find(id)).toMatchObject({ state: 'dismissed', decided: { by: winner, why: winner } });
  });

  test('what is being done is the only thing that can be done, until it is given up', async () => {
    await alerts.raise([alert('D2')], NOW);
    const id = alertIdOf(alert('D2'));
    expect(await alerts.begin(id, 'early-recall')).toMatchObject({
      state: 'open',
      taking: 'early-recall',
      refusals: 0,
    });
    expect(await alerts.begin(id, 'compress-ladder')).toMatchObject({ taking: 'early-recall' });
    expect(await alerts.decide(id, { state: 'dismissed', by: 'ann' }, NOW)).toBe(false);
    expect(await alerts.decide(id, { state: 'taken', by: 'ann', action: 'compress-ladder' }, NOW)).toBe(
      false,
    );
    await alerts.giveUp(id, 'compress-ladder');
    expect(await alerts.find(id)).toMatchObject({ taking: 'early-recall' });
    await alerts.giveUp(id, 'early-recall');
    expect(await alerts.begin(id, 'compress-ladder')).toMatchObject({
      taking: 'compress-ladder',
      refusals: 1,
    });
    expect(
      await alerts.decide(id, { state: 'taken', by: 'ann', why: 'w', action: 'compress-ladder' }, NOW),
    ).toBe(true);
    const taken = await alerts.find(id);
    expect(taken).toMatchObject({
      state: 'taken',
      decided: { by: 'ann', why: 'w', action: 'compress-ladder', atMs: NOW },
    });
    expect(taken).not.toHaveProperty('taking');
  });
});

describe('the list', () => {
  test('is the newest first, page by page, of what was asked for', async () => {
    const { orm } = database;
    const loan = { loanId: 'P-1', customerId: 'C-P-1', region: 'far-west' };
    await seedLoans({ orm, encryption: testEncryption(), loans: [loan], today: TODAY });
    const region: Alert = alert('', {
      kind: 'delinquency-jump',
      subject: { kind: 'region', region: 'far-west', product: 'car' },
      proposes: 'tell-region',
    });
    const model: Alert = alert('', {
      kind: 'model-drift',
      subject: { kind: 'model', model: 'bank-3' },
      proposes: 'retrain-model',
    });
    await alerts.raise([alert('P-1'), region, model], NOW);
    await alerts.raise([alert('P-1', { kind: 'rating-drop' })], NOW + 1);
    const west = await alerts.list({ region: 'far-west' }, page);
    expect(west.map(({ kind }) => kind)).toEqual(['rating-drop', 'missed-payments', 'delinquency-jump']);
    expect(west[1]).toMatchObject({
      region: 'far-west',
      product: 'card',
      subject: { kind: 'loan', loanId: 'P-1' },
      day: TODAY,
      figures: { missed: 2 },
    });
    expect(west[2]).toMatchObject({ subject: region.subject, proposes: 'tell-region' });
    expect(await alerts.list({ kind: 'model-drift' }, page)).toMatchObject([{ subject: model.subject }]);
    const pages: string[] = [];
    for (let after: [number, string] | undefined; ;) {
      const [one] = await alerts.list({ region: 'far-west', state: 'open' }, { after, limit: 1 });
      if (!one) break;
      pages.push(one.alertId);
      after = [one.raisedAtMs, one.alertId];
    }
    expect(pages).toEqual(west.map(({ alertId }) => alertId));
  });
});

describe('the order by urgency', () => {
  const loans = ['U-1', 'U-2', 'U-3', 'U-4'].map((loanId) => ({ loanId, region: 'ranked' }));
  const all = async (limit: number) => {
    const found: AlertRecord[] = [];
    for (let after: AlertKey | undefined; ;) {
      const some = await alerts.list({ region: 'ranked', state: 'open' }, { order: 'urgency', after, limit });
      found.push(...some);
      const last = some.at(-1);
      if (!last) return found;
      after = keyOf(last, 'urgency');
    }
  };

  test('regions first, then by stake, the alerts of a loan together, page by page', async () => {
    const { orm } = database;
    await seedLoans({ orm, encryption: testEncryption(), loans, today: TODAY });
    const region: Alert = alert('', {
      ...{ kind: 'indicator', subject: { kind: 'region', region: 'ranked', indicator: 'jobs' } },
      proposes: 'tell-region',
    });
    await alerts.raise(
      [
        alert('U-1', { stakeMinor: 500 }),
        alert('U-2', { stakeMinor: 900 }),
        alert('U-3', { stakeMinor: 500 }),
        alert('U-4'),
        ...[region, { ...region, kind: 'delinquency-jump' as const }],
      ],
      NOW,
    );
    // On a later day, with another stake: what stands open of the loan goes along.
    await alerts.raise(
      [alert('U-1', { kind: 'rating-drop', day: '2026-11-02', stakeMinor: 700 })],
      NOW + DAY_MS,
    );
    const stakes = [{ loanId: 'U-1' as LoanId, stakeMinor: 700 }];
    await alerts.restake(stakes);
    const expected = ['indicator', 'delinquency-jump', 'U-2 0', 'U-1 1', 'U-1 1', 'U-3 0', 'U-4 0'];
    for (const limit of [1, 2, 3, 100]) {
      const told = (await all(limit)).map(({ subject, kind, othersOpen }) =>
        subject.kind === 'loan' ? `${subject.loanId} ${othersOpen}` : kind,
      );
      expect(told).toEqual(expected);
    }
  });

  test('what lapses is of loans without an open case, and no decision: it can be raised anew', async () => {
    await alerts.begin(alertIdOf(alert('U-3')), 'compress-ladder');
    await alerts.lapse(NOW + DAY_MS);
    expect((await all(10)).map(({ alertId }) => alertId)).toEqual([
      ...['indicator:ranked/jobs:2026-11-01', 'delinquency-jump:ranked/jobs:2026-11-01'],
      // Somebody is about to do something about this one.
      'missed-payments:U-3:2026-11-01',
    ]);
    expect(await alerts.find(alertIdOf(alert('U-2')))).toMatchObject({
      state: 'lapsed',
      decided: { by: 'arrears' },
    });
    expect(await alerts.raise([alert('U-2', { day: '2026-11-03' })], NOW + 2 * DAY_MS)).toBe(1);
  });
});

test('thresholds are versions that nobody edits', async () => {
  const policies = new AlertPolicyRepository(database.pool);
  expect(await policies.newest()).toMatchObject({ version: 0, rules: BUILT_IN_LOAN_ALERTS });
  const rules = { ...BUILT_IN_LOAN_ALERTS, missedPayments: { instalments: 3 } };
  const published = await Promise.all(
    ['mia', 'max'].map((by) => policies.publish(rules, { by, why: 'ours' }, NOW)),
  );
  expect(published.map(({ version }) => version).sort()).toEqual([1, 2]);
  expect(await policies.newest()).toMatchObject({ version: 2, rules });
  expect((await policies.all()).map(({ version }) => version)).toEqual([2, 1, 0]);
  await expect(database.pool.query('UPDATE alert_policies SET why = $1', ['x'])).rejects.toThrow();
  await expect(database.pool.query('DELETE FROM alert_policies')).rejects.toThrow();
});
