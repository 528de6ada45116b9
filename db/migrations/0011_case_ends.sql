CREATE TABLE "loan_changes" (
	"change_id" text PRIMARY KEY NOT NULL,
	"loan_id" text NOT NULL,
	"change" text NOT NULL,
	"effective_on" date NOT NULL,
	"why" text,
	"reported_by" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "forgiven_minor" bigint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "previous_case_id" text;--> statement-breakpoint
ALTER TABLE "loan_changes" ADD CONSTRAINT "loan_changes_loan_id_loans_loan_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("loan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "loan_changes_loan_id_index" ON "loan_changes" USING btree ("loan_id");