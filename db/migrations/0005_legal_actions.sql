CREATE TABLE "legal_actions" (
	"legal_id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"loan_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"zone" text NOT NULL,
	"region" text NOT NULL,
	"currency" text NOT NULL,
	"strategy" text NOT NULL,
	"approved_by" jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"stop_reason" text,
	"stop_told_at" timestamp (3) with time zone,
	"sequence" integer DEFAULT 0 NOT NULL,
	"step" text,
	"next_due_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "legal_decisions" (
	"legal_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"result" jsonb NOT NULL,
	CONSTRAINT "legal_decisions_legal_id_sequence_pk" PRIMARY KEY("legal_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "legal_documents" (
	"legal_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"entry" integer NOT NULL,
	"step" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "legal_documents_legal_id_sequence_entry_pk" PRIMARY KEY("legal_id","sequence","entry")
);
--> statement-breakpoint
CREATE TABLE "legal_events" (
	"legal_id" text NOT NULL,
	"event_id" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "legal_events_legal_id_event_id_pk" PRIMARY KEY("legal_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "legal_id" text;--> statement-breakpoint
CREATE INDEX "legal_actions_case_id_index" ON "legal_actions" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "legal_actions_loan_id_index" ON "legal_actions" USING btree ("loan_id");--> statement-breakpoint
CREATE INDEX "legal_actions_to_link" ON "legal_actions" USING btree ("legal_id") WHERE "legal_actions"."ended_at" IS NULL AND ("legal_actions"."started_at" IS NULL OR ("legal_actions"."stop_reason" IS NOT NULL AND "legal_actions"."stop_told_at" IS NULL));