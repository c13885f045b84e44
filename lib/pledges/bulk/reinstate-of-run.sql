-- Takes back what a bulk run did to one pledge, once, if nobody has dealt with it since.
--
-- outcome: 'reinstated'     by this call
--          'household_full' others of its mailbox have the slots; it stays invalidated
--          'touched'        somebody has reinstated it (and perhaps invalidated it again) meanwhile: left as it is
--          'done'           taken back before, or not by this run
--          'changed'        the entry to follow is not p_prior any more: read it again
DROP FUNCTION IF EXISTS reinstate_of_run;
CREATE FUNCTION reinstate_of_run(
  p_run uuid, p_pledge uuid, p_prior uuid, p_entry uuid, p_commitment bytea, p_receipt bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  invalidated timestamptz;
BEGIN
  SELECT b.at INTO invalidated FROM "BulkRunPledge" b
    WHERE b.run_id = p_run AND b.pledge_id = p_pledge AND b.outcome = 'invalidated' AND b.undone IS NULL;
  IF NOT FOUND THEN
    outcome := 'done';
    RETURN;
  END IF;
  IF mine.invalidated_at IS DISTINCT FROM invalidated THEN
    outcome := 'touched';
  ELSE
    SELECT r.outcome INTO outcome FROM reinstate_pledge(p_pledge, p_prior, p_entry, p_commitment, p_receipt) r;
    IF outcome = 'changed' THEN
      RETURN;
    END IF;
  END IF;
  UPDATE "BulkRunPledge" b SET
      undone = CASE WHEN reinstate_of_run.outcome IN ('reinstated', 'household_full') THEN reinstate_of_run.outcome ELSE 'changed' END,
      undone_at = clock_timestamp()
    WHERE b.run_id = p_run AND b.pledge_id = p_pledge;
END $$;
