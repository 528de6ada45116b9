/** The bin of a number, in words. */
export interface BinBounds {
  readonly label: string;
  /** undefined: no bound on this side */
  readonly from: number | undefined;
  readonly below: number | undefined;
  /** the feature has whole values only */
  readonly whole: boolean;
  /** the least value that is known to occur */
  readonly least?: number | undefined;
}

/**
 * @returns what a value in the bin is
 * @example binWords({ label: 'PAY_0', from: 2, below: 5, whole: true }) // 'PAY_0 is 2 to 4'
 * @example binWords({ label: 'share paid', from: 0.2, below: 0.5, whole: false }) // 'share paid is 0.2 to below 0.5'
 */
export function binWords({ label, from, below, whole, least }: BinBounds): string {
  if (from === undefined && below === undefined) return `${label} is known`;
  if (whole)
    return `${label} is ${wholeRange(ceiling(from ?? (below === undefined ? undefined : least)), ceiling(below))}`;
  if (from === undefined) return `${label} is below ${number(below)}`;
  if (below === undefined) return `${label} is ${number(from)} or more`;
  return `${label} is ${number(from)} to below ${number(below)}`;
}

function wholeRange(from: number | undefined, below: number | undefined): string {
  if (from === undefined) return `${number((below ?? 0) - 1)} or less`;
  if (below === undefined) return `${number(from)} or more`;
  return below - from <= 1 ? number(from) : `${number(from)} to ${number(below - 1)}`;
}

const ceiling = (value: number | undefined) => (value === undefined ? undefined : Math.ceil(value));

const number = (value: number | undefined) =>
  (value ?? 0).toLocaleString('en', { maximumSignificantDigits: 6 });
