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
