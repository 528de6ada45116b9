/** The process behind sdk-download.ts: `KIND VERSION FOLDER`. Starts the server once, as that is what downloads it. */
const [kind, version, downloadDir] = process.argv.slice(2) as [string, string, string];
const { TestWorkflowEnvironment } = await import('@temporalio/testing');
const server = { executable: { type: 'cached-download' as const, version, downloadDir } };
const environment =
  kind === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
