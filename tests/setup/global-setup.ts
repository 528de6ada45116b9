import type { TestProject } from 'vitest/node';
import './provided.ts';
import { acquireServers, releaseServers } from './servers.ts';

/** One PostgreSQL and one Temporal dev server for the run: for the projects whose tests need both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgres, temporal } = await acquireServers({ postgres: true, temporal: true });
  if (postgres) project.provide('postgresUrl', postgres.url);
  if (temporal) project.provide('temporalAddress', temporal.address);
  return releaseServers;
}
