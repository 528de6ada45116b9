import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** Column kinds that every table uses the same way. */

/** Integer minor units of the row's currency. */
export const minor = (name: string) => bigint(name, { mode: 'number' });

/** An instant, read and written as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** AES-256-GCM ciphertext with its key id, see db/field-encryption.ts. */
export const encrypted = customType<{ data: string }>({ dataType: () => 'text' });
