CREATE TABLE "complaints" (
	"complaint_id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"loan_id" text NOT NULL,
	"about" text NOT NULL,
	"subject" text NOT NULL,
	"received_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"citation" text NOT NULL,
	"reported_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	"outcome" text,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "customer_holds" (
	"hold_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"loan_id" text,
	"kind" text NOT NULL,
	"channels" jsonb,
	"since_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"review" boolean NOT NULL,
	"owner" text NOT NULL,
	"task_id" text,
	"period" jsonb,
	"changed_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_why" text
);
--> statement-breakpoint
ALTER TABLE "customer_holds" ADD CONSTRAINT "customer_holds_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "complaints_open" ON "complaints" USING btree ("due_at") WHERE "complaints"."answered_at" IS NULL;--> statement-breakpoint
CREATE INDEX "complaints_of_customer" ON "complaints" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_holds_standing" ON "customer_holds" USING btree ("customer_id",coalesce("loan_id", ''),"kind",("channels" IS NULL)) WHERE "customer_holds"."ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX "customer_holds_changed" ON "customer_holds" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "cases_open_of_customer" ON "cases" USING btree ("customer_id") WHERE "cases"."closed_at" IS NULL;