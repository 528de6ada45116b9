/**
 * Whether a strategy is for loans of that place: a country's is for its parts as well, which may have one of their own.
 *
 * @example isFor('US', 'US-MA') // true
 */
export function isFor(strategyJurisdiction: string, loanJurisdiction: string): boolean {
  return loanJurisdiction === strategyJurisdiction || loanJurisdiction.startsWith(`${strategyJurisdiction}-`);
}

/** @returns the place itself and the country it is a part of, the narrower first @example placesFor('US-MA') // ['US-MA', 'US'] */
export function placesFor(jurisdiction: string): string[] {
  const [country = jurisdiction] = jurisdiction.split('-');
  return country === jurisdiction ? [jurisdiction] : [jurisdiction, country];
}
