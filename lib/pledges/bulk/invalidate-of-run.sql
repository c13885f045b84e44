-- One pledge of a bulk run: invalidated as by hand, and written down with the run in the same moment, once. `at` is the
-- pledge's own invalidated_at: by it the undo knows whether anybody has touched it since.
DROP FUNCTION IF EXISTS invalidate_of_run;
CREATE FUNCTION invalidate_of_run(
  p_run uuid, p_pledge uuid, p_reason text, p_prior uuid, p_entry uuid, p_commitment bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  SELECT i.outcome INTO outcome FROM invalidate_pledge(p_pledge, p_reason, p_prior, p_entry, p_commitment) i;
  IF outcome IN ('invalidated', 'already') THEN
    INSERT INTO "BulkRunPledge" (run_id, pledge_id, outcome, at)
      SELECT p_run, p.id, invalidate_of_run.outcome, p.invalidated_at FROM "Pledge" p WHERE p.id = p_pledge
      ON CONFLICT DO NOTHING;
  END IF;
END $$;
