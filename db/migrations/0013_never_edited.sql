-- What was said to customers stays on record: words are never edited, and what was published does not become a draft again.
CREATE TRIGGER "scripts_never_edited" BEFORE UPDATE ON "scripts" FOR EACH ROW WHEN (
  OLD."document" IS DISTINCT FROM NEW."document" OR OLD."script_id" <> NEW."script_id" OR OLD."version" <> NEW."version"
  OR OLD."written_by" <> NEW."written_by" OR OLD."jurisdictions" IS DISTINCT FROM NEW."jurisdictions"
  OR OLD."state" = 'withdrawn' OR (OLD."state" = 'published' AND NEW."state" <> 'withdrawn')
) EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "scripts_never_deleted" BEFORE DELETE ON "scripts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "scripts_no_truncate" BEFORE TRUNCATE ON "scripts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- What contact was decided by stays on record: a version is never edited.
CREATE TRIGGER "holiday_calendars_append_only" BEFORE UPDATE OR DELETE ON "holiday_calendars" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "holiday_calendars_no_truncate" BEFORE TRUNCATE ON "holiday_calendars" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "house_policies_append_only" BEFORE UPDATE OR DELETE ON "house_policies" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "house_policies_no_truncate" BEFORE TRUNCATE ON "house_policies" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "rule_switches_append_only" BEFORE UPDATE OR DELETE ON "rule_switches" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "rule_switches_no_truncate" BEFORE TRUNCATE ON "rule_switches" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
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
--> statement-breakpoint
-- What was set aside by which rates stays on record: a version is never edited.
CREATE TRIGGER "provision_policies_append_only" BEFORE UPDATE OR DELETE ON "provision_policies" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "provision_policies_no_truncate" BEFORE TRUNCATE ON "provision_policies" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- What cases were treated by stays on record: a strategy is never edited; its publisher is written into it as it is published.
CREATE TRIGGER "strategies_never_edited" BEFORE UPDATE ON "strategies" FOR EACH ROW WHEN (
  OLD."document" - 'publishedBy' IS DISTINCT FROM NEW."document" - 'publishedBy'
  OR (OLD."state" <> 'draft' AND OLD."document" IS DISTINCT FROM NEW."document")
  OR OLD."strategy_id" <> NEW."strategy_id" OR OLD."version" <> NEW."version"
  OR OLD."written_by" <> NEW."written_by" OR OLD."jurisdiction" <> NEW."jurisdiction"
  OR OLD."state" = 'withdrawn' OR (OLD."state" = 'published' AND NEW."state" = 'draft')
) EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategies_never_deleted" BEFORE DELETE ON "strategies" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategies_no_truncate" BEFORE TRUNCATE ON "strategies" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategy_experiments_never_deleted" BEFORE DELETE ON "strategy_experiments" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategy_experiments_no_truncate" BEFORE TRUNCATE ON "strategy_experiments" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategy_moves_never_deleted" BEFORE DELETE ON "strategy_moves" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "strategy_moves_no_truncate" BEFORE TRUNCATE ON "strategy_moves" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
