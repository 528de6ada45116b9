import type { Pool } from '../db/client.ts';
import { ProtectedAttributeRepository } from '../db/protected-attribute-repository.ts';
import { RiskModelRepository } from '../db/risk-model-repository.ts';

/** What the API needs to have models of risk listed, published and taken back, and protected attributes allowed. */
export interface RiskModelPorts {
  readonly models: Pick<
    RiskModelRepository,
    'list' | 'find' | 'current' | 'publications' | 'publish' | 'rollBack'
  >;
  readonly attributes: Pick<ProtectedAttributeRepository, 'list' | 'allowed' | 'record'>;
}

export function riskModelPorts(pool: Pool): RiskModelPorts {
  return { models: new RiskModelRepository(pool), attributes: new ProtectedAttributeRepository(pool) };
}
