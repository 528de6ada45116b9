import type { Story } from '../story.ts';
import * as agreements from './agreements.ts';
import * as court from './court.ts';
import * as declarations from './declarations.ts';
import * as disputes from './disputes.ts';
import * as hardship from './hardship.ts';
import * as reaching from './reaching.ts';

/** Every rare life, by the name of who lives it. */
export const STORIES = {
  renegotiates: agreements.renegotiates,
  bounces: agreements.bounces,
  'pays-something-else': agreements.paysSomethingElse,
  haggles: agreements.haggles,
  'found-work': agreements.foundWork,
  'falls-ill': hardship.fallsIll,
  'asks-in-vain': hardship.asksInVain,
  'breaks-plan': hardship.breaksPlan,
  sinks: hardship.sinks,
  'disputes-part': disputes.disputesPart,
  'disputes-all': disputes.disputesAll,
  'disputes-wrongly': disputes.disputesWrongly,
  'wants-silence': declarations.wantsSilence,
  'has-attorney': declarations.hasAttorney,
  'is-vulnerable': declarations.isVulnerable,
  'goes-bankrupt': declarations.goesBankrupt,
  dies: declarations.dies,
  'gets-moratorium': declarations.getsMoratorium,
  complains: declarations.complains,
  'hard-to-reach': reaching.hardToReach,
  'lives-elsewhere': reaching.livesElsewhere,
  'moved-away': reaching.movedAway,
  'wrongly-reported': reaching.wronglyReported,
  sued: court.sued,
  appeals: court.appeals,
  'not-worth-suing': court.notWorthSuing,
  'pays-in-court': court.paysInCourt,
} as const satisfies Readonly<Record<string, Story>>;
export type StoryName = keyof typeof STORIES;
