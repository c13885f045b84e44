-- Invalidating, by an organizer: of a counted pledge with one ledger entry that says why; of one that does not count, only
-- the timestamps. It gives its slot back. One that was held stays so: taking the invalidation back leads to the same queue.
--
-- outcome: 'invalidated' by this call
--          'already'     before, for whatever reason
--          'changed'     the entry to follow is not p_prior any more: read it again
--          'unknown'     no such pledge
DROP FUNCTION IF EXISTS invalidate_pledge;
CREATE FUNCTION invalidate_pledge(
  p_pledge uuid, p_reason text, p_prior uuid, p_entry uuid, p_commitment bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL THEN
    RETURN;
  END IF;
  outcome := 'already';
  IF mine.invalidated_at IS NOT NULL THEN
    RETURN;
  END IF;
  IF is_counted(mine) THEN
    SELECT * INTO prior FROM newest_entry(mine.id);
    IF prior.id IS DISTINCT FROM p_prior THEN
      outcome := 'changed';
      RETURN;
    END IF;
    -- Its owner keeps the receipt that he has: he goes on seeing the same pages.
    PERFORM follow_entry(prior, p_entry, 'invalidated', p_reason, p_commitment);
  END IF;
  UPDATE "Pledge" p SET invalidated_at = clock_timestamp(), invalidated_reason = p_reason, slot = NULL WHERE p.id = mine.id;
  outcome := 'invalidated';
END $$;
