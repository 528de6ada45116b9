import type { AlertRecord } from '../db/alert-reader.ts';
import type { AlertAction, AlertSubject } from '../domain/alerts/alert.ts';
import { checkDecider, checkDecision, withoutCase } from '../domain/alerts/decide-alert.ts';
import { CASE_ALERT_ACTIONS, type CaseAlertAction } from '../domain/case/events/risk-alert.ts';
import { MACRO_LEVELS } from '../domain/case/state.ts';
import { DomainFailure, invalidInput, notFound, nothingWasDone } from '../domain/failures.ts';
import { answerOf } from './ask-case.ts';
import type { RouteDeps } from './ports.ts';
import { reportMacroAlerts } from './report-outlook.ts';
import { officerOf, refuseIf } from './script-desk.ts';

/** The desk at which alerts are taken or dismissed: whoever comes first decides, and what a case refuses stays open. */

/** What somebody wants done about an alert. */
export interface AlertRequest {
  alertId: string;
  by: string;
  why: string;
}

/** @throws NotFound */
export async function findAlert(
  { alerts }: Pick<RouteDeps, 'alerts'>,
  alertId: string,
): Promise<AlertRecord> {
  const record = await alerts.find(alertId);
  if (!record) throw notFound(`there is no alert ${alertId}`);
  return record;
}

/**
 * @param wanted what is to be done; absent: what the alert proposes
 * @throws `Rejected.<Rule>`; the alert is then open as before
 */
export async function takeAlert(
  deps: RouteDeps,
  request: AlertRequest & { action?: AlertAction | undefined },
): Promise<AlertRecord> {
  const { alertId, by, why } = request;
  refuseIf(checkDecider(await officerOf(deps, by)));
  const record = await findAlert(deps, alertId);
  const action = request.action ?? record.proposes;
  refuseIf(checkDecision(record, action));
  await checkSubject(deps, record.subject);
  const begun = (await deps.alerts.begin(alertId, action)) ?? record;
  refuseIf(checkDecision(begun, action));
  try {
    await carryOut(deps, begun, action, request);
  } catch (error) {
    // What is not known to be undone is not given up: the same request asks again, and is done once.
    if (certainlyNotDone(error)) await deps.alerts.giveUp(alertId, action);
    throw error;
  }
  return settle(deps, alertId, { state: 'taken', by, why, action });
}

/** @throws `Rejected.<Rule>` */
export async function dismissAlert(
  deps: RouteDeps,
  { alertId, by, why }: AlertRequest,
): Promise<AlertRecord> {
  refuseIf(checkDecider(await officerOf(deps, by)));
  refuseIf(checkDecision(await findAlert(deps, alertId)));
  return settle(deps, alertId, { state: 'dismissed', by, why });
}

async function settle(
  deps: RouteDeps,
  alertId: string,
  decision: Parameters<RouteDeps['alerts']['decide']>[1],
): Promise<AlertRecord> {
  const counts = await deps.alerts.decide(alertId, decision, deps.clock.now());
  const record = await findAlert(deps, alertId);
  // Somebody else was faster.
  if (!counts) refuseIf(checkDecision(record, decision.action));
  return record;
}

function certainlyNotDone(error: unknown): boolean {
  if (!(error instanceof DomainFailure)) return false;
  const { type } = error;
  return (
    type.startsWith('Rejected.') || type === 'NotFound' || type === 'InvalidInput' || nothingWasDone(error)
  );
}

async function checkSubject({ cases }: RouteDeps, subject: AlertSubject): Promise<void> {
  if (subject.kind !== 'loan') return;
  const newest = await cases.newestOf(subject.loanId);
  if (!newest || newest.state.closed) refuseIf(withoutCase(subject.loanId));
}

async function carryOut(
  deps: RouteDeps,
  record: AlertRecord,
  action: AlertAction,
  { by, why }: AlertRequest,
) {
  const { alertId, subject, refusals } = record;
  // Asked again after a refusal it is another request; after a lost answer it is the same one.
  const id = `alert:${alertId}:${refusals}`;
  switch (subject.kind) {
    case 'loan':
      await answerOf(deps, subject.loanId, {
        type: 'risk-alert',
        id,
        by,
        alertId,
        action: caseAction(action),
        why,
      });
      return;
    case 'region':
      await tellRegion(deps, record, by);
      return;
    case 'model':
      await deps.caseClient.startTraining(by);
  }
}

function caseAction(action: AlertAction): CaseAlertAction {
  const known = CASE_ALERT_ACTIONS.find((one) => one === action);
  if (!known) throw invalidInput(`${action} is nothing that a case could do`);
  return known;
}

/** The economy of the region is in the books, and all of its open cases hear of it: as when somebody had reported it. */
async function tellRegion(deps: RouteDeps, { alertId, subject, figures, day }: AlertRecord, by: string) {
  if (subject.kind !== 'region') return;
  const level = MACRO_LEVELS.find((one) => one === figures['level']);
  const { indicator, source, asOf } = figures;
  if (!level || typeof indicator !== 'string') {
    throw invalidInput(`alert ${alertId} does not say which indicator has which level`);
  }
  const item = {
    ...{ region: subject.region, indicator, level },
    asOf: typeof asOf === 'string' ? asOf : day,
    source: typeof source === 'string' ? source : 'alerts',
  };
  const report = { items: [{ index: 0, item }], by, instance: `/v1/alerts/${alertId}/take` };
  const [result] = await reportMacroAlerts(deps, report);
  if (result?.status === 'rejected')
    throw invalidInput(result.problem?.detail ?? 'the region cannot be told');
}
