ALTER TABLE "payments" ADD COLUMN "reverses" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "reversed_paid_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_reverses_payments_payment_id_fk" FOREIGN KEY ("reverses") REFERENCES "public"."payments"("payment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_reversed_once" ON "payments" USING btree ("reverses") WHERE "payments"."reverses" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_reversal_is_less_than_nothing" CHECK ("payments"."reverses" IS NULL OR ("payments"."amount_minor" < 0 AND "payments"."reversed_paid_at" IS NOT NULL));