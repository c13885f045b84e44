-- Withdrawing: withdrawn_at, the slot and one ledger entry, together or not at all.
--
-- outcome: 'withdrawn' by this call. One that was invalidated before moves no count, and its owner sees no difference
--          'already'   before
--          'changed'   the entry to follow is not p_prior any more: read it again
--          'unknown'   no such pledge, or one that was never confirmed
DROP FUNCTION IF EXISTS withdraw_pledge;
CREATE FUNCTION withdraw_pledge(
  p_pledge uuid, p_prior uuid, p_entry uuid, p_commitment bytea, p_receipt bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL OR mine.verified_at IS NULL OR mine.erased_at IS NOT NULL THEN
    RETURN;
  END IF;
  outcome := 'already';
  IF mine.withdrawn_at IS NOT NULL THEN
    RETURN;
  END IF;
  IF is_counted(mine) THEN
    SELECT * INTO prior FROM newest_entry(mine.id);
    IF prior.id IS DISTINCT FROM p_prior THEN
      outcome := 'changed';
      RETURN;
    END IF;
    PERFORM follow_entry(prior, p_entry, 'withdrawn', NULL, p_commitment);
    UPDATE "Pledge" p SET receipt_sealed = p_receipt WHERE p.id = mine.id;
  END IF;
  UPDATE "Pledge" p SET withdrawn_at = clock_timestamp(), slot = NULL WHERE p.id = mine.id;
  outcome := 'withdrawn';
END $$;
