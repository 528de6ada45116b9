CREATE TABLE "idempotency_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_decisions" (
	"case_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"result" jsonb NOT NULL,
	CONSTRAINT "case_decisions_case_id_sequence_pk" PRIMARY KEY("case_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"case_id" text NOT NULL,
	"event_id" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "case_events_case_id_event_id_pk" PRIMARY KEY("case_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"case_id" text PRIMARY KEY NOT NULL,
	"loan_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"stage" text NOT NULL,
	"tier" text NOT NULL,
	"strategy" text NOT NULL,
	"region" text NOT NULL,
	"currency" text NOT NULL,
	"arrears_minor" bigint NOT NULL,
	"oldest_due_on" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"close_reason" text,
	"next_action_at" timestamp (3) with time zone,
	"next_action" text NOT NULL,
	"next_why" text NOT NULL,
	"started_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"task_id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"summary" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "timeline" (
	"case_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"entry" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "timeline_case_id_sequence_entry_at_pk" PRIMARY KEY("case_id","sequence","entry","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "contacts" (
	"contact_id" text NOT NULL,
	"reserved_at" timestamp (3) with time zone NOT NULL,
	"customer_id" text NOT NULL,
	"loan_id" text NOT NULL,
	"case_id" text NOT NULL,
	"rung" integer,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"script" text NOT NULL,
	"rules" jsonb NOT NULL,
	"status" text NOT NULL,
	"sending_at" timestamp (3) with time zone,
	"concluded_at" timestamp (3) with time zone,
	"provider_ref" text,
	"detail" text,
	CONSTRAINT "contacts_contact_id_reserved_at_pk" PRIMARY KEY("contact_id","reserved_at")
) PARTITION BY RANGE ("reserved_at");
--> statement-breakpoint
CREATE TABLE "sandbox_messages" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"subject" text,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instalments" (
	"loan_id" text NOT NULL,
	"number" integer NOT NULL,
	"due_on" date NOT NULL,
	"principal_due_minor" bigint NOT NULL,
	"interest_due_minor" bigint NOT NULL,
	"fee_due_minor" bigint NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "instalments_loan_id_number_pk" PRIMARY KEY("loan_id","number")
);
--> statement-breakpoint
CREATE TABLE "loans" (
	"loan_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"product" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"lender_role" text NOT NULL,
	"currency" text NOT NULL,
	"principal_minor" bigint NOT NULL,
	"annual_rate" numeric NOT NULL,
	"term_months" integer,
	"originated_on" date NOT NULL,
	"branch" text,
	"secured" boolean NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"loan_id" text NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"channel" text NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"customer_id" text NOT NULL,
	"channel" text NOT NULL,
	"granted" boolean NOT NULL,
	CONSTRAINT "consents_customer_id_channel_pk" PRIMARY KEY("customer_id","channel")
);
--> statement-breakpoint
CREATE TABLE "contact_points" (
	"contact_point_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"value_hash" text NOT NULL,
	"usable" boolean DEFAULT true NOT NULL,
	CONSTRAINT "contact_points_customer_id_kind_unique" UNIQUE("customer_id","kind")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"timezone" text NOT NULL,
	"region" text NOT NULL,
	"birth_date" date,
	"occupation" text,
	"annual_income" numeric,
	"vulnerable" boolean NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_ratings" (
	"customer_id" text NOT NULL,
	"source" text NOT NULL,
	"as_of" date NOT NULL,
	"score" integer,
	"grade" text,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "external_ratings_customer_id_source_as_of_pk" PRIMARY KEY("customer_id","source","as_of")
);
--> statement-breakpoint
CREATE TABLE "strategies" (
	"strategy_id" text NOT NULL,
	"version" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "strategies_strategy_id_version_pk" PRIMARY KEY("strategy_id","version")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_loan_id_loans_loan_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("loan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instalments" ADD CONSTRAINT "instalments_loan_id_loans_loan_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("loan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loans" ADD CONSTRAINT "loans_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_loan_id_loans_loan_id_fk" FOREIGN KEY ("loan_id") REFERENCES "public"."loans"("loan_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_points" ADD CONSTRAINT "contact_points_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_ratings" ADD CONSTRAINT "external_ratings_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_one_open_per_loan" ON "cases" USING btree ("loan_id") WHERE "cases"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "cases_stage_next_action_at_index" ON "cases" USING btree ("stage","next_action_at");--> statement-breakpoint
CREATE INDEX "cases_to_start" ON "cases" USING btree ("case_id") WHERE "cases"."started_at" IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_case_id_index" ON "tasks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("due_at") WHERE "tasks"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "contacts_of_customer" ON "contacts" USING btree ("customer_id","reserved_at");--> statement-breakpoint
CREATE INDEX "contacts_of_case" ON "contacts" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "loans_customer_id_index" ON "loans" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "payments_loan_id_index" ON "payments" USING btree ("loan_id");