CREATE TABLE "external_debts" (
	"customer_id" text NOT NULL,
	"source" text NOT NULL,
	"as_of" date NOT NULL,
	"total_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "external_debts_customer_id_source_as_of_pk" PRIMARY KEY("customer_id","source","as_of")
);
--> statement-breakpoint
CREATE TABLE "macro_alerts" (
	"region" text NOT NULL,
	"indicator" text NOT NULL,
	"as_of" date NOT NULL,
	"level" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "macro_alerts_region_indicator_as_of_pk" PRIMARY KEY("region","indicator","as_of")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"team_id" text PRIMARY KEY NOT NULL,
	"region" text NOT NULL,
	CONSTRAINT "teams_region_unique" UNIQUE("region")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"user_id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"role" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"turn" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact_points" DROP CONSTRAINT "contact_points_customer_id_kind_unique";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "for_role" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assignee" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "declined_by" text[];--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "work" jsonb;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "made_by" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "post_returned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "external_debts" ADD CONSTRAINT "external_debts_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_team_id_teams_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("team_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_team_id_role_turn_index" ON "users" USING btree ("team_id","role","turn");--> statement-breakpoint
CREATE INDEX "cases_open_of_region" ON "cases" USING btree ("region","loan_id") WHERE "cases"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_of_assignee" ON "tasks" USING btree ("assignee","due_at") WHERE "tasks"."closed_at" IS NULL;--> statement-breakpoint
ALTER TABLE "contact_points" ADD CONSTRAINT "contact_points_customer_id_kind_value_hash_unique" UNIQUE("customer_id","kind","value_hash");