import { DomainFailure, notFound, type Rejection } from '../domain/failures.ts';
import { auditText, inOneSentence, ScriptViolation } from '../domain/scripts/audit-message.ts';
import { fillScript } from '../domain/scripts/compose.ts';
import { letterLaw } from '../domain/scripts/letter-law.ts';
import {
  auditForPublication,
  checkPublication,
  checkWithdrawal,
  type Officer,
  type ScriptRecord,
} from '../domain/scripts/publication.ts';
import { sampleValues } from '../domain/scripts/samples.ts';
import { makeScript, quotesBooks } from '../domain/scripts/script.ts';
import { smsLength } from '../domain/scripts/sms-length.ts';
import type { RouteDeps } from './ports.ts';
import type { PreviewBody } from './schemas/scripts.ts';
import { valuesOf } from './script-view.ts';

/** What becomes of a version of a script. */
export interface ScriptRef {
  id: string;
  version: number;
}

type DeskDeps = Pick<RouteDeps, 'scripts' | 'people' | 'clock'>;

/** @throws NotFound */
export async function findScript(
  { scripts }: Pick<RouteDeps, 'scripts'>,
  ref: ScriptRef,
): Promise<ScriptRecord> {
  const record = await scripts.find(ref.id, ref.version);
  if (!record) throw notFound(`there is no script ${ref.id}@${ref.version}`);
  return record;
}

/** @throws `Rejected.<Rule>`; for a text that must not be sent with every place and reason */
export async function publishScript(deps: DeskDeps, ref: ScriptRef, actor: string): Promise<ScriptRecord> {
  const record = await findScript(deps, ref);
  refuseIf(checkPublication(record, await officerOf(deps, actor)));
  const violations = auditForPublication(record.script);
  if (violations.length > 0) throw new ScriptViolation(inOneSentence(violations), violations);
  const published = await deps.scripts.publish(ref.id, ref.version, actor, deps.clock.now());
  return published ?? publishScript(deps, ref, actor);
}

/** @throws `Rejected.<Rule>` */
export async function withdrawScript(
  deps: DeskDeps,
  ref: ScriptRef,
  { actor, why }: { actor: string; why: string },
): Promise<ScriptRecord> {
  const record = await findScript(deps, ref);
  refuseIf(checkWithdrawal(record, await officerOf(deps, actor)));
  const now = deps.clock.now();
  const withdrawn = await deps.scripts.withdraw(ref.id, ref.version, { by: actor, why }, now);
  return withdrawn ?? withdrawScript(deps, ref, { actor, why });
}

/** @returns a script as it would be sent, and what is wrong with it */
export async function previewScript(deps: DeskDeps, { script: asked, variables, ...place }: PreviewBody) {
  const script = 'version' in asked ? (await findScript(deps, asked)).script : makeScript(asked, 1);
  const { creditor, contact, howToPay, ...samples } = sampleValues(place.language);
  // What the law of the place has to say is said as it is, so it has no sample.
  const { help, complain, stop, disclosure, ...matter } = samples;
  const law = quotesBooks(script) ? letterLaw(place.jurisdiction, place.language) : {};
  const values = { ...matter, ...law, ...valuesOf(variables) };
  const bank = { creditor, contact, howToPay };
  const { subject, body } = fillScript(script, values, { ...place, bank });
  const violations = [
    ...auditText(subject).map((violation) => ({ ...violation, part: 'subject' })),
    ...auditText(body).map((violation) => ({ ...violation, part: 'body' })),
  ];
  const sms = place.channel === 'sms' && { sms: smsLength(body) };
  return { subject, body, ...sms, ok: violations.length === 0, violations };
}

/** Whoever asks, as the bank knows them: an actor who is not among its people, or not any more, has no role. */
export async function officerOf({ people }: Pick<RouteDeps, 'people'>, actor: string): Promise<Officer> {
  const person = await people.person(actor);
  return { actor, role: person?.active ? person.role : undefined };
}

/** @throws `Rejected.<Rule>` */
export function refuseIf(rejection: Rejection | undefined): void {
  if (rejection) throw refused(rejection);
}

/** @returns the refusal, to be thrown */
export function refused({ rule, message, gate }: Rejection): DomainFailure {
  return new DomainFailure(`Rejected.${rule}`, message, { gate });
}
