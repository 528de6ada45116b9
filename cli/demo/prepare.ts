import type { TrainReport } from '../../activities/train-types.ts';
import { startTraining } from '../../api/train-client.ts';
import { saveRoster } from '../../db/people-repository.ts';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { earlierLoans } from '../../domain/portfolio/earlier-loans.ts';
import { houseStrategy } from '../../domain/portfolio/house-strategy.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { MANAGER, rosterOf } from '../../domain/portfolio/roster.ts';
import type { CommandContext } from '../command.ts';
import type { Stack } from './stack.ts';

/** Loans that are long paid back: so many that a model of repayment can be learnt from them, whatever the demo's size. */
const EARLIER_LOANS = 600;

/**
 * Puts into the bank's books what is there before the first day, and has a model learnt from it.
 *
 * @returns what came of the training
 */
export async function prepareBank(
  { runtime }: Pick<Stack, 'runtime'>,
  portfolio: Portfolio,
  { seed, progress }: { seed: string; progress: CommandContext['progress'] },
): Promise<TrainReport> {
  const { database, encryption, client, taskQueue, clock } = runtime;
  const { pool } = database;
  progress.show('Making up a portfolio');
  await savePortfolio(pool, encryption, portfolio);
  const earlier = earlierLoans({ loans: EARLIER_LOANS, seed, asOf: portfolio.asOf });
  await savePortfolio(pool, encryption, earlier);
  progress.show(`Learning a risk model from ${EARLIER_LOANS} earlier loans`);
  const training = await startTraining({ client, taskQueue }, MANAGER);
  await saveRoster(pool, rosterOf(portfolio), clock.now());
  await publishStrategies(database.orm, [houseStrategy(portfolio)], new Date());
  return training.result();
}
