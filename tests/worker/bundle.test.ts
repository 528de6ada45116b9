import { expect, test } from 'vitest';
import { workflowBundle } from '../../worker/build-bundle.ts';

/** Every cached workflow has its own copy of each module: one that reads zones or schemas costs hundreds of kilobytes a case. */
test.each(['zod', 'temporal-polyfill', 'drizzle-orm', 'pg'])(
  'the workflow bundle does without the package %s',
  async (name) => {
    const { code } = await workflowBundle();
    expect(code).toContain('./workflows/case-workflow.ts');
    expect(code).not.toContain(`/node_modules/${name}/`);
  },
);
