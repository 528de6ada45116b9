/**
 * Of a team `m` the zone of its days and hours, as an SQL expression: its own; else that of its region's first customer, which is
 * the same whichever task is given out; before there is one, UTC.
 */
export const TEAM_ZONE = `coalesce(m.zone,
  (SELECT c.timezone FROM customers c WHERE c.region = m.region ORDER BY c.customer_id LIMIT 1), 'UTC')`;
