import { z } from 'zod';
import { calendarYearSchema } from '../../domain/holidays/calendar-year.ts';
import * as common from './common.ts';
import { whySchema } from './rule-packs.ts';

/** Official calendars, a year of a place at a time. */

const { place, year, publicHolidays, makeUpWorkDays } = calendarYearSchema.shape;

export const holidayListQuerySchema = z.object({
  place: place.optional(),
  year: z.coerce.number().pipe(year).optional(),
  versions: z.enum(['newest', 'all']).default('newest'),
});

const wholeYearSchema = z.strictObject({ place, year, publicHolidays, makeUpWorkDays, why: whySchema });

const dayChangesSchema = z.strictObject({
  place,
  year,
  changes: z
    .array(
      z.strictObject({
        date: common.dateSchema,
        day: z
          .enum(['public-holiday', 'make-up-work-day', 'ordinary'])
          .describe('what it is from now on; a make-up work day is one of a weekend that is worked'),
      }),
    )
    .min(1)
    .max(200),
  why: whySchema,
});

export const holidayBodySchema = z
  .union([wholeYearSchema, dayChangesSchema])
  .describe('a whole year in place of what was said of it before, or single days of one that is published');

export const calendarYearViewSchema = z
  .object({
    place: z.string(),
    year: z.int(),
    version: z.int(),
    publicHolidays: z.array(common.dateSchema),
    makeUpWorkDays: z.array(common.dateSchema),
    publishedBy: z.string(),
    publishedAt: common.instantSchema,
    why: z.string(),
  })
  .meta({ id: 'CalendarYear' });
