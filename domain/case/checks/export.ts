import type { Rejection } from '../../failures.ts';
import { refuse } from './refuse.ts';

/** Why the data of a loan leave the house: to whoever buys it, to an agency that collects for us, to a court. */
export const EXPORT_PURPOSES = ['sale', 'agency', 'court'] as const;
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

/**
 * @param consent the customer was notified of the sale, and has consented to it separately where the law asks for that
 * @returns why the data are not given away, or undefined
 * @see PIPL art. 21 for an agency, which acts for us; art. 23 for a buyer, who does not
 */
export function checkExport({
  purpose,
  consent,
}: {
  purpose: ExportPurpose;
  consent: boolean;
}): Rejection | undefined {
  return purpose === 'sale' ? checkSale(consent) : undefined;
}

/** @returns the refusal of a sale of which nobody says that the customer knows and agrees */
export function checkSale(consent: boolean | undefined): Rejection | undefined {
  return consent === true
    ? undefined
    : refuse(
        'SaleWithoutConsent',
        'A sale needs the customer’s notice and separate consent: say that they are there.',
      );
}
