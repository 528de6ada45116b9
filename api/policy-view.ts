import type { z } from 'zod';
import type { PublishedYear } from '../db/holiday-repository.ts';
import type { HouseVersion, SwitchRecord } from '../db/policy-repository.ts';
import type { readRules } from './policy-desk.ts';
import type { calendarYearViewSchema } from './schemas/holidays.ts';
import type * as schemas from './schemas/rule-packs.ts';

/** Rules and calendars as callers see them. */

type Rules = Awaited<ReturnType<typeof readRules>>;

const at = (atMs: number) => new Date(atMs).toISOString();

export function summaryOf({ listed, ...pack }: Rules): z.infer<typeof schemas.rulePackSummarySchema> {
  return {
    ...headOf(pack),
    rules: listed.length,
    applied: listed.filter(({ applied }) => applied).length,
  };
}

export function packView({ listed, ...pack }: Rules): schemas.RulePackView {
  return {
    ...headOf(pack),
    rules: listed.map(({ rule, switched, ...one }) => ({
      ...rule,
      ...one,
      ...(switched && { switched: switchView(switched) }),
    })),
  };
}

function headOf({ jurisdiction, basis, houseVersion, holidays }: Omit<Rules, 'listed'>) {
  const { from, to, missingYears = [] } = holidays ?? {};
  const covered = from !== undefined && to !== undefined && { from, to, missingYears: [...missingYears] };
  return { jurisdiction, basis, houseVersion, holidays: covered || null };
}

export function houseView({
  publishedAtMs,
  ...version
}: HouseVersion): z.infer<typeof schemas.houseVersionSchema> {
  return { ...version, publishedAt: at(publishedAtMs) };
}

export function switchView({
  ruleId,
  on,
  by,
  atMs,
  why,
}: SwitchRecord): z.infer<typeof schemas.switchViewSchema> {
  return { ruleId, on, by, at: at(atMs), why };
}

export function yearView({ publishedAtMs, ...year }: PublishedYear): z.infer<typeof calendarYearViewSchema> {
  return {
    ...year,
    publicHolidays: [...year.publicHolidays],
    makeUpWorkDays: [...year.makeUpWorkDays],
    publishedAt: at(publishedAtMs),
  };
}
