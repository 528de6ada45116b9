import type { Rejection } from '../../failures.ts';
import { checkStrategyOfficer, type Officer } from '../../strategy/publication.ts';
import { caseFeature } from '../features/case-features.ts';
import type { ProtectedAttribute } from '../features/protected.ts';
import { featuresOf, type LooksAt } from '../make-scorer.ts';
import { modelVersionName } from '../model-version.ts';
import type { PermittedAttribute } from './permission.ts';

/** One change of the model that counts. */
export interface ModelPublication {
  /** that counts from then on; null: the expert scorecard */
  readonly version: number | null;
  readonly action: 'published' | 'rolled-back';
  readonly by: string;
  readonly atMs: number;
  readonly why: string;
}

/**
 * The models that have come to count one after the other and were not taken back, the one that counts now last; before them
 * all comes the expert scorecard. A rollback takes back all that came after what it brings back.
 *
 * @param publications oldest first
 * @example standingModels([published(1), published(2), rolledBack(1)]) // [1]
 */
export function standingModels(
  publications: readonly Pick<ModelPublication, 'version' | 'action'>[],
): number[] {
  const standing: number[] = [];
  for (const { version, action } of publications) {
    if (action === 'rolled-back') {
      do standing.pop();
      while (standing.length > 0 && standing.at(-1) !== version);
    } else if (version !== null) standing.push(version);
  }
  return standing;
}

/** @param version asked for; @param current that counts now, null: the expert scorecard @returns why it is refused, or undefined */
export function checkModelPublication(
  version: number,
  current: number | null,
  officer: Officer,
): Rejection | undefined {
  const refused = checkStrategyOfficer(officer, 'publishes risk models');
  if (refused || version !== current) return refused;
  return { rule: 'ModelUnchanged', message: `Cases are scored by ${modelVersionName(version)} already.` };
}

/** @returns protected attributes that a model uses and no compliance officer allows */
export function attributesNotAllowed(
  content: LooksAt,
  allowed: readonly Pick<PermittedAttribute, 'attribute'>[],
): ProtectedAttribute[] {
  const used = featuresOf(content).flatMap((name) => caseFeature(name)?.protectedAttribute ?? []);
  return [...new Set(used)].filter((used) => !allowed.some(({ attribute }) => attribute === used));
}

/**
 * Whether cases may be scored by a model: it looks only at what a case has, and at no protected attribute without leave.
 *
 * @param name `bank-7`, or `it`
 * @param allowed attributes that are allowed now
 * @returns why they may not, or undefined
 */
export function checkModelUse(
  name: string,
  content: LooksAt,
  allowed: readonly Pick<PermittedAttribute, 'attribute'>[],
): Rejection | undefined {
  const strange = featuresOf(content).filter((feature) => caseFeature(feature) === undefined);
  if (strange.length > 0) {
    const message = `${name} looks at ${strange.join(', ')}, which no case has: cases are scored only by models that have learnt from cases.`;
    return { rule: 'ModelNotOfCases', message };
  }
  const attributes = attributesNotAllowed(content, allowed);
  if (attributes.length === 0) return undefined;
  const message = `${name} uses ${attributes.join(' and ')}, which no compliance officer allows now: train another model, or have it allowed first.`;
  return { rule: 'AttributeNotAllowed', message };
}

/** @param standing see {@link standingModels} @returns why it is refused, or undefined */
export function checkRollback(standing: readonly number[], officer: Officer): Rejection | undefined {
  const refused = checkStrategyOfficer(officer, 'rolls risk models back');
  if (refused || standing.length > 0) return refused;
  const message = 'Cases are scored by the expert scorecard, and nothing came before it.';
  return { rule: 'NothingToRollBack', message };
}
