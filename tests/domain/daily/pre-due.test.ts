import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar.ts';
import { preDueReminder, type PreDueFacts } from '../../../domain/daily/pre-due.ts';

const TODAY = '2026-11-01';
const facts = (changes: Partial<PreDueFacts> = {}): PreDueFacts => ({
  instalments: [
    { dueOn: '2026-10-04', amountMinor: 500 },
    { dueOn: '2026-11-04', amountMinor: 500 },
  ],
  paidMinor: 500,
  directDebit: false,
  gone: false,
  ...changes,
});

describe('a reminder before the due date', () => {
  it.each<[string, Partial<PreDueFacts>, number, number | undefined]>([
    ['three days before', {}, 3, 500],
    ['four days before', {}, 4, undefined],
    ['two days before: that day is over', {}, 2, undefined],
    ['a part is paid in advance', { paidMinor: 700 }, 3, 300],
    ['all is paid in advance', { paidMinor: 1_000 }, 3, undefined],
    ['direct debit', { directDebit: true }, 3, undefined],
    ['the loan has left the books', { gone: true }, 3, undefined],
    ['the one before is overdue', { paidMinor: 499 }, 3, undefined],
  ])('%s', (_name, changes, daysBefore, amountMinor) => {
    expect(preDueReminder(facts(changes), daysBefore, TODAY)?.amountMinor).toBe(amountMinor);
  });

  it('is never given on the due day itself', () => {
    expect(preDueReminder(facts(), 0, '2026-11-04')).toBeUndefined();
  });

  it('adds up what falls due on the same day', () => {
    const instalments = [
      { dueOn: '2026-11-04', amountMinor: 500 },
      { dueOn: '2026-11-04', amountMinor: 20 },
    ];
    expect(preDueReminder(facts({ instalments, paidMinor: 0 }), 3, TODAY)?.amountMinor).toBe(520);
  });

  it('is given once for each due date, whenever the days are walked', () => {
    const schedule = fc.array(
      fc.record({ days: fc.integer({ min: 1, max: 60 }), amountMinor: fc.integer({ min: 1, max: 900 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: 7 }), (rows, daysBefore) => {
        const instalments = rows
          .map(({ days, amountMinor }) => ({ dueOn: addDays(TODAY, days + 7), amountMinor }))
          .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
        // Everything is paid on its due day.
        const said = Array.from({ length: 70 }, (_, day) => addDays(TODAY, day)).flatMap((today) => {
          const paidMinor = instalments
            .filter(({ dueOn }) => dueOn <= today)
            .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
          const reminder = preDueReminder(facts({ instalments, paidMinor }), daysBefore, today);
          return reminder ? [reminder] : [];
        });
        expect(said.map(({ dueOn }) => dueOn)).toEqual([...new Set(instalments.map(({ dueOn }) => dueOn))]);
      }),
    );
  });
});
