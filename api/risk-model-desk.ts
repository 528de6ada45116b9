import type { ModelChange, RiskModelWithContent } from '../db/risk-model-repository.ts';
import type { AttributePermission } from '../db/protected-attribute-repository.ts';
import { notFound } from '../domain/failures.ts';
import { builtInScorecard } from '../domain/risk/built-in-scorecard.ts';
import { modelVersionName } from '../domain/risk/model-version.ts';
import {
  checkPermission,
  permissionUnchanged,
  protectedInCases,
} from '../domain/risk/training/permission.ts';
import {
  attributesNotAllowed,
  checkModelPublication,
  checkModelUse,
  checkRollback,
  standingModels,
} from '../domain/risk/training/publication.ts';
import type { RouteDeps } from './ports.ts';
import { officerOf, refused, refuseIf } from './script-desk.ts';

type DeskDeps = Pick<RouteDeps, 'riskModels' | 'people' | 'clock'>;

/** @throws NotFound */
export async function findModel(
  { riskModels }: Pick<RouteDeps, 'riskModels'>,
  version: number,
): Promise<RiskModelWithContent> {
  const record = await riskModels.models.find(version);
  if (!record) throw notFound(`there is no model ${modelVersionName(version)}`);
  return record;
}

/** @returns the model, by which cases are scored from now on @throws NotFound, `Rejected.<Rule>` */
export async function publishModel(
  deps: DeskDeps,
  version: number,
  change: ModelChange,
): Promise<RiskModelWithContent> {
  const { models, attributes } = deps.riskModels;
  const { content } = await findModel(deps, version);
  const officer = await officerOf(deps, change.by);
  refuseIf(checkModelPublication(version, await models.current(), officer));
  refuseIf(checkModelUse(modelVersionName(version), content, await attributes.allowed()));
  const done = await models.publish(version, change, deps.clock.now());
  // Somebody else was quicker: what they did is the reason for the refusal.
  return done ? findModel(deps, version) : publishModel(deps, version, change);
}

/** What a rollback has brought back. */
export interface RolledBack {
  /** what cases are scored by from now on */
  current: string;
  /** what came before the model that was taken back and is not brought back, in a sentence each */
  passedOver: string[];
}

/** Brings back what counted before, or what counted before that where cases may not be scored by it now. @throws `Rejected.<Rule>` */
export async function rollBackModel(deps: DeskDeps, change: ModelChange): Promise<RolledBack> {
  const { models } = deps.riskModels;
  const officer = await officerOf(deps, change.by);
  const standing = standingModels(await models.publications());
  refuseIf(checkRollback(standing, officer));
  const from = standing.at(-1) as number;
  const { to, passedOver } = await before(deps, standing);
  const done = await models.rollBack({ ...change, from, to }, deps.clock.now());
  return done ? { current: nameOfCurrent(to), passedOver } : rollBackModel(deps, change);
}

async function before(deps: DeskDeps, standing: readonly number[]) {
  const allowed = await deps.riskModels.attributes.allowed();
  const earlier = new Set(standing.toReversed());
  earlier.delete(standing.at(-1) as number);
  const passedOver: string[] = [];
  for (const version of earlier) {
    const refused = checkModelUse(
      modelVersionName(version),
      (await findModel(deps, version)).content,
      allowed,
    );
    if (!refused) return { to: version, passedOver };
    passedOver.push(refused.message);
  }
  return { to: null, passedOver };
}

/** @param version null: the expert scorecard */
export const nameOfCurrent = (version: number | null): string =>
  version === null ? builtInScorecard.id : modelVersionName(version);

/** What a compliance officer says of an attribute, and the model that uses it now in spite of it. */
export interface RecordedPermission {
  permission: AttributePermission;
  /** `bank-7`; null: none that counts */
  usedBy: string | null;
}

/** @throws InvalidInput, `Rejected.<Rule>` */
export async function permitAttribute(
  deps: DeskDeps,
  { attribute: text, allowed, by, why }: { attribute: string; allowed: boolean; by: string; why: string },
): Promise<RecordedPermission> {
  const attribute = protectedInCases(text);
  refuseIf(checkPermission(await officerOf(deps, by)));
  const permission = await deps.riskModels.attributes.record(
    { attribute, allowed, by, why },
    deps.clock.now(),
  );
  if (!permission) throw refused(permissionUnchanged(attribute, allowed));
  return { permission, usedBy: allowed ? null : await usedBy(deps, attribute) };
}

/** A model that has learnt from it goes on doing so until another one counts. */
async function usedBy({ riskModels: { models } }: DeskDeps, attribute: string): Promise<string | null> {
  const version = await models.current();
  const content = version === null ? undefined : (await models.find(version))?.content;
  if (version === null || !content) return null;
  return attributesNotAllowed(content, []).some((one) => one === attribute)
    ? modelVersionName(version)
    : null;
}
