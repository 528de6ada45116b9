import type { TestProject } from 'vitest/node';
import { findTestServer } from '../../config/embedded/test-server.ts';
import './provided.ts';
import { acquireServers, releaseServers, say } from './servers.ts';

/** PostgreSQL and the program of the test server with a skipping clock; each file starts its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgres } = await acquireServers({ postgres: true });
  if (postgres) project.provide('postgresUrl', postgres.url);
  try {
    project.provide('testServerPath', await findTestServer({ onProgress: say }));
  } catch (error) {
    // Vitest calls no teardown of a setup that has failed.
    await releaseServers();
    throw error;
  }
  return releaseServers;
}
