import { entry, entryWhere, type Path } from './traces.ts';

/** Disputes, what the law gives effect to, and what supervisors do with holds. */

const resolved = (path: string, approved: boolean, outcome: string): Path => ({
  path,
  in: (timeline) =>
    entry(path, 'approval', { hold: 'dispute', approved }).in(timeline) ||
    entry(path, 'resolve-dispute', { outcome }).in(timeline),
});

export const HOLDS: readonly Path[] = [
  entryWhere('dispute of all', 'dispute', ({ wholeDispute }) => wholeDispute === true),
  entryWhere('dispute of a part', 'dispute', ({ wholeDispute }) => wholeDispute !== true),
  resolved('dispute upheld', true, 'upheld'),
  resolved('dispute rejected', false, 'rejected'),
  entry('dispute partly upheld', 'resolve-dispute', { outcome: 'partly' }),
  entryWhere('cease by some channels', 'cease', ({ data }) => Array.isArray(data.channels)),
  entryWhere('cease by all', 'cease', ({ data }) => data.channels === undefined),
  entry('attorney appointed', 'attorney'),
  entry('vulnerability', 'vulnerability'),
  entry('bankruptcy', 'bankruptcy'),
  entry('death', 'death'),
  entry('reported by a register', 'customer-hold'),
  entry('moratorium', 'moratorium'),
  entry('moratorium over', 'hold-ended', { hold: 'moratorium' }),
  entry('complaint about conduct', 'complaint', { about: 'conduct' }),
  entry('complaint about content', 'complaint', { about: 'debt' }),
  entry('complaint upheld', 'complaint-answered', { outcome: 'upheld' }),
  entry('complaint rejected', 'complaint-answered', { outcome: 'rejected' }),
  entryWhere('hold lifted by a supervisor', 'approval', ({ data, taskKind }) => {
    return taskKind === 'hold-review' && data.approved === true;
  }),
  entryWhere('hold kept by a supervisor', 'approval', ({ data, taskKind }) => {
    return taskKind === 'hold-review' && data.approved === false;
  }),
  entry('hold lifted before its time', 'lift-hold'),
  entry('paused', 'pause'),
  entry('resumed', 'resume'),
];
