CREATE TABLE "alert_policies" (
	"version" integer PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_alerts" (
	"alert_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject" text NOT NULL,
	"loan_id" text,
	"region" text,
	"product" text,
	"model" text,
	"day" date NOT NULL,
	"figures" jsonb NOT NULL,
	"severity" integer NOT NULL,
	"why" text NOT NULL,
	"proposes" text NOT NULL,
	"state" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"taking_action" text,
	"refusals" integer DEFAULT 0 NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decided_why" text,
	"action" text
);
--> statement-breakpoint
CREATE TABLE "product_days" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"product" text NOT NULL,
	"loans" integer NOT NULL,
	"over_30" integer NOT NULL,
	"fell_due" integer NOT NULL,
	"newly_past_due" integer NOT NULL,
	CONSTRAINT "product_days_region_day_product_pk" PRIMARY KEY("region","day","product")
);
--> statement-breakpoint
CREATE TABLE "model_stability" (
	"model" text NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"psi" double precision NOT NULL,
	"most" text NOT NULL,
	"rows" integer NOT NULL,
	CONSTRAINT "model_stability_model_day_name_pk" PRIMARY KEY("model","day","name")
);
--> statement-breakpoint
CREATE TABLE "collateral_valuations" (
	"loan_id" text NOT NULL,
	"as_of" date NOT NULL,
	"value_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "collateral_valuations_loan_id_as_of_pk" PRIMARY KEY("loan_id","as_of")
);
--> statement-breakpoint
CREATE TABLE "indicator_rules" (
	"version" integer PRIMARY KEY NOT NULL,
	"rules" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "indicators" (
	"indicator" text NOT NULL,
	"region" text NOT NULL,
	"as_of" date NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "indicators_indicator_region_as_of_pk" PRIMARY KEY("indicator","region","as_of")
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"absence_id" bigserial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"kind" text NOT NULL,
	"why" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" text
);
--> statement-breakpoint
CREATE TABLE "assignment_rules" (
	"version" integer PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_assignments" (
	"assignment_id" bigserial PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"from_user" text,
	"to_user" text,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "protected_attributes" (
	"permission_id" serial PRIMARY KEY NOT NULL,
	"attribute" text NOT NULL,
	"allowed" boolean NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_model_publications" (
	"publication_id" serial PRIMARY KEY NOT NULL,
	"version" integer,
	"action" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_models" (
	"version" serial PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"trained_at" timestamp (3) with time zone NOT NULL,
	"trained_by" text NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_trainings" (
	"run_id" text PRIMARY KEY NOT NULL,
	"begun" jsonb NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"version" integer,
	"outcome" jsonb,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "contact_hours" ADD COLUMN "segment" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_hours" DROP CONSTRAINT "contact_hours_region_tier_day_channel_weekday_hour_pk";--> statement-breakpoint
ALTER TABLE "contact_hours" ADD CONSTRAINT "contact_hours_region_tier_segment_day_channel_weekday_hour_pk" PRIMARY KEY("region","tier","segment","day","channel","weekday","hour");--> statement-breakpoint
ALTER TABLE "case_scores" ADD COLUMN "points" double precision;--> statement-breakpoint
ALTER TABLE "case_scores" ADD COLUMN "default_probability" double precision;--> statement-breakpoint
ALTER TABLE "case_scores" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assigned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assigned_why" jsonb;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "regions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "products" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "tiers" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "authority_minor" jsonb DEFAULT 'null' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "shifts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "collateral_valuations" ADD CONSTRAINT "collateral_valuations_loan_id_loans_loan_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("loan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_model_publications" ADD CONSTRAINT "risk_model_publications_version_risk_models_version_fk" FOREIGN KEY ("version") REFERENCES "public"."risk_models"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_trainings" ADD CONSTRAINT "risk_trainings_version_risk_models_version_fk" FOREIGN KEY ("version") REFERENCES "public"."risk_models"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "risk_alerts_one_open" ON "risk_alerts" USING btree ("kind","subject") WHERE "risk_alerts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "risk_alerts_decided" ON "risk_alerts" USING btree ("kind","subject","decided_at");--> statement-breakpoint
CREATE INDEX "risk_alerts_by_state" ON "risk_alerts" USING btree ("state","raised_at","alert_id");--> statement-breakpoint
CREATE INDEX "risk_alerts_of_loan" ON "risk_alerts" USING btree ("loan_id","raised_at");--> statement-breakpoint
CREATE INDEX "absences_user_id_until_on_index" ON "absences" USING btree ("user_id","until_on");--> statement-breakpoint
CREATE INDEX "task_assignments_task_id_assignment_id_index" ON "task_assignments" USING btree ("task_id","assignment_id");--> statement-breakpoint
CREATE INDEX "protected_attributes_attribute_permission_id_index" ON "protected_attributes" USING btree ("attribute","permission_id");--> statement-breakpoint
CREATE INDEX "case_scores_of_segment" ON "case_scores" USING btree ("segment","case_id") WHERE "case_scores"."segment" IS NOT NULL;