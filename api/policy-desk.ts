import { localDate } from '../domain/calendar.ts';
import {
  checkHousePublication,
  checkSwitch,
  type PolicyPublication,
} from '../domain/contact/publish-policy.ts';
import { listRules } from '../domain/contact/rule-list.ts';
import { jurisdictions, placesOf, shippedRules } from '../domain/contact/rule-packs/index.ts';
import { notFound } from '../domain/failures.ts';
import { calendarOf } from '../domain/holidays/calendar-year.ts';
import type { ContactRule } from '../domain/contact/rule.ts';
import { checkOfficer } from '../domain/scripts/publication.ts';
import type { HouseVersion, SwitchRecord } from '../db/policy-repository.ts';
import type { Publication } from '../db/holiday-repository.ts';
import type { RouteDeps } from './ports.ts';
import { officerOf, refuseIf } from './script-desk.ts';

type DeskDeps = Pick<RouteDeps, 'rules' | 'holidays' | 'people' | 'clock' | 'contactBasis'>;

/** @throws NotFound, naming the places that have rules */
export function checkPlace(jurisdiction: string): void {
  if (jurisdictions().includes(jurisdiction)) return;
  throw notFound(`there is no rule pack ${jurisdiction}; there are ${jurisdictions().join(', ')}`);
}

/** @throws Rejected.NotComplianceOfficer */
export async function refuseUnlessOfficer(deps: Pick<DeskDeps, 'people'>, actor: string): Promise<void> {
  refuseIf(checkOfficer(await officerOf(deps, actor), 'changes the rules of contact'));
}

/** @returns the rules of a place as they are today, and what the bank has made of them */
export async function readRules(deps: DeskDeps, jurisdiction: string) {
  const places = placesOf(jurisdiction);
  const [versions, switches, chosen] = await Promise.all([
    deps.rules.houseVersions(places),
    deps.rules.switches(),
    publicationOf(deps, jurisdiction),
  ]);
  const newest = places.flatMap((place) => versions.find((version) => version.jurisdiction === place) ?? []);
  const house = newest.flatMap(({ rules }) => rules);
  const switchOf = new Map(switches.map((record) => [record.ruleId, record]));
  const listed = listRules(jurisdiction, { ...chosen, house }, chosen.today).map((one) => ({
    ...one,
    switched: switchOf.get(one.rule.id),
  }));
  return { jurisdiction, ...chosen, listed, houseVersion: versionOf(newest, jurisdiction) };
}

const versionOf = (versions: readonly HouseVersion[], jurisdiction: string) =>
  versions.find((version) => version.jurisdiction === jurisdiction)?.version ?? null;

/** @throws `Rejected.<Rule>` with the rule that would be broken */
export async function publishHouse(
  deps: DeskDeps,
  { jurisdiction, rules }: { jurisdiction: string; rules: ContactRule[] },
  publication: Publication,
): Promise<HouseVersion> {
  checkPlace(jurisdiction);
  await refuseUnlessOfficer(deps, publication.by);
  refuseIf(checkHousePublication(jurisdiction, rules, await publicationOf(deps, jurisdiction)));
  return deps.rules.publishHouse({ jurisdiction, rules }, publication, deps.clock.now());
}

/** @throws NotFound, `Rejected.<Rule>` */
export async function switchRule(
  deps: DeskDeps,
  { jurisdiction, ruleId, on }: { jurisdiction: string; ruleId: string; on: boolean },
  publication: Publication,
): Promise<SwitchRecord> {
  checkPlace(jurisdiction);
  if (!shippedRules(jurisdiction).some(({ id }) => id === ruleId)) {
    throw notFound(
      `${jurisdiction} has no rule ${ruleId} that ships; GET /v1/rule-packs/${jurisdiction} lists them`,
    );
  }
  await refuseUnlessOfficer(deps, publication.by);
  refuseIf(checkSwitch({ ruleId, on }, await publicationOf(deps, jurisdiction), jurisdiction));
  return deps.rules.switchRule({ ruleId, on }, publication, deps.clock.now());
}

/** Read anew and not from the reader of the gate: who publishes must not be judged by what was so some seconds ago. */
async function publicationOf(deps: DeskDeps, jurisdiction: string): Promise<PolicyPublication> {
  const places = placesOf(jurisdiction);
  const [switches, ...years] = await Promise.all([
    deps.rules.switches(),
    ...places.map((place) => deps.holidays.list({ place })),
  ]);
  return {
    basis: deps.contactBasis ?? 'prudent',
    switchedOn: switches.filter(({ on }) => on).map(({ ruleId }) => ruleId),
    holidays: calendarOf(places, years.flat()),
    today: localDate(deps.clock.now(), 'UTC'),
  };
}
