import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { ASSUMED_RESPONSE } from '../../domain/simulation/response-model.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';

const BIN = fileURLToPath(new URL('../../bin/arrears', import.meta.url));
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'arrears-simulate-'));
  return () => rmSync(dir, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function simulate(changes: Record<string, string | true> = {}): Promise<Ended> {
  const options: Record<string, string | true> = {
    strategy: 'cn-retail',
    against: 'cn-retail',
    portfolio: dir,
    seed: '1',
    runs: '2',
    days: '60',
  };
  const args = Object.entries({ ...options, ...changes }).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );
  return new Promise((resolve) => {
    execFile(BIN, ['simulate', ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

function write(name: string, lines: readonly string[]): string {
  const path = join(dir, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Twenty cards of which nineteen are late, since 12 days before 1 November 2026. */
function writePortfolio(currencyOf: (index: number) => string = () => 'CNY'): void {
  const all = Array.from({ length: 20 }, (_, index) => index);
  write('customers.csv', [
    'customer_id,name,language,timezone,region,birth_date,occupation,annual_income,phone,email,consent_sms,consent_voice,consent_email,vulnerable',
    ...all.map(
      (i) =>
        `C${i},N,zh-CN,Asia/Shanghai,east,1990-01-01,,,+861000000${i},c${i}@example.com,true,true,true,false`,
    ),
  ]);
  write('loans.csv', [
    'loan_id,customer_id,product,jurisdiction,lender_role,currency,principal,annual_rate,term_months,originated_on,branch,secured',
    ...all.map((i) => `L${i},C${i},card,CN,first_party,${currencyOf(i)},50000.00,0.18,,2024-05-01,b,false`),
  ]);
  write('instalments.csv', [
    'loan_id,number,due_on,principal_due,interest_due,fee_due',
    ...all.map((i) => `L${i},1,2026-10-20,1000.00,20.00,0.00`),
  ]);
  write('payments.csv', [
    'payment_id,loan_id,paid_at,amount,currency,channel',
    `P0,L0,2026-10-19T02:00:00Z,1020.00,${currencyOf(0)},transfer`,
  ]);
  write('ratings.csv', [
    'customer_id,source,as_of,score,grade',
    ...all.map((i) => `C${i},internal,2026-10-31,${400 + i * 20},C`),
  ]);
}

interface Figures {
  loans: number;
  cases: number;
  asOf: string;
  rejectedRows: number;
  all: Record<string, Record<'a' | 'b' | 'difference', { mean: number; low: number; high: number }>>;
  byRisk: Record<string, Figures['all']>;
  byDay: Record<string, { a: number[]; b: number[] }>;
}

const figuresOf = ({ stdout }: Ended) => JSON.parse(stdout) as Figures;

describe('two strategies side by side', () => {
  test('figures of both and their difference, by risk and day', async () => {
    writePortfolio();
    // Without calls: the same ladder with its reminders, letter and review.
    const messages = cnRetail.ladders.low.filter((rung) => rung.do !== 'call');
    const quiet = { ...cnRetail, id: 'quiet', ladders: { low: messages, middle: messages, high: messages } };
    const against = write('quiet.json', [JSON.stringify(quiet)]);
    const first = await simulate({ against, json: true });
    const figures = figuresOf(first);
    expect(first).toMatchObject({ code: 0 });
    expect(figures).toMatchObject({ loans: 20, cases: 19, asOf: '2026-11-01', rejectedRows: 0 });
    expect(figures.all['voice']).toMatchObject({ b: { mean: 0 } });
    expect(figures.all['voice']!.a.mean).toBeGreaterThan(0);
    const { a, b, difference } = figures.all['cost']!;
    expect(difference.mean).toBeCloseTo(a.mean - b.mean, 6);
    const risks = Object.values(figures.byRisk).reduce((sum, of) => sum + of['recovered']!.a.mean, 0);
    expect(risks).toBeCloseTo(figures.all['recovered']!.a.mean, 6);
    const days = figures.byDay['recovered']!.a;
    expect(days).toHaveLength(60);
    expect(days.reduce((sum, day) => sum + day, 0)).toBeCloseTo(figures.all['recovered']!.a.mean, 6);
  });

  test('the same seed gives the same figures', async () => {
    writePortfolio();
    const again = () => simulate({ against: 'uk-retail', json: true, days: '20' });
    const [first, second] = await Promise.all([again(), again()]);
    expect(first).toMatchObject({ code: 0 });
    expect(second.stdout).toBe(first.stdout);
  });

  test('a table and a picture for people', async () => {
    writePortfolio();
    const out = join(dir, 'picture.svg');
    const { code, stdout } = await simulate({ out, against: 'uk-retail' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^20 loans, 19 delinquent on 2026-11-01, 60 days, 2 seeds from 1/);
    expect(stdout).toMatch(/cn-retail@1 +uk-retail@1 +difference/);
    for (const row of [
      'recovered',
      'cost',
      'cures',
      'calls',
      'complaints',
      'to legal',
      'high risk',
      'by day 30',
    ])
      expect(stdout).toContain(row);
    const svg = readFileSync(out, 'utf8');
    expect(svg.match(/<polyline/g)).toHaveLength(4);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<(g|svg|text)\b/g)!.length).toBe(svg.match(/<\/(g|svg|text)>/g)!.length);
  });

  test('assumptions of one’s own', async () => {
    writePortfolio();
    const nothing = {
      hazard: [{ fromDay: 0, perDay: 0 }],
      brings: { sms: 0, email: 0, voice: 0, letter: 0 },
    };
    const never = { ...nothing, calls: { promises: 0 } };
    const assumptions = write('never.json', [JSON.stringify(never)]);
    const figures = figuresOf(await simulate({ assumptions, json: true }));
    expect(figures.all['recovered']!.a).toEqual({ mean: 0, low: 0, high: 0 });
    expect(figures.all['contacts']!.a.mean).toBeGreaterThan(0);
  });

  test('hazards from the history', async () => {
    writePortfolio();
    // Nineteen loans of which nobody has ever paid late: less than is assumed.
    const told = figuresOf(await simulate({ json: true, estimate: true })) as unknown as {
      response: { hazard: { perDay: number }[] };
    };
    const assumed = ASSUMED_RESPONSE.hazard[0]!.perDay;
    expect(told.response.hazard[0]!.perDay).toBeLessThan(assumed);
  });

  test('rows that import would reject are left out and counted', async () => {
    writePortfolio();
    write('ratings.csv', [
      'customer_id,source,as_of,score,grade',
      'C1,internal,2026-10-31,high,C',
      'C99,internal,2026-10-31,500,C',
      'C2,internal,2026-10-31,500,C',
    ]);
    expect(figuresOf(await simulate({ json: true }))).toMatchObject({ rejectedRows: 2, cases: 19 });
  });
});

describe('what cannot be simulated is said in one sentence', () => {
  const failing = async (changes: Record<string, string | true>) => {
    const { code, stdout, stderr } = await simulate(changes);
    expect([code, stdout]).toEqual([1, '']);
    return stderr.trim().split('\n').at(-1);
  };

  test('no such strategy', async () => {
    expect(await failing({ strategy: 'cn-retial' })).toMatch(
      /^There is no strategy 'cn-retial': give one of cn-retail/,
    );
  });

  test('a file that is no strategy', async () => {
    const path = write('bad.json', [JSON.stringify({ ...cnRetail, minGapDays: -1 })]);
    expect(await failing({ strategy: path })).toMatch(/bad\.json is not a strategy: minGapDays: /);
  });

  test('a file that is no JSON', async () => {
    const broken = write('broken.json', ['{']);
    expect(await failing({ against: broken })).toMatch(/broken\.json cannot be read as JSON: /);
  });

  test('assumptions that are none', async () => {
    const assumptions = write('bad.json', ['{ "brings": { "sms": 2 } }']);
    expect(await failing({ assumptions })).toMatch(/bad\.json is not a response model: brings\.sms: /);
  });

  test('no portfolio', async () => {
    expect(await failing({ portfolio: join(dir, 'none') })).toMatch(/none is no folder\.$/);
  });

  test('half of a portfolio', async () => {
    writePortfolio();
    rmSync(join(dir, 'instalments.csv'));
    expect(await failing({})).toMatch(/has no instalments\.csv \(or \.csv\.gz\)\.$/);
  });

  test('a day on which nothing is overdue', async () => {
    writePortfolio();
    expect(await failing({ 'as-of': '2026-10-20' })).toMatch(
      /^No loan is delinquent on 2026-10-20: .*--as-of/,
    );
  });

  test('two currencies', async () => {
    writePortfolio((index) => (index % 2 === 0 ? 'CNY' : 'USD'));
    expect(await failing({})).toMatch(/has loans in CNY, USD: simulate one currency at a time/);
  });

  test.each([
    ['seed', '-1'],
    ['runs', '0'],
    ['days', 'x'],
    ['as-of', '2026-02-30'],
  ])('--%s %s is wrong usage', async (name, value) => {
    expect((await simulate({ [name]: value })).code).toBe(2);
  });
});
