-- What alerts were raised by stays on record: a version is never edited.
CREATE TRIGGER "alert_policies_append_only" BEFORE UPDATE OR DELETE ON "alert_policies" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "alert_policies_no_truncate" BEFORE TRUNCATE ON "alert_policies" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
-- What regions were told by stays on record: a version is never edited.
CREATE TRIGGER "indicator_rules_append_only" BEFORE UPDATE OR DELETE ON "indicator_rules" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "indicator_rules_no_truncate" BEFORE TRUNCATE ON "indicator_rules" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
-- Which model counted when, and who has said so, stays on record.
CREATE TRIGGER "risk_model_publications_append_only" BEFORE UPDATE OR DELETE ON "risk_model_publications" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "risk_model_publications_no_truncate" BEFORE TRUNCATE ON "risk_model_publications" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
-- Which protected attributes models were allowed to use, when, and who has said so, stays on record.
CREATE TRIGGER "protected_attributes_append_only" BEFORE UPDATE OR DELETE ON "protected_attributes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "protected_attributes_no_truncate" BEFORE TRUNCATE ON "protected_attributes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
-- Who has had which task stays on record, and by which rules: a row is never edited.
CREATE TRIGGER "task_assignments_append_only" BEFORE UPDATE OR DELETE ON "task_assignments" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "task_assignments_no_truncate" BEFORE TRUNCATE ON "task_assignments" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "assignment_rules_append_only" BEFORE UPDATE OR DELETE ON "assignment_rules" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "assignment_rules_no_truncate" BEFORE TRUNCATE ON "assignment_rules" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
-- What cases were scored by stays on record: a version is never edited, and what was published does not become a candidate again.
CREATE TRIGGER "risk_models_never_edited" BEFORE UPDATE ON "risk_models" FOR EACH ROW WHEN (
  OLD."content" IS DISTINCT FROM NEW."content" OR OLD."version" <> NEW."version"
  OR OLD."trained_at" <> NEW."trained_at" OR OLD."trained_by" <> NEW."trained_by"
  OR (OLD."state" = 'published' AND NEW."state" <> 'published')
) EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "risk_models_never_deleted" BEFORE DELETE ON "risk_models" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "risk_models_no_truncate" BEFORE TRUNCATE ON "risk_models" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

