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
CREATE TABLE "delivery_reports" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"provider_ref" text NOT NULL,
	"status" text NOT NULL,
	"final" boolean NOT NULL,
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
ALTER TABLE "contacts" ADD COLUMN "script_version" integer;--> statement-breakpoint
CREATE INDEX "inbound_messages_of_customer" ON "inbound_messages" USING btree ("customer_id","at");