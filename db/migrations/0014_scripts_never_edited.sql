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
