import type { Action, Intent, Said } from '../intents.ts';

/** Short forms in which stories are told: who does what after how many days. */

/** @returns what a customer does */
export const customer = (afterDays: number, action: Action): Intent => ({
  ...{ afterDays, by: 'customer', action },
});

/** @returns what the bank's staff do */
export const staff = (afterDays: number, action: Action): Intent => ({ afterDays, by: 'staff', action });

/** @returns what a core system, a bureau or a register reports */
export const others = (afterDays: number, action: Action): Intent => ({ afterDays, by: 'others', action });

/** @returns what a customer, or somebody for the customer, declares */
export const says = (afterDays: number, event: Said): Intent => customer(afterDays, { do: 'say', event });

/** @returns what a supervisor does with the case */
export const rules = (afterDays: number, event: Said): Intent => staff(afterDays, { do: 'say', event });
