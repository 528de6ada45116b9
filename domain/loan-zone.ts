/** Mainland China has one official time, wherever in it the customer lives. */
const ZONE_OF_JURISDICTION: Readonly<Record<string, string>> = { CN: 'Asia/Shanghai' };

/**
 * The zone in which a loan's days begin and end: its due dates, and by when a payment counts for a day.
 *
 * @param jurisdiction of the loan, `CN`, `US` …
 * @param customerTimezone IANA zone of the customer, for jurisdictions with more than one
 * @example loanZone('CN', 'Europe/Paris') // 'Asia/Shanghai'
 */
export function loanZone(jurisdiction: string, customerTimezone: string): string {
  return ZONE_OF_JURISDICTION[jurisdiction] ?? customerTimezone;
}
