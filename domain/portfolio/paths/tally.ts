import { AGREEMENTS } from './agreements.ts';
import { COURT } from './court.ts';
import { ENDS } from './ends.ts';
import { HOLDS } from './holds.ts';
import { RISK } from './risk.ts';
import type { Path, Trace } from './traces.ts';
import { TREATMENT } from './treatment.ts';

/** Every way through the system that people of a made-up portfolio can be seen to take. */
export const PATHS: readonly Path[] = [...TREATMENT, ...RISK, ...AGREEMENTS, ...HOLDS, ...COURT, ...ENDS];

/** How many cases have gone each way. */
export interface PathsUsed {
  used: number;
  of: number;
  unused: string[];
  /** cases by path */
  cases: Record<string, number>;
}

/** Counts, case by case. */
export class PathTally {
  private readonly cases: Record<string, number> = Object.fromEntries(PATHS.map(({ path }) => [path, 0]));

  /** @param timeline of one case, in order */
  add(timeline: readonly Trace[]): void {
    for (const { path, in: isIn } of PATHS) {
      if (isIn(timeline)) this.cases[path] = (this.cases[path] ?? 0) + 1;
    }
  }

  result(): PathsUsed {
    const { cases } = this;
    const unused = Object.keys(cases).filter((path) => cases[path] === 0);
    return { used: PATHS.length - unused.length, of: PATHS.length, unused, cases };
  }
}
