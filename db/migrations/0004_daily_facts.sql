CREATE TABLE "loan_days" (
	"day" date NOT NULL,
	"loan_id" text NOT NULL,
	"region" text NOT NULL,
	"product" text NOT NULL,
	"currency" text NOT NULL,
	"days_past_due" integer NOT NULL,
	"bucket" text NOT NULL,
	"balance_minor" bigint NOT NULL,
	"past_due_minor" bigint NOT NULL,
	"asset_class" text NOT NULL,
	"provision_minor" bigint NOT NULL,
	"team" text,
	"collector" text,
	"strategy" text,
	CONSTRAINT "loan_days_day_loan_id_pk" PRIMARY KEY("day","loan_id")
);
--> statement-breakpoint
CREATE TABLE "portfolio_days" (
	"day" date NOT NULL,
	"region" text NOT NULL,
	"currency" text NOT NULL,
	"bucket" text NOT NULL,
	"loans" integer NOT NULL,
	"balance_minor" bigint NOT NULL,
	"past_due_minor" bigint NOT NULL,
	"provision_minor" bigint NOT NULL,
	CONSTRAINT "portfolio_days_day_region_currency_bucket_pk" PRIMARY KEY("day","region","currency","bucket")
);
--> statement-breakpoint
CREATE TABLE "pre_due_reminders" (
	"loan_id" text NOT NULL,
	"due_on" date NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"amount_minor" bigint NOT NULL,
	"contact_id" text,
	"rules" text[] NOT NULL,
	CONSTRAINT "pre_due_reminders_loan_id_due_on_pk" PRIMARY KEY("loan_id","due_on")
);
--> statement-breakpoint
ALTER TABLE "contacts" ALTER COLUMN "case_id" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "loan_days_loan_id_day_index" ON "loan_days" USING btree ("loan_id","day");