-- What was filed stays filed.
CREATE TRIGGER "legal_documents_append_only" BEFORE UPDATE OR DELETE ON "legal_documents" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "legal_documents_no_truncate" BEFORE TRUNCATE ON "legal_documents" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
