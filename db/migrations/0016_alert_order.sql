ALTER TABLE "risk_alerts" ADD COLUMN "stake_minor" bigint;--> statement-breakpoint
ALTER TABLE "external_debts" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "external_ratings" ADD COLUMN "reported_at" timestamp (3) with time zone;