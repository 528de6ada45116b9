-- What was taken back is never edited nor deleted: a payment that comes again is another payment.
CREATE TRIGGER "payment_reversals_append_only" BEFORE UPDATE OR DELETE ON "payments" FOR EACH ROW WHEN (OLD."reverses" IS NOT NULL) EXECUTE FUNCTION "refuse_change"();
