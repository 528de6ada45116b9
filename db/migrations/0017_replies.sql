ALTER TABLE "delivery_reports" ADD COLUMN "rank" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "contact_points_by_value" ON "contact_points" USING btree ("value_hash");--> statement-breakpoint
ALTER TABLE "delivery_reports" DROP COLUMN "final";