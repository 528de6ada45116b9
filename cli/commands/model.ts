import { InvalidArgumentError, Option, type Command } from 'commander';
import { runCommand } from '../command.ts';
import type { CrossValidateOptions } from '../model/cross-validate-command.ts';
import type { EvaluateOptions } from '../model/evaluate-command.ts';
import type { ScoreOptions } from '../model/score-command.ts';
import type { TrainOptions } from '../model/train-command.ts';

/** So many rows of 20 columns were learnt from in a minute and a half and 255 MB (docs/risk-model.md). */
const MOST_ROWS = 200_000;
const MOST_REASONS = 4;

/** Adds `arrears model train`, `cross-validate`, `score` and `evaluate`. */
export function register(program: Command): void {
  const model = program
    .command('model')
    .summary('learn, use and judge a risk model')
    .description(
      'An additive scorecard of the risk that a customer does not pay: learnt from a CSV file whose outcomes are known, kept in a JSON file that people can read, with reasons for every score.',
    );
  addTrain(model);
  addCrossValidate(model);
  addScore(model);
  addEvaluate(model);
}

function addTrain(model: Command): void {
  model
    .command('train')
    .summary('learn a model from rows whose outcome is known')
    .description(
      'Reads CSV (or .csv.gz), or with --database the past of all loans, and writes a model. Protected attributes (sex, age, marital status, education, nationality, religion ...) are left out unless --allow-protected names them; constant columns and identifiers are left out too. All that was left out is said.',
    )
    .argument('[csv]', 'rows with a header')
    .option('--target <column>', 'column of the outcome: 0 or 1 in every row')
    .option(
      '--database',
      'learn from the past of the loans in the database instead: whether all that was overdue was repaid',
    )
    .requiredOption('--out <file>', 'JSON file to write')
    .option('--exclude <columns>', 'columns not to learn from, separated by commas', parseList, [])
    .option('--allow-protected <columns>', 'protected attributes to learn from all the same', parseList, [])
    .option('--reason <text>', 'why they may be used; is kept in the model')
    .addOption(eventOption())
    .addOption(newestOption())
    .option('--seed <number>', 'another one shares the rows out differently', parseWhole, 1)
    .option('--most-rows <number>', 'rows to learn from; of more, as many are drawn', parseWhole, MOST_ROWS)
    .option('--json', 'print the figures as JSON')
    .action((csv: string | undefined, options: TrainOptions & { database?: boolean }, command: Command) => {
      if (options.database) return trainFromDatabase(csv, options, command);
      if (csv === undefined) return command.error("error: missing required argument 'csv', or --database");
      if ((options.target as string | undefined) === undefined)
        command.error("error: required option '--target <column>' not specified");
      if (options.allowProtected.length > 0 && !options.reason?.trim())
        command.error('error: --allow-protected needs --reason: say why the attribute may be used');
      return runCommand({ json: options.json }, async (context) => {
        const { trainCommand } = await import('../model/train-command.ts');
        await trainCommand(csv, options, context);
      });
    });
}

function trainFromDatabase(csv: string | undefined, options: TrainOptions, command: Command) {
  const fromFile = ['target', 'exclude', 'allowProtected', 'event', 'newest'].filter(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  if (csv !== undefined || fromFile.length > 0)
    command.error(
      'error: --database takes no CSV and none of its options; `arrears models allow` says which protected attributes may be used',
    );
  return runCommand({ json: options.json }, async (context) => {
    const { trainDatabaseCommand } = await import('../model/train-database-command.ts');
    await trainDatabaseCommand(options, context);
  });
}

function addCrossValidate(model: Command): void {
  model
    .command('cross-validate')
    .summary('say how good a model of these rows would be')
    .description(
      'Deals the rows into folds, learns a model of all but one fold and judges it on that one, in turn; prints AUC, KS and Brier score of each fold and their mean. No model is kept. Protected attributes are left out.',
    )
    .argument('<csv>', 'rows with a header')
    .requiredOption('--target <column>', 'column of the outcome: 0 or 1 in every row')
    .option('--folds <number>', 'how many', parseFolds, 5)
    .option('--exclude <columns>', 'columns not to learn from, separated by commas', parseList, [])
    .addOption(eventOption())
    .addOption(newestOption())
    .option('--seed <number>', 'another one deals the rows differently', parseWhole, 1)
    .option('--most-rows <number>', 'rows to learn from; of more, as many are drawn', parseWhole, MOST_ROWS)
    .option('--json', 'print the figures as JSON')
    .action((csv: string, options: CrossValidateOptions & { json?: boolean }) =>
      runCommand({ json: options.json }, async (context) => {
        const { crossValidateCommand } = await import('../model/cross-validate-command.ts');
        await crossValidateCommand(csv, options, context);
      }),
    );
}

const eventOption = () =>
  new Option('--event <what>', 'what 1 in the target means')
    .choices(['default', 'repayment'])
    .default('default');

const newestOption = () =>
  new Option('--newest <which>', 'number of the latest period in columns such as BILL1, BILL2, BILL3')
    .choices(['lowest', 'highest'])
    .default('lowest');

function addScore(model: Command): void {
  model
    .command('score')
    .summary('score rows')
    .description(
      'Prints row,probability,points,reasons of each row, in order. probability: of the event that was learnt (1 in the target). points: more is better for the bank. reasons: what took points, worst first. Any number of rows is scored in the same memory.',
    )
    .argument('<model>', 'file of model train')
    .argument('<csv>', 'rows with the columns that the model needs')
    .option('--reasons <number>', 'reasons of a row at most', parseWhole, MOST_REASONS)
    .option('--json', 'print a JSON object a row')
    .action((file: string, csv: string, options: ScoreOptions) =>
      runCommand({ json: options.json }, async (context) => {
        const { scoreCommand } = await import('../model/score-command.ts');
        await scoreCommand(file, csv, options, context);
      }),
    );
}

function addEvaluate(model: Command): void {
  model
    .command('evaluate')
    .summary('judge a model by rows whose outcome is known')
    .description(
      'Prints AUC, KS, Brier score, log loss and how predicted and observed shares agree. Use rows that the model was not trained on.',
    )
    .argument('<model>', 'file of model train')
    .argument('<csv>', 'rows with the columns that the model needs, and the target')
    .requiredOption('--target <column>', 'column of the outcome: 0 or 1 in every row')
    .option('--json', 'print the figures as JSON')
    .action((file: string, csv: string, options: EvaluateOptions & { json?: boolean }) =>
      runCommand({ json: options.json }, async (context) => {
        const { evaluateCommand } = await import('../model/evaluate-command.ts');
        await evaluateCommand(file, csv, options, context);
      }),
    );
}

function parseList(text: string): string[] {
  const columns = text.split(',').map((column) => column.trim());
  if (columns.includes('')) throw new InvalidArgumentError('Columns are separated by commas: A,B,C.');
  return columns;
}

function parseWhole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`'${text}' is no whole number from 0 to 999999999.`);
}

function parseFolds(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) >= 2 && Number(text) <= 20) return Number(text);
  throw new InvalidArgumentError(`'${text}' is no whole number from 2 to 20.`);
}
