-- A month that nobody made a partition for has its rows in the default one; its partition takes them over. While that
-- is detached it is an ordinary table, and so its append-only trigger is off.
CREATE OR REPLACE FUNCTION "ensure_month_partitions"(first_day date, last_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  instant text;
  month date;
  part text;
  others text;
  from_at timestamptz;
  to_at timestamptz;
  waiting boolean;
BEGIN
  FOR parent, instant IN SELECT * FROM (VALUES ('timeline', 'at'), ('contacts', 'reserved_at')) AS p LOOP
    others := parent || '_default';
    FOR month IN SELECT generate_series(date_trunc('month', first_day), last_day, interval '1 month')::date LOOP
      part := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
      CONTINUE WHEN to_regclass(part) IS NOT NULL;
      from_at := month::timestamp AT TIME ZONE 'UTC';
      to_at := (month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE %I >= $1 AND %2$I < $2)', others, instant)
        INTO waiting USING from_at, to_at;
      IF waiting THEN
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, others);
      END IF;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, from_at, to_at);
      IF waiting THEN
        EXECUTE format('WITH moved AS (DELETE FROM %I WHERE %I >= $1 AND %2$I < $2 RETURNING *)
          INSERT INTO %3$I SELECT * FROM moved', others, instant, parent) USING from_at, to_at;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I DEFAULT', parent, others);
      END IF;
    END LOOP;
  END LOOP;
END $$;
