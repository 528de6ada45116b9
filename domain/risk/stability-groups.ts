import type { CategoryTerm, ModelTerm, NumberTerm } from './model/schema.ts';

/** Bins of a term in groups that are large enough to compare shares of. */
export interface TermGroups {
  /** of the training rows, 0..1, by group */
  readonly shares: readonly number[];
  /** for people, by group: 'days past due from 30 to below 60' */
  readonly words: readonly string[];
  /** group of each bin, in the order in which the scorer counts them: missing, the bins, of texts unseen */
  readonly groupOf: readonly number[];
}

/** Groups that numbers are put into, as the usual measure does. */
const TENTHS = 10;

/** A text that is rarer than this shares a group with the other rare ones. */
const RARE = 0.02;

/**
 * A model has up to 64 bins a feature, and in a few hundred rows chance alone moves their shares: the index grows with the
 * number of bins. So neighbours are put together until each group has about a tenth of the training rows; missing and
 * unseen values keep a group of their own.
 *
 * @returns null for a pair of features, each of which is measured by itself
 * @see B. Yurdakul and J. Naranjo, Statistical properties of the population stability index, Journal of Risk Model
 *   Validation 14 (2020)
 */
export function groupsOf(term: ModelTerm): TermGroups | null {
  switch (term.kind) {
    case 'number':
      return numberGroups(term);
    case 'category':
      return categoryGroups(term);
    case 'pair':
      return null;
  }
}

function numberGroups({ bins, label, missing }: NumberTerm): TermGroups {
  const known = bins.reduce((sum, { share }) => sum + share, 0);
  let before = 0;
  let above: number | undefined;
  const groups: { tenth: number; share: number; above: number | undefined; below: number | undefined }[] = [];
  const groupOf = [0];
  for (const { below, share } of bins) {
    // The tenth that the middle of the bin is in.
    const tenth = known > 0 ? Math.min(TENTHS - 1, Math.floor((TENTHS * (before + share / 2)) / known)) : 0;
    const last = groups.at(-1);
    if (last?.tenth === tenth) {
      last.share += share;
      last.below = below;
    } else groups.push({ tenth, share, above, below });
    groupOf.push(groups.length);
    before += share;
    above = below;
  }
  return {
    shares: [missing.share, ...groups.map(({ share }) => share)],
    words: [`${label} unknown`, ...groups.map((group) => rangeOf(label, group))],
    groupOf,
  };
}

function rangeOf(
  label: string,
  { above, below }: { above: number | undefined; below: number | undefined },
): string {
  const range = [above !== undefined && `from ${above}`, below !== undefined && `to below ${below}`];
  const said = range.filter((part) => part !== false).join(' ');
  return said === '' ? `${label} known` : `${label} ${above === undefined ? said.slice('to '.length) : said}`;
}

function categoryGroups({ bins, label, missing, unseen }: CategoryTerm): TermGroups {
  const frequent = bins.filter(({ share }) => share >= RARE);
  const rare = bins.filter(({ share }) => share < RARE);
  const rareGroup = frequent.length + 1;
  return {
    shares: [
      missing.share,
      ...frequent.map(({ share }) => share),
      rare.reduce((sum, { share }) => sum + share, 0),
      unseen.share,
    ],
    words: [
      `${label} unknown`,
      ...frequent.map(({ values }) => `${label} ${values.join(' or ')}`),
      `${label} of the rare ones`,
      `${label} of the new ones`,
    ],
    groupOf: [
      0,
      ...bins.map((bin) => (bin.share >= RARE ? frequent.indexOf(bin) + 1 : rareGroup)),
      rareGroup + 1,
    ],
  };
}
