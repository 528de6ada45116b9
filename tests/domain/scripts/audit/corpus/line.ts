import type { AuditCategory } from '../../../../../domain/scripts/audit/category.ts';

/** The category that a line breaks, or comes near to; whether it breaks it; its text. */
export type Line = readonly [AuditCategory, 'bad' | 'ok', string];
