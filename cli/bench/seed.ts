import { addDays, localDate } from '../../domain/calendar.ts';
import { strategySchema, type Strategy } from '../../domain/strategy/schema.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import type { LoanId } from '../../domain/ids.ts';
import { builtInScripts } from '../../domain/scripts/built-in/index.ts';
import type { Script } from '../../domain/scripts/script.ts';
import { publishBuiltInScripts } from '../../db/script-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import type { BenchBed } from './bed.ts';

/**
 * A ladder of `steps` letters on consecutive days. Letters, because post has no window: every step is one timer,
 * one gate, one delivery, and none is deferred.
 */
export async function publishDailyLetters(bed: BenchBed, steps: number): Promise<Strategy> {
  const letters = Array.from({ length: steps }, (_, i) => ({
    onDay: i + 2,
    do: 'letter',
    channel: 'letter',
    script: LETTER,
    by: 'system',
  }));
  const ladder = [...letters, { onDay: steps + 3, do: 'review', by: 'supervisor' }];
  const strategy = strategySchema.parse({
    ...cnRetail,
    id: 'bench-daily',
    minGapDays: 1,
    letterAnswerDays: 1,
    letters: { ...cnRetail.letters, deemedServedDays: 0 },
    spreadMinutes: 720,
    ladders: { low: ladder, middle: ladder, high: ladder },
  });
  await publishBuiltInScripts(bed.database.pool, [letterScript()], new Date());
  await publishStrategies(bed.database.orm, [strategy], new Date(Date.now() + 1000));
  return strategy;
}

const LETTER = 'bench-letter';

/** The words of an ordinary reminder, by post. */
function letterScript(): Script {
  const reminder = builtInScripts.find(({ id }) => id === 'reminder-firm');
  if (!reminder) throw new Error('there is no reminder to be sent by post');
  return { ...reminder, id: LETTER, channels: ['letter'] };
}

/** Inserts loans that are one day late, each of its own customer, with ids `<prefix>1` ... */
export async function seedLoans(bed: BenchBed, prefix: string, count: number): Promise<LoanId[]> {
  const dueOn = addDays(localDate(bed.clock.now(), 'Asia/Shanghai'), -1);
  const ids = Array.from({ length: count }, (_, i) => `${prefix}${i + 1}` as LoanId);
  const { pool } = bed.database;
  await pool.query(
    `INSERT INTO customers (customer_id, name, language, timezone, region, vulnerable)
     SELECT id, 'Customer ' || id, 'en', 'Asia/Shanghai', 'east', false FROM unnest($1::text[]) AS t(id)`,
    [ids],
  );
  await pool.query(
    `INSERT INTO consents (customer_id, channel, granted)
     SELECT id, c, true FROM unnest($1::text[]) AS t(id), unnest(ARRAY['sms', 'voice', 'email']) AS u(c)`,
    [ids],
  );
  await pool.query(
    `INSERT INTO loans (loan_id, customer_id, product, jurisdiction, lender_role, currency, principal_minor,
       annual_rate, originated_on, secured)
     SELECT id, id, 'credit_card', 'CN', 'first_party', 'CNY', 5000000, 0.18, '2024-01-01', false
     FROM unnest($1::text[]) AS t(id)`,
    [ids],
  );
  await pool.query(
    `INSERT INTO instalments (loan_id, number, due_on, principal_due_minor, interest_due_minor, fee_due_minor)
     SELECT id, n, $2::date - 30 * (6 - n), 50000, 1000, 0 FROM unnest($1::text[]) AS t(id), generate_series(1, 6) n`,
    [ids, dueOn],
  );
  await pool.query(
    `INSERT INTO payments (payment_id, loan_id, paid_at, amount_minor, currency, channel)
     SELECT id || '-' || n, id, $2::date - 30 * (6 - n), 51000, 'CNY', 'transfer'
     FROM unnest($1::text[]) AS t(id), generate_series(1, 5) n`,
    [ids, dueOn],
  );
  // As after any bulk load: without it the planner guesses.
  await pool.query('ANALYZE');
  return ids;
}

/** @returns the loans as the sweep takes them */
export async function* eachLoan(loans: readonly LoanId[]) {
  for (const loanId of loans) yield await Promise.resolve({ loanId });
}
