import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder from which a printer takes letters, and may take them away. Under `.journal` is kept, for each letter, a file
 * that says it was about to be handed over; what has a journal file and no longer a draft was handed over, for certain.
 */
export class LetterSpool {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @returns whether the letter of this name is or was in the folder */
  async has(name: string): Promise<boolean> {
    const { journal, draft } = this.pathsOf(name);
    return (await exists(journal)) && !(await exists(draft));
  }

  /** Puts a letter into the folder: whole, and once whatever happens. */
  async put(name: string, content: Buffer): Promise<void> {
    if (await this.has(name)) return;
    const { journal, draft, letter } = this.pathsOf(name);
    await mkdir(join(this.folder, '.journal'), { recursive: true, mode: 0o750 });
    // Written under a name of its own first: a draft is whole, or the one before, or not there.
    const writing = `${draft}.${process.pid}`;
    await writeThrough(writing, content);
    await rename(writing, draft);
    await writeThrough(journal, Buffer.alloc(0));
    await syncFolder(join(this.folder, '.journal'));
    await rename(draft, letter);
    await syncFolder(this.folder);
  }

  private pathsOf(name: string) {
    const journal = join(this.folder, '.journal', name);
    return { journal, draft: `${journal}.draft`, letter: join(this.folder, `${name}.pdf`) };
  }
}

async function writeThrough(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o640);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without this a power cut may forget a name that was given before. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}
