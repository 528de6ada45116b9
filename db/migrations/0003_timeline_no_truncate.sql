-- Emptying is a change too.
CREATE TRIGGER "timeline_no_truncate" BEFORE TRUNCATE ON "timeline" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
