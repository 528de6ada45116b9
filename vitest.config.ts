import { defineConfig } from 'vitest/config';

/** Files that need no server at all. */
const unit = ['tests/domain/**/*.test.ts', 'tests/config/**/*.unit.test.ts', 'tests/cli/**/*.unit.test.ts'];

/** One PostgreSQL and one Temporal dev server for the run. */
const withServers = ['tests/setup/global-setup.ts'];

/** A machine that is slow or busy is no failure: what takes so long stands still. */
const PATIENCE_MS = 60_000;

/** A project whose files run one after the other. */
const serial = { fileParallelism: false, maxWorkers: 1 };

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'unit', include: unit, testTimeout: PATIENCE_MS } },
      {
        extends: true,
        test: { name: 'replay', include: ['tests/replay/**/*.test.ts'], testTimeout: PATIENCE_MS },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{db,activities,api,cli,config,worker}/**/*.test.ts'],
          exclude: unit,
          globalSetup: withServers,
          testTimeout: PATIENCE_MS,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...serial,
          name: 'workflow',
          include: ['tests/workflows/**/*.test.ts'],
          // The skipping clock is one for the whole test server: one workflow at a time.
          globalSetup: ['tests/setup/skipping-clock.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...serial,
          name: 'e2e',
          include: ['tests/{e2e,faults}/**/*.test.ts'],
          globalSetup: withServers,
          // Whole cases on the accelerated clock, workers killed on the way.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
