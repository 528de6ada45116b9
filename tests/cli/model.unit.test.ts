import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { arrearsModel, createFolder, HEADER, lines, type Ended } from './model-fixtures.ts';

// Each run starts a process of its own, several in some tests.
vi.setConfig({ testTimeout: 60_000 });

const folder = createFolder();
const csv = folder.write('train.csv', [HEADER, ...lines(1200)]);
const model = folder.path('model.json');
let trained: Ended;

beforeAll(async () => {
  trained = await arrearsModel('train', csv, '--target', 'defaulted', '--out', model, '--json');
}, 60_000);
afterAll(() => folder.remove());

interface ModelFile {
  columns: { name: string }[];
  training: { allowedProtected: unknown[]; seed: number; rows: number };
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as ModelFile;
const sentence = ({ code, stdout, stderr }: Ended): string => {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at /);
  return stderr.trim().split('\n').at(-1)!;
};

describe('model train', () => {
  it('writes a model, prints its figures, and says what it left out', () => {
    expect(trained.code).toBe(0);
    const figures = JSON.parse(trained.stdout) as { rowsRead: number; heldOut: { auc: number } };
    expect(figures.rowsRead).toBe(1200);
    expect(figures.heldOut.auc).toBeGreaterThan(0.65);
    expect(trained.stderr).toContain('Left out: customer_id (an identifier).');
    expect(trained.stderr).toContain('Left out: SEX (protected attribute: sex).');
    expect(trained.stderr).toContain('Left out: same (the same in every row).');
    expect(read(model).columns.map(({ name }) => name)).toEqual(['days_late', 'region']);
  });

  it('uses a protected attribute when that is allowed, with the reason in the model', async () => {
    const out = folder.path('allowed.json');
    const args = ['--allow-protected', 'SEX', '--reason', 'fairness test 7'];
    const { code, stderr } = await arrearsModel('train', csv, '--target', 'defaulted', '--out', out, ...args);
    expect(code).toBe(0);
    expect(stderr).toContain('Warning: SEX (protected attribute: sex) is used');
    expect(read(out).training.allowedProtected).toEqual([
      { column: 'SEX', attribute: 'sex', reason: 'fairness test 7' },
    ]);
  });

  it('draws as many rows of a longer file as it may keep, the same ones for the same seed', async () => {
    const outs = ['a.json', 'b.json'].map((name) => folder.path(name));
    for (const out of outs) {
      const { stderr } = await arrearsModel(
        'train',
        csv,
        '--target',
        'defaulted',
        '--out',
        out,
        '--most-rows',
        '500',
      );
      expect(stderr).toContain('Learnt from 500 of 1,200 rows');
    }
    expect(read(outs[0]!).training.rows).toBe(500);
    expect(read(outs[1]!)).toEqual(read(outs[0]!));
  });

  it.each([
    [['x.csv', '--target', 'y'], 'the option --out'],
    [['x.csv', '--out', 'm.json'], 'the option --target'],
    [['x.csv', '--target', 'y', '--out', 'm', '--allow-protected', 'SEX'], 'needs --reason'],
    [['x.csv', '--target', 'y', '--out', 'm', '--seed', '-1'], 'no whole number'],
  ])('%j is wrong usage', async (args, told) => {
    const { code, stdout, stderr } = await arrearsModel('train', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(told.replace('the option ', ''));
  });

  it.each<[string, string[], string]>([
    ['a missing column', ['a,b', '1,0'], 'has no column defaulted; its columns are a, b.'],
    [
      'another outcome',
      ['a,defaulted', '1,2'],
      "line 2: defaulted is '2', and it must be 0 or 1 in every row.",
    ],
    ['an empty outcome', ['a,defaulted', '1,'], "line 2: defaulted is '', and it must be 0 or 1"],
    ['one row', ['a,defaulted', '1,1'], '1 row is too few to learn from'],
    ['no row', ['a,defaulted'], 'has a header and no rows.'],
    ['a short row', ['a,defaulted', '1'], 'line 2: has 1 columns where the header has 2'],
    ['two columns of one name', ['a,a,defaulted', '1,2,0'], 'has two columns named a'],
    [
      'a text among numbers',
      ['a,defaulted', ...Array.from({ length: 200 }, (_, row) => `${row === 7 ? 'ten' : row},${row % 2}`)],
      "Line 9, column a: 'ten' is no number",
    ],
  ])('%s is told in one sentence', async (_, rows, told) => {
    const path = folder.write('bad.csv', rows);
    const ended = await arrearsModel(
      'train',
      path,
      '--target',
      'defaulted',
      '--out',
      folder.path('never.json'),
    );
    expect(sentence(ended)).toContain(told);
  });

  it('a file that is not there is told in one sentence', async () => {
    const ended = await arrearsModel('train', folder.path('no.csv'), '--target', 'y', '--out', model);
    expect(sentence(ended)).toContain('no.csv does not exist');
  });
});

describe('model score', () => {
  it('prints a row for each row, in order, with reasons in words', async () => {
    const { code, stdout } = await arrearsModel('score', model, csv);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(header).toBe('row,probability,points,reasons');
    expect(rows).toHaveLength(1200);
    rows.forEach((row, at) => expect(row).toMatch(new RegExp(`^${at + 1},0(\\.\\d+)?,\\d+,`)));
    expect(stdout).toMatch(/days_late is \d+/);
  });

  it('scores a row by itself as among others, from gzip too, with values missing, new and quoted', async () => {
    const rows = ['days_late,region', '80,south', 'NA,"Stadt, ""alt"""', ',moon', '1e2,'];
    const whole = folder.path('whole.csv.gz');
    writeFileSync(whole, gzipSync(`${rows.join('\r\n')}\r\n`));
    const together = await arrearsModel('score', model, whole, '--reasons', '0');
    expect(together.stderr).toContain('Warning: region is rare or new to the model in 1 of 4 rows.');
    const scored = together.stdout.trimEnd().split('\n').slice(1);
    expect(scored).toHaveLength(4);
    const alone = await arrearsModel(
      'score',
      model,
      folder.write('alone.csv', [rows[0]!, rows[3]!]),
      '--reasons',
      '0',
    );
    expect(alone.stdout.trimEnd().split('\n')[1]!.replace(/^1,/, '3,')).toBe(scored[2]);
  });

  it.each([
    ['a missing column', ['days_late', '3'], 'has no column region'],
    [
      'a text for a number',
      ['days_late,region', 'late,north'],
      "line 2: days_late is 'late', and the model was trained",
    ],
    [
      'numbers for texts',
      ['days_late,region', '3,1', '4,2'],
      'region has numbers, and the model was trained on texts',
    ],
  ])('%s is told in one sentence', async (_, rows, told) => {
    const ended = await arrearsModel('score', model, folder.write('odd.csv', rows));
    expect({ code: ended.code }).toEqual({ code: 1 });
    expect(ended.stderr).toContain(told);
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['another JSON', '{"a":1}', 'this is no model of arrears model train'],
    ['a later version', '{"format":"arrears-risk-model","version":2}', 'is of version 2'],
    ['a part of one', '{"format":"arrears-risk-model","version":1}', 'is damaged at'],
  ])('a model that is %s is told in one sentence', async (_, text, told) => {
    const broken = folder.write('broken.json', [text]);
    expect(sentence(await arrearsModel('score', broken, csv))).toContain(told);
  });
});

describe('model evaluate', () => {
  it('judges by rows that it has not seen, for people and for machines', async () => {
    const fresh = folder.write('fresh.csv', [HEADER, ...lines(1000, 'fresh')]);
    const { stdout } = await arrearsModel('evaluate', model, fresh, '--target', 'defaulted', '--json');
    const quality = JSON.parse(stdout) as {
      rows: number;
      auc: number;
      brier: number;
      reliability: unknown[];
    };
    expect(quality).toMatchObject({ rows: 1000, ks: expect.any(Number) as number });
    expect(quality.auc).toBeGreaterThan(0.65);
    expect(quality.reliability).toHaveLength(10);
    const { stdout: text } = await arrearsModel('evaluate', model, fresh, '--target', 'defaulted');
    expect(text).toContain(`AUC         ${quality.auc.toFixed(4)}`);
  });

  it('of one row says that there is nothing to rank', async () => {
    const one = folder.write('one.csv', ['days_late,region,defaulted', '5,north,0']);
    const { code, stdout } = await arrearsModel('evaluate', model, one, '--target', 'defaulted');
    expect(code).toBe(0);
    expect(stdout).toContain('AUC         needs both outcomes');
  });
});

describe('model cross-validate', () => {
  it('prints the figures of each fold and their mean, for people and for machines', async () => {
    const args = ['cross-validate', csv, '--target', 'defaulted', '--folds', '3'];
    const { code, stdout } = await arrearsModel(...args, '--json');
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as {
      rows: number;
      folds: { fold: number; rows: number; auc: number }[];
      mean: { auc: number; ks: number; brier: number };
    };
    expect([found.rows, found.folds.map(({ rows }) => rows)]).toEqual([1200, [400, 400, 400]]);
    expect(found.mean.auc).toBeGreaterThan(0.65);
    const { stdout: text } = await arrearsModel(...args);
    const { auc, ks, brier } = found.mean;
    expect(text).toContain(`mean   ${auc.toFixed(4)}  ${ks.toFixed(4)}  ${brier.toFixed(4)}`);
  });

  it.each([
    ['1', 'is no whole number from 2 to 20'],
    ['many', 'is no whole number from 2 to 20'],
  ])('--folds %s is wrong usage', async (folds, words) => {
    const { code, stderr } = await arrearsModel(
      ...['cross-validate', csv, '--target', 'defaulted', '--folds', folds],
    );
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('model train, from a file or from the database', () => {
  it.each([
    [['--out', 'x.json'], "missing required argument 'csv'"],
    [[csv, '--out', 'x.json'], "required option '--target <column>' not specified"],
    [[csv, '--database', '--out', 'x.json'], '--database takes no CSV'],
    [['--database', '--exclude', 'age', '--out', 'x.json'], '--database takes no CSV'],
  ])('%j is wrong usage', async (args, words) => {
    const { code, stderr } = await arrearsModel('train', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
