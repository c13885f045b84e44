-- The parts are the whole.
ALTER TABLE "FunnelHour"
  ADD CONSTRAINT funnel_hour_parts CHECK (submitted = waiting + failed + open + lapsed + confirmed),
  ADD CONSTRAINT funnel_hour_counts CHECK (least(submitted, waiting, failed, open, lapsed, confirmed, already) >= 0);

-- The health of the mail is read from its last minutes. A mail enters one of these when it is done with, so that signing pays nothing.
CREATE INDEX mail_sent ON "Mail" (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX mail_failed ON "Mail" (failed_at) WHERE failed_at IS NOT NULL;
