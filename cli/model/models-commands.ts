import { riskModelPorts } from '../../api/risk-model-ports.ts';
import { nameOfCurrent, permitAttribute, publishModel, rollBackModel } from '../../api/risk-model-desk.ts';
import { modelSummary, permissionView, publicationView } from '../../api/risk-model-view.ts';
import { UserError } from '../../config/user-error.ts';
import { createDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { PeopleRepository } from '../../db/people-repository.ts';
import type { RiskModelRecord } from '../../db/risk-model-repository.ts';
import { modelVersionName } from '../../domain/risk/model-version.ts';
import { attributesNotAllowed } from '../../domain/risk/training/publication.ts';
import { hasWorker } from '../../worker/reconcile-schedule.ts';
import { trainNow } from '../../worker/train-schedule.ts';
import type { CommandContext } from '../command.ts';
import { createClock, openRuntime } from '../runtime.ts';
import { openDatabase } from '../services.ts';
import { explained } from './explained.ts';
import { count } from './quality-text.ts';
import { amountsLine, figuresLine } from './train-database-command.ts';

/** Versions of a page of the list. */
const PAGE = 50;

interface Decided {
  by: string;
  why: string;
}

export async function train({ by }: { by: string }, context: CommandContext): Promise<void> {
  const { cleanup, progress, result } = context;
  const runtime = await openRuntime({ cleanup, onProgress: progress.show });
  if (!(await hasWorker(runtime))) {
    throw new UserError(
      'No worker is running, and a worker does the learning: start one with `arrears worker`.',
    );
  }
  progress.show('Learning from the past of all loans');
  const report = await trainNow(runtime, by);
  if (report.model === null) throw new UserError(report.why);
  const { later, horizonDays, rows, rowsSeen, loans, segments, amounts } = report;
  const lines = [
    `${report.model}, of repayment within ${horizonDays} days, from ${count(rows)} of ${count(rowsSeen)} days of ${count(loans)} loans.`,
    ...(later ? [figuresLine('Repayment', later.repayment)] : []),
    ...(later?.default ? [figuresLine('Default', later.default)] : []),
    ...(segments ? [`Segments: ${segments}.`] : []),
    ...(amounts ? [amountsLine(amounts)] : []),
    report.why,
  ];
  result(lines.join('\n'), report);
}

export async function list(context: CommandContext): Promise<void> {
  const { riskModels } = await open(context);
  const { models, attributes } = riskModels;
  const records: RiskModelRecord[] = [];
  for (let before: number | undefined; ;) {
    const page = await models.list({ before, limit: PAGE });
    records.push(...page);
    before = page.at(-1)?.version;
    if (before === undefined || page.length < PAGE) break;
  }
  const [current, publications, allowed] = await Promise.all([
    models.current(),
    models.publications(),
    attributes.allowed(),
  ]);
  const lines = records.map((record) => lineOf(record, attributesNotAllowed(record.outline, allowed)));
  const text = [...lines, `Cases are scored by ${nameOfCurrent(current)}.`].join('\n');
  context.result(text, {
    current: nameOfCurrent(current),
    items: records.map((record) => modelSummary(record, allowed)),
    publications: publications.map(publicationView),
  });
}

/** @example 'bank-7  candidate  up to 2026-09-02  60 days  AUC 0.8120  Brier 0.1510  by schedule' */
function lineOf(
  { version, state, current, trainedBy, outline }: RiskModelRecord,
  notAllowed: readonly string[],
): string {
  const { trainedTo, horizonDays, later, segmentation, segmentationWhy } = outline;
  const repayment = later?.repayment;
  return [
    modelVersionName(version),
    current ? `${state}, counts` : state,
    `up to ${trainedTo}`,
    `${horizonDays} days`,
    ...(repayment ? [`AUC ${repayment.auc?.toFixed(4) ?? '-'}`, `Brier ${repayment.brier.toFixed(4)}`] : []),
    `by ${trainedBy}`,
    ...(segmentationWhy === undefined ? [] : [`${segmentation ? '' : 'no segments: '}${segmentationWhy}`]),
    ...(notAllowed.length === 0 ? [] : [`uses ${notAllowed.join(' and ')}, which is not allowed now`]),
  ].join('  ');
}

export async function publish(version: number, change: Decided, context: CommandContext): Promise<void> {
  const desk = await open(context);
  const { by, why } = change;
  const record = await explained(() => publishModel(desk, version, { by, why }));
  const allowed = await desk.riskModels.attributes.allowed();
  context.result(
    `Cases are scored by ${modelVersionName(version)} from now on.`,
    modelSummary(record, allowed),
  );
}

export async function rollBack({ by, why }: Decided, context: CommandContext): Promise<void> {
  const desk = await open(context);
  const back = await explained(() => rollBackModel(desk, { by, why }));
  const passed = back.passedOver.map((sentence) => `Passed over: ${sentence}`);
  context.result([`Cases are scored by ${back.current} again from now on.`, ...passed].join('\n'), back);
}

export async function permit(
  { attribute, allowed, by, why }: Decided & { attribute: string; allowed: boolean },
  context: CommandContext,
): Promise<void> {
  const desk = await open(context);
  const { permission, usedBy } = await explained(() =>
    permitAttribute(desk, { attribute, allowed, by, why }),
  );
  const text = allowed
    ? `Models that are learnt from now on may use ${attribute}.`
    : `Models that are learnt from now on do not use ${attribute}.`;
  const still =
    usedBy === null ? [] : [`${usedBy} counts and goes on using it: train a new model, or roll back.`];
  context.result([text, ...still].join('\n'), { ...permissionView(permission), usedBy });
}

async function open({ cleanup, progress }: CommandContext) {
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: 2 });
  cleanup.add('database connections', () => database.close());
  const { pool } = database;
  return { riskModels: riskModelPorts(pool), people: new PeopleRepository(pool), clock: createClock() };
}
