import type { AlertKey } from '../db/alert-reader.ts';
import type { AlertOrder, AlertState } from '../domain/alerts/alert.ts';
import { InvalidFields } from './problem.ts';

/**
 * The order of a list of alerts. A cursor goes on in the order in which it was given, so that one from before there was a
 * choice still does.
 *
 * @throws InvalidFields when another order is wanted than that of the cursor
 */
export function alertOrder({
  wanted,
  cursor,
  state,
}: {
  wanted?: AlertOrder | undefined;
  cursor?: AlertKey | undefined;
  state?: AlertState | undefined;
}): AlertOrder {
  if (!cursor) return wanted ?? (state === 'open' ? 'urgency' : 'newest');
  const order = cursor.length === 2 ? 'newest' : 'urgency';
  if (wanted === undefined || wanted === order) return order;
  throw new InvalidFields([
    {
      field: 'cursor',
      message: `is of a page by ${order}: leave order away, or begin anew without a cursor`,
    },
  ]);
}
