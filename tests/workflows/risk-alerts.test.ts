import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { OutlookRepository } from '../../db/outlook-repository.ts';
import { saveRoster } from '../../db/people-repository.ts';
import { alertIdOf, type Alert } from '../../domain/alerts/alert.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

/** Alerts are raised by the day, taken over HTTP, and done by the case. */

let cases: SkippingCases;
let app: FastifyInstance;
let alerts: AlertRepository;

beforeAll(async () => {
  cases = await SkippingCases.create();
  alerts = new AlertRepository(cases.database.pool);
  await saveRoster(cases.database.pool, {
    teams: [{ teamId: 'team-a', region: 'alerted' }],
    users: ['sue', 'sam'].map((userId) => ({
      ...{ userId, name: userId, teamId: 'team-a', role: 'supervisor' as const },
      ...{ skills: [], languages: [], capacity: 10, active: true },
    })),
  });
});
beforeEach(() => {
  app = buildApp({
    ...{ database: cases.database, encryption: cases.encryption, clock: cases, caseClient: cases.client },
  });
});
afterEach(async () => {
  await app.close();
  await cases.finishAll();
});
afterAll(() => cases.close());

async function raised(loanId: LoanId, kind: Alert['kind'], proposes: Alert['proposes']): Promise<string> {
  const alert: Alert = {
    ...{ kind, subject: { kind: 'loan', loanId }, day: '2026-11-09', figures: { missed: 2 }, severity: 2 },
    ...{ why: 'Two are missed.', proposes },
  };
  expect(await alerts.raise([alert], cases.now())).toBe(1);
  return alertIdOf(alert);
}

async function post(url: string, payload: object, actor = 'sue') {
  const headers = { 'x-actor': actor };
  const answer = await app.inject({ method: 'POST', url: `/v1/alerts/${url}`, payload, headers });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

test('the day raises it, a supervisor takes it, and the next step comes tomorrow', async () => {
  await cases.begin('2026-11-09', '09:00');
  // Eight days late: it is reminded today, and on day 14 again.
  const instalments = ['2026-11-01', '2026-11-05'].map((dueOn) => ({ dueOn, amountMinor: 50_000 }));
  const loanId = await cases.seed({ loanId: 'HURRIED', region: 'alerted', instalments }, 4);
  const opened = await cases.open(loanId);
  // A report that came after the case was opened: what was known by then is in its score.
  const rated = (asOf: string, score: number) => ({
    ...{ customerId: 'C-HURRIED' as CustomerId, source: 'bureau', asOf, score, grade: null },
  });
  const outlook = new OutlookRepository(cases.database.pool);
  await outlook.saveRatings([rated('2026-11-08', 600), rated('2026-08-31', 700)], cases.now() + 1);
  const daily = { region: 'alerted', zone: 'Asia/Shanghai', day: '2026-11-09', clock: cases.spec };
  const { result } = await cases.startOther('dailyOperationsWorkflow', 'alerted-1', daily);
  await cases.passUntil('2026-11-09', '12:00');
  expect(await result).toMatchObject({ day: '2026-11-09', alerts: 1 });
  const [alert] = await alerts.list({ loanId }, { limit: 5 });
  expect(alert).toMatchObject({ kind: 'rating-drop', proposes: 'compress-ladder', region: 'alerted' });

  const before = await cases.state(loanId);
  expect(before.tier).toBe(opened.tier);
  const taken = await post(`${alert?.alertId}/take`, { why: 'known to delay' });
  expect(taken).toMatchObject({
    status: 200,
    body: { state: 'taken', decided: { by: 'sue', action: 'compress-ladder' } },
  });
  const { state: after, next } = await cases.client.status(loanId);
  const atMs = next?.kind === 'wait' ? next.untilMs : 0;
  expect(atMs).toBeGreaterThanOrEqual(beijing('2026-11-10', '00:00'));
  expect(atMs).toBeLessThan(beijing('2026-11-11', '00:00'));
  expect(after?.rung).toBe(before.rung);
  const [entry] = (await cases.timeline(loanId)).filter(({ type }) => type === 'risk-alert');
  expect(entry).toMatchObject({ actor: 'sue', data: { alertId: alert?.alertId, action: 'compress-ladder' } });
  expect(entry?.why).toMatch(/^known to delay; /);
  expect(await cases.types(loanId)).toContain('rescored');

  // It has happened once, whoever asks again.
  expect(await post(`${alert?.alertId}/take`, { why: 'again' }, 'sam')).toMatchObject({
    ...{ status: 409, body: { type: expect.stringContaining('AlertDecided') as string } },
  });
  expect((await cases.types(loanId)).filter((type) => type === 'risk-alert')).toHaveLength(1);
});

test('an early recall is asked of a second person, who alone can make it one', async () => {
  await cases.begin('2026-11-09', '09:00');
  const loanId = await cases.seed({ loanId: 'RECALLED', region: 'alerted' }, 4);
  await cases.open(loanId);
  const id = await raised(loanId, 'broken-promises', 'early-recall');
  expect(await post(`${id}/take`, { why: 'lost' })).toMatchObject({ status: 200, body: { state: 'taken' } });
  const { state, words } = await cases.client.status(loanId);
  expect(state?.closed).toBeUndefined();
  expect(words.en).toContain('approve the end of the case');
  const taskId = state?.asks?.[0]?.taskId ?? '';
  const approval = { type: 'approval' as const, taskId, approved: true, why: 'seen' };
  await expect(cases.ask(loanId, { ...approval, id: 'a1', by: 'sue' })).rejects.toMatchObject({
    type: 'Rejected.SamePerson',
  });
  const ended = await cases.ask(loanId, { ...approval, id: 'a2', by: 'sam' });
  expect(ended?.closed).toMatchObject({ reason: 'recalled' });
});

test('more security is a task; what a case refuses leaves the alert open, and two at once are one', async () => {
  await cases.begin('2026-11-09', '09:00');
  const loanId = await cases.seed({ loanId: 'SECURED', region: 'alerted' }, 4);
  await cases.open(loanId);
  const value = await raised(loanId, 'collateral-value', 'more-security');
  const both = await Promise.all([
    post(`${value}/take`, { why: 'first' }, 'sue'),
    post(`${value}/take`, { why: 'first too' }, 'sam'),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { rows } = await cases.database.pool.query(
    'SELECT kind, for_role, due_at FROM tasks JOIN cases USING (case_id) WHERE loan_id = $1',
    [loanId],
  );
  expect(rows).toMatchObject([{ kind: 'ask-security', for_role: 'collector' }]);

  const recall = await raised(loanId, 'broken-promises', 'early-recall');
  await post(`${recall}/take`, { why: 'lost' });
  const again = await raised(loanId, 'rating-drop', 'compress-ladder');
  const refused = await post(`${again}/take`, { why: 'lost', action: 'early-recall' });
  expect(refused).toMatchObject({
    status: 409,
    body: { type: expect.stringContaining('EndUnderReview') as string },
  });
  expect(await alerts.find(again)).toMatchObject({ state: 'open', refusals: 1 });
  expect(await post(`${again}/take`, { why: 'then so', action: 'compress-ladder' })).toMatchObject({
    status: 200,
  });
});
