import type { z } from 'zod';
import type { AttributePermission } from '../db/protected-attribute-repository.ts';
import type { RiskModelRecord, RiskModelWithContent } from '../db/risk-model-repository.ts';
import { modelVersionName } from '../domain/risk/model-version.ts';
import type { PermittedAttribute } from '../domain/risk/training/permission.ts';
import { attributesNotAllowed, type ModelPublication } from '../domain/risk/training/publication.ts';
import type * as schemas from './schemas/risk-models.ts';
import { nameOfCurrent } from './risk-model-desk.ts';

/** Models of risk as callers see them. */

const at = (atMs: number) => new Date(atMs).toISOString();

/** @param allowed protected attributes that models may use now */
export function modelSummary(
  { outline, ...record }: RiskModelRecord,
  allowed: readonly PermittedAttribute[],
): z.infer<typeof schemas.riskModelSummarySchema> {
  const { version, state, current, trainedBy, outcome } = record;
  return {
    ...{ version, name: modelVersionName(version), state, current },
    ...{ trainedBy, trainedAt: at(record.trainedAtMs), trainedTo: outline.trainedTo },
    horizonDays: outline.horizonDays,
    rows: outline.repayment.training?.rows ?? 0,
    later: outline.later,
    allowedProtected: outline.repayment.training?.allowedProtected ?? [],
    notAllowed: attributesNotAllowed(outline, allowed),
    segments: outline.segmentation?.segments.length ?? 0,
    segmentsWhy: outline.segmentationWhy ?? null,
    amountsIn: outline.amountsIn ?? null,
    amountsWhy: outline.amountsWhy ?? null,
    why: outcome?.why ?? null,
  };
}

export function modelView(
  record: RiskModelWithContent,
  allowed: readonly PermittedAttribute[],
): z.infer<typeof schemas.riskModelSchema> {
  return { ...modelSummary(record, allowed), content: record.content };
}

export function publicationView({
  atMs,
  version,
  ...publication
}: ModelPublication): z.infer<typeof schemas.publicationSchema> {
  return { ...publication, model: nameOfCurrent(version), at: at(atMs) };
}

export function permissionView({
  atMs,
  ...permission
}: AttributePermission): z.infer<typeof schemas.permissionSchema> {
  return { ...permission, at: at(atMs) };
}
