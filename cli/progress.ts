import type { OnProgress } from '../config/progress.ts';

/** Shows on stderr what is going on: in place on a terminal, line by line elsewhere. */
export interface Progress {
  readonly show: OnProgress;
  /** Ends the line that is shown in place, so that something else can be written. */
  clear(): void;
}

/** In a log a detail is worth a line only so often. */
const LOG_EVERY_MS = 15_000;

/** @param stream - where it is shown; a parameter for tests */
export function createProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'> = process.stderr,
): Progress {
  let step = '';
  let shownInPlace = false;
  let detailAtMs = 0;
  const inPlace = (text: string) => {
    // Longer than the terminal is wide it would wrap and could not be taken back.
    const width = Math.max(20, (stream.columns || 80) - 1);
    stream.write(`\r\x1b[2K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
    shownInPlace = true;
  };
  return {
    show(newStep, detail) {
      const text = detail === undefined ? `${newStep} …` : `${newStep}: ${detail}`;
      if (stream.isTTY) {
        if (newStep !== step && shownInPlace) stream.write('\n');
        inPlace(text);
      } else if (newStep !== step || Date.now() - detailAtMs >= LOG_EVERY_MS) {
        stream.write(`${text}\n`);
        detailAtMs = Date.now();
      }
      step = newStep;
    },
    clear() {
      if (shownInPlace) stream.write('\n');
      shownInPlace = false;
      step = '';
    },
  };
}
