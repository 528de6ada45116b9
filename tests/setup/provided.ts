/** What the global set-ups hand to the test files (`inject` in tests/setup/database.ts and temporal.ts). */
declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a superuser of the run's PostgreSQL; tests use `createTestDatabase`. */
    postgresUrl: string;
    /** Of the run's dev server. */
    temporalAddress: string;
    /** The program of the server with the skipping clock. */
    testServerPath: string;
  }
}

export {};
