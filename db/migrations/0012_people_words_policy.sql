CREATE TABLE "case_scores" (
	"case_id" text PRIMARY KEY NOT NULL,
	"probability" double precision NOT NULL,
	"model" text NOT NULL,
	"scored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_inquiries" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"asked" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "written_messages" (
	"message_id" text PRIMARY KEY NOT NULL,
	"loan_id" text NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bucket_moves" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"from_bucket" text NOT NULL,
	"to_bucket" text NOT NULL,
	"loans" integer NOT NULL,
	CONSTRAINT "bucket_moves_region_day_from_bucket_to_bucket_pk" PRIMARY KEY("region","day","from_bucket","to_bucket")
);
--> statement-breakpoint
CREATE TABLE "contact_hours" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"tier" text NOT NULL,
	"channel" text NOT NULL,
	"weekday" smallint NOT NULL,
	"hour" smallint NOT NULL,
	"tries" integer NOT NULL,
	"successes" integer NOT NULL,
	CONSTRAINT "contact_hours_region_tier_day_channel_weekday_hour_pk" PRIMARY KEY("region","tier","day","channel","weekday","hour")
);
--> statement-breakpoint
CREATE TABLE "provision_days" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"currency" text NOT NULL,
	"asset_class" text NOT NULL,
	"stage" smallint NOT NULL,
	"loans" integer NOT NULL,
	"balance_minor" bigint NOT NULL,
	"provision_minor" bigint NOT NULL,
	"ecl_minor" bigint NOT NULL,
	"policy_version" integer NOT NULL,
	CONSTRAINT "provision_days_day_region_currency_asset_class_stage_pk" PRIMARY KEY("day","region","currency","asset_class","stage")
);
--> statement-breakpoint
CREATE TABLE "contact_wishes" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"wishes" jsonb NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holiday_calendars" (
	"place" text NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"public_holidays" text[] NOT NULL,
	"make_up_work_days" text[] NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "holiday_calendars_place_year_version_pk" PRIMARY KEY("place","year","version")
);
--> statement-breakpoint
CREATE TABLE "house_policies" (
	"jurisdiction" text NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "house_policies_jurisdiction_version_pk" PRIMARY KEY("jurisdiction","version")
);
--> statement-breakpoint
CREATE TABLE "provision_policies" (
	"version" integer PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_switches" (
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"switched_on" boolean NOT NULL,
	"switched_by" text NOT NULL,
	"switched_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "rule_switches_rule_id_version_pk" PRIMARY KEY("rule_id","version")
);
--> statement-breakpoint
CREATE TABLE "scripts" (
	"script_id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"jurisdictions" text[],
	"document" jsonb NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_why" text,
	CONSTRAINT "scripts_script_id_version_pk" PRIMARY KEY("script_id","version")
);
--> statement-breakpoint
CREATE TABLE "strategy_experiments" (
	"experiment_id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"champion" text NOT NULL,
	"challenger" text NOT NULL,
	"share" double precision NOT NULL,
	"why" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp (3) with time zone,
	"ended_why" text
);
--> statement-breakpoint
CREATE TABLE "strategy_moves" (
	"move_id" text PRIMARY KEY NOT NULL,
	"from_version" text NOT NULL,
	"to_version" text NOT NULL,
	"filter" jsonb NOT NULL,
	"why" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"cases" integer NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"outcome" jsonb
);
--> statement-breakpoint
CREATE TABLE "delivery_reports" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"provider_ref" text NOT NULL,
	"status" text NOT NULL,
	"rank" integer NOT NULL,
	"error_code" text,
	"answered_by" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_messages" (
	"message_id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"customer_id" text,
	"loan_id" text,
	"address" text NOT NULL,
	"body" text NOT NULL,
	"meaning" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"customer_id" text NOT NULL,
	"channel" text NOT NULL,
	"contact_point" text NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "opt_outs_customer_id_channel_contact_point_pk" PRIMARY KEY("customer_id","channel","contact_point")
);
--> statement-breakpoint
ALTER TABLE "strategies" ALTER COLUMN "published_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ALTER COLUMN "published_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "collector" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "script_version" integer;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "covers" jsonb;--> statement-breakpoint
ALTER TABLE "loan_days" ADD COLUMN "stage" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "loan_days" ADD COLUMN "ecl_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "skills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "languages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "state" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "written_by" text DEFAULT 'arrears' NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "written_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "held_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "turn" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "adopted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "adopted_by" text;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "withdrawn_by" text;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "strategies" ADD COLUMN "withdrawn_why" text;--> statement-breakpoint
ALTER TABLE "contact_wishes" ADD CONSTRAINT "contact_wishes_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "strategy_experiments_one_runs" ON "strategy_experiments" USING btree ("jurisdiction") WHERE "strategy_experiments"."ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX "inbound_messages_of_customer" ON "inbound_messages" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_at" ON "idempotency_keys" USING btree ("at");--> statement-breakpoint
CREATE INDEX "tasks_of_queue" ON "tasks" USING btree ("team_id","due_at") WHERE "tasks"."closed_at" IS NULL AND "tasks"."assignee" IS NULL;--> statement-breakpoint
CREATE INDEX "contacts_by_time" ON "contacts" USING brin ("reserved_at");--> statement-breakpoint
CREATE INDEX "customer_holds_of_customer" ON "customer_holds" USING btree ("customer_id","since_at");--> statement-breakpoint
CREATE INDEX "contact_points_by_value" ON "contact_points" USING btree ("value_hash");