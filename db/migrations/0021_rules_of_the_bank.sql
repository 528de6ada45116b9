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
CREATE TABLE "rule_switches" (
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"switched_on" boolean NOT NULL,
	"switched_by" text NOT NULL,
	"switched_at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "rule_switches_rule_id_version_pk" PRIMARY KEY("rule_id","version")
);
