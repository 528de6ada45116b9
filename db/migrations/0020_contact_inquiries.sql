CREATE TABLE "contact_inquiries" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"asked" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "contacts_by_time" ON "contacts" USING brin ("reserved_at");