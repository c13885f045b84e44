-- Releasing what was held: a confirmed one is counted, by the entry that confirming it would have written; any other goes on
-- as if it had never been held.
--
-- outcome: 'counted'   by this call
--          'released'  by this call; it counts as soon as its owner confirms
--          'not_held'  there is nothing to release
--          'withdrawn' its owner has taken it back: there is nothing to count
--          'invalid'   it was invalidated: reinstate it first
--          'changed'   the entry to follow is not p_prior any more: read it again
--          'unknown'   no such pledge
DROP FUNCTION IF EXISTS release_pledge;
CREATE FUNCTION release_pledge(
  p_pledge uuid, p_prior uuid, p_entry uuid, p_commitment bytea, p_receipt bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
BEGIN
  outcome := CASE WHEN mine.id IS NULL THEN 'unknown' WHEN mine.held_at IS NULL THEN 'not_held'
    WHEN mine.invalidated_at IS NOT NULL THEN 'invalid' WHEN mine.withdrawn_at IS NOT NULL THEN 'withdrawn' END;
  IF outcome IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT * INTO prior FROM newest_entry(mine.id);
  IF prior.id IS DISTINCT FROM p_prior OR (p_receipt IS NULL) <> (mine.erased_at IS NOT NULL) THEN
    outcome := 'changed';
    RETURN;
  END IF;
  outcome := CASE WHEN stands(mine) THEN 'counted' ELSE 'released' END;
  UPDATE "Pledge" p SET
      held_at = NULL, held_for = '{}', receipt_sealed = CASE WHEN stands(mine) THEN p_receipt ELSE p.receipt_sealed END
    WHERE p.id = mine.id RETURNING * INTO mine;
  IF outcome = 'counted' THEN
    PERFORM count_pledge(mine, prior, p_entry, p_commitment);
  END IF;
END $$;
