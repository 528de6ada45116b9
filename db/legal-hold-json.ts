/** A standing row of `customer_holds` as the LegalHold that it is; @param alias of the table in the query */
export const legalHoldJson = (alias: string) => `json_strip_nulls(json_build_object(
    'kind', ${alias}.kind, 'holdId', ${alias}.hold_id,
    'scope', CASE WHEN ${alias}.loan_id IS NULL THEN 'customer' ELSE 'loan' END,
    'sinceMs', (extract(epoch FROM ${alias}.since_at) * 1000)::bigint,
    'untilMs', (extract(epoch FROM ${alias}.until_at) * 1000)::bigint,
    'owner', ${alias}.owner, 'channels', ${alias}.channels, 'taskId', ${alias}.task_id, 'period', ${alias}.period,
    'review', CASE WHEN ${alias}.review THEN true END))`;
