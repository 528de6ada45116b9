import { invalidInput, type Rejection } from '../../failures.ts';
import { CASE_FEATURES, type CaseFeature } from '../features/case-features.ts';
import type { ProtectedAttribute } from '../features/protected.ts';
import type { AllowedProtected } from '../model/select-columns.ts';
import { checkOfficer, type Officer } from '../../scripts/publication.ts';

/** A protected attribute that a compliance officer allows, and the ground. */
export interface PermittedAttribute {
  readonly attribute: ProtectedAttribute;
  readonly why: string;
}

/** The protected attributes that a model of cases could use at all. */
export const PROTECTED_IN_CASES: readonly ProtectedAttribute[] = [
  ...new Set(CASE_FEATURES.flatMap(({ protectedAttribute }) => protectedAttribute ?? [])),
];

/** @throws InvalidInput when no feature of a case tells the attribute */
export function protectedInCases(text: string): ProtectedAttribute {
  const found = PROTECTED_IN_CASES.find((attribute) => attribute === text);
  if (found !== undefined) return found;
  throw invalidInput(
    `no feature of a case tells '${text}', so there is nothing to allow; those that do are of ${PROTECTED_IN_CASES.join(', ')}`,
  );
}

/** @returns why somebody may not say whether models use protected attributes, or undefined */
export function checkPermission(officer: Officer): Rejection | undefined {
  return checkOfficer(officer, 'says whether models may use protected attributes');
}

/** @returns the refusal where what somebody says of an attribute is so already */
export function permissionUnchanged(attribute: ProtectedAttribute, allowed: boolean): Rejection {
  const message = `${attribute} is ${allowed ? 'allowed' : 'not allowed'} already.`;
  return { rule: 'PermissionUnchanged', message };
}

/** What a training run may work out, and what the model is to say of it. */
export interface PermittedFeatures {
  readonly features: readonly CaseFeature[];
  readonly allowProtected: readonly AllowedProtected[];
}

/**
 * The features that a model may be learnt from: all that are not of a protected attribute, and those of the attributes that
 * are allowed. Others are not even worked out.
 */
export function permittedFeatures(
  allowed: readonly PermittedAttribute[],
  all: readonly CaseFeature[] = CASE_FEATURES,
): PermittedFeatures {
  const whyOf = (feature: CaseFeature) =>
    allowed.find(({ attribute }) => attribute === feature.protectedAttribute)?.why;
  return {
    features: all.filter(
      (feature) => feature.protectedAttribute === undefined || whyOf(feature) !== undefined,
    ),
    allowProtected: all.flatMap((feature) => {
      const reason = whyOf(feature);
      return reason === undefined ? [] : [{ column: feature.name, reason }];
    }),
  };
}
