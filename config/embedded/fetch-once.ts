import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dropPidLock, takePidLock } from './pid-lock.ts';

/**
 * Fetches or builds a program into the per-user cache: of several processes that want it one does, the others wait.
 *
 * @param options.folder - of the program; the lock is beside it
 * @param options.find - looks whether it is there
 * @param options.fetch - makes it, when it is not
 * @param options.onWait - is called now and then while another process makes it
 * @returns the path of the program
 */
export async function fetchOnce(options: {
  folder: string;
  find: () => string | undefined;
  fetch: () => Promise<string>;
  onWait: () => void;
}): Promise<string> {
  const { folder, find, fetch, onWait } = options;
  const lock = `${folder}.fetching.pid`;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    mkdirSync(dirname(lock), { recursive: true });
    if (!takePidLock(lock)) {
      onWait();
      await sleep(200);
      continue;
    }
    try {
      // Between our look and our lock somebody may have brought it.
      return find() ?? (await fetch());
    } finally {
      dropPidLock(lock);
    }
  }
}
