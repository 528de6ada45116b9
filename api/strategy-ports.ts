import type { Database } from '../db/client.ts';
import { ExperimentRepository } from '../db/experiment-repository.ts';
import type { PolicyReader } from '../db/policy-reader.ts';
import { ScriptRepository } from '../db/script-repository.ts';
import { StrategyDeskRepository } from '../db/strategy-desk-repository.ts';
import { StrategyMoveRepository } from '../db/strategy-move-repository.ts';
import { StrategyRepository } from '../db/strategy-repository.ts';

/** What the API needs to have strategies written, published, compared and changed. */
export interface StrategyPorts {
  readonly desk: Pick<
    StrategyDeskRepository,
    'find' | 'list' | 'write' | 'useOf' | 'publish' | 'adopt' | 'withdraw'
  >;
  readonly published: Pick<StrategyRepository, 'findPublished' | 'findCurrentFor'>;
  readonly experiments: Pick<
    ExperimentRepository,
    'find' | 'list' | 'runningIn' | 'start' | 'end' | 'figuresOf'
  >;
  readonly moves: Pick<StrategyMoveRepository, 'find' | 'list' | 'keep' | 'states'>;
  /** what the steps of a draft would say */
  readonly scripts: Pick<ScriptRepository, 'current'>;
  /** what the gate decides by where the draft is for */
  readonly policies: Pick<PolicyReader, 'of'>;
}

export function strategyPorts({ pool, orm }: Database, policies: PolicyReader): StrategyPorts {
  return {
    desk: new StrategyDeskRepository(pool),
    published: new StrategyRepository(orm),
    experiments: new ExperimentRepository(pool),
    moves: new StrategyMoveRepository(pool),
    scripts: new ScriptRepository(pool),
    policies,
  };
}
