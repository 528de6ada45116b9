import type { Behaviour } from './segment-behaviour.ts';

/** Within this many standard deviations of the mean a segment is like the others, and nothing is said of it. */
const LIKE_OTHERS = 0.3;

/** Features that a name speaks of, where that tells the segments apart. */
const SPOKEN_OF = 2;

const LIKE_MOST = { id: 'like-most', name: 'behaves like most' };

export interface SegmentName {
  /** kebab-case, unique among the segments */
  readonly id: string;
  /** for people */
  readonly name: string;
}

/**
 * Calls each segment by what sets it apart: the two features whose centre is farthest from the mean, more where two
 * segments would be called the same. What is said is in the order of the behaviours, so that a new training that finds the
 * same segment calls it the same, whichever of the two is a little farther out this time.
 *
 * @param behaviours of the coordinates, in their order
 * @param centres in standard deviations from the mean
 * @returns a name for each centre
 * @example segmentNames([paidShare, timesLate], [[1.2, -0.8], [-1.1, 0.9]])[0].name // 'pays much of what falls due, seldom late'
 */
export function segmentNames(
  behaviours: readonly Behaviour[],
  centres: readonly (readonly number[])[],
): SegmentName[] {
  const traits = centres.map((centre) => traitsOf(behaviours, centre));
  const lengths = traits.map(() => SPOKEN_OF);
  const called = () => traits.map((of, at) => nameOf(of.slice(0, lengths[at])));
  for (let round = 0; round < behaviours.length; round += 1) {
    const names = called();
    for (const [at, { id }] of names.entries()) {
      if (names.filter((other) => other.id === id).length > 1) lengths[at]! += 1;
    }
  }
  return called().map((name, at, all) => numbered(name, all.slice(0, at)));
}

interface Trait extends SegmentName {
  readonly at: number;
}

/** What may be said of a centre, the farthest first; of features about one thing, only the one that is farthest. */
function traitsOf(behaviours: readonly Behaviour[], centre: readonly number[]): Trait[] {
  const said = new Set<string>();
  return behaviours
    .map((behaviour, at) => ({ behaviour, at, from: centre[at] ?? 0 }))
    .filter(({ from }) => Math.abs(from) >= LIKE_OTHERS)
    .sort((a, b) => Math.abs(b.from) - Math.abs(a.from) || a.at - b.at)
    .filter(({ behaviour: { about } }) => !said.has(about) && said.add(about))
    .map(({ behaviour, at, from }) => {
      const [id, name] = from > 0 ? behaviour.high : behaviour.low;
      return { id, name, at };
    });
}

function nameOf(traits: readonly Trait[]): SegmentName {
  if (traits.length === 0) return LIKE_MOST;
  const said = [...traits].sort((a, b) => a.at - b.at);
  return { id: said.map(({ id }) => id).join('-'), name: said.map(({ name }) => name).join(', ') };
}

/** Two that nothing sets apart differ only in how far out they are. */
function numbered({ id, name }: SegmentName, before: readonly SegmentName[]): SegmentName {
  const same = before.filter((other) => other.id === id).length;
  return same === 0 ? { id, name } : { id: `${id}-${same + 1}`, name: `${name} (${same + 1})` };
}
