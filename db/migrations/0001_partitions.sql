-- What drizzle cannot express: month partitions, and a timeline that only grows.
CREATE TABLE "timeline_default" PARTITION OF "timeline" DEFAULT;
--> statement-breakpoint
CREATE TABLE "contacts_default" PARTITION OF "contacts" DEFAULT;
--> statement-breakpoint
CREATE FUNCTION "ensure_month_partitions"(first_day date, last_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  month date;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['timeline', 'contacts'] LOOP
    FOR month IN SELECT generate_series(date_trunc('month', first_day), last_day, interval '1 month')::date LOOP
      part := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
          month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
      END IF;
    END LOOP;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "timeline_append_only" BEFORE UPDATE OR DELETE ON "timeline" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
