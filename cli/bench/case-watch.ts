import pg from 'pg';
import type { LoanId } from '../../domain/ids.ts';

/** A trigger of the benchmark's own database: it says of each case that it has changed, when that is committed. */
const TRIGGER = `
CREATE FUNCTION bench_case_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('case_changed', NEW.loan_id); RETURN NULL; END $$;
CREATE TRIGGER bench_case_changed AFTER UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION bench_case_changed();
LISTEN case_changed`;

/** Hears of changed case rows as they are committed: nothing is polled while something is measured. */
export class CaseWatch {
  private readonly client: pg.Client;
  private readonly waiting = new Map<string, () => void>();

  private constructor(client: pg.Client) {
    this.client = client;
    client.on('notification', ({ payload = '' }) => {
      this.waiting.get(payload)?.();
      this.waiting.delete(payload);
    });
  }

  static async open(databaseUrl: string): Promise<CaseWatch> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(TRIGGER);
    return new CaseWatch(client);
  }

  /** Fulfilled when the loan's case row has changed, from now on. */
  changeOf(loanId: LoanId): Promise<void> {
    return new Promise((resolve) => this.waiting.set(loanId, resolve));
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
