import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { ImportFile } from './import-files.ts';
import { stageColumns, STAGE } from './stage-sql.ts';

/** A COPY into the staging table that is under way. */
export class StageCopy {
  private readonly stream: CopyStreamQuery;
  private readonly done: Promise<void>;

  constructor(tx: pg.PoolClient, file: ImportFile) {
    const columns = stageColumns(file).map(({ name }) => name);
    this.stream = tx.query(copyFrom(`COPY ${STAGE} (${columns.join(', ')}) FROM STDIN`));
    this.done = finished(this.stream);
    // Seen by whoever writes or ends next.
    this.done.catch(() => undefined);
  }

  /** Waits while the server has not taken what it was given before. */
  async write(text: string): Promise<void> {
    if (text === '' || this.stream.write(text)) return;
    const drained = new Promise<void>((resolve) => this.stream.once('drain', resolve));
    await Promise.race([drained, this.done]);
  }

  /** @throws what the server says about what it was given */
  async end(): Promise<void> {
    this.stream.end();
    await this.done;
  }

  /** Nothing of it is kept; the connection is good again afterwards, its transaction is not. */
  async abandon(): Promise<void> {
    this.stream.destroy(new Error('the import was given up'));
    await this.done.catch(() => undefined);
  }
}
