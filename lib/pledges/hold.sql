-- Holding: until an organizer has looked at it, it does not count, confirmed or not. One that counts leaves the count by an
-- entry `invalidated` with the reason `held`; it keeps its slot, because its owner goes on seeing the same pages.
--
-- outcome: 'held'    by this call
--          'already' before
--          'invalid' it was invalidated: there is nothing to look at
--          'changed' the entry to follow is not p_prior any more: read it again
--          'unknown' no such pledge
DROP FUNCTION IF EXISTS hold_pledge;
CREATE FUNCTION hold_pledge(
  p_pledge uuid, p_for text[], p_prior uuid, p_entry uuid, p_commitment bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL THEN
    RETURN;
  END IF;
  outcome := 'invalid';
  IF mine.invalidated_at IS NOT NULL THEN
    RETURN;
  END IF;
  outcome := 'already';
  IF mine.held_at IS NOT NULL THEN
    RETURN;
  END IF;
  IF is_counted(mine) THEN
    SELECT * INTO prior FROM newest_entry(mine.id);
    IF prior.id IS DISTINCT FROM p_prior THEN
      outcome := 'changed';
      RETURN;
    END IF;
    PERFORM follow_entry(prior, p_entry, 'invalidated', 'held', p_commitment);
  END IF;
  UPDATE "Pledge" p SET held_at = clock_timestamp(), held_for = p_for WHERE p.id = mine.id;
  outcome := 'held';
END $$;
