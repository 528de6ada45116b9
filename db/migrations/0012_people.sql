ALTER TABLE "cases" ADD COLUMN "collector" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "covers" jsonb;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "skills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "languages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "tasks_of_queue" ON "tasks" USING btree ("team_id","due_at") WHERE "tasks"."closed_at" IS NULL AND "tasks"."assignee" IS NULL;