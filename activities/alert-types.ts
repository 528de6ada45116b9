import type { CaseEventOf } from '../domain/case/events.ts';

/** All that the workflow of a region's alert sees of its activities. */

export interface TellRegionInput {
  region: string;
  event: CaseEventOf<'macro-alert'>;
}

export interface AlertActivities {
  /** Tells every open case of the region; says how many there were. */
  tellRegion: (input: TellRegionInput) => Promise<{ casesTold: number }>;
}
