-- Taking an invalidation back, by an organizer: who had been confirmed and has not withdrawn counts again,
-- or is held again.
--
-- outcome: 'reinstated'     by this call; it counts again if it did before
--          'household_full' others of its mailbox have the slots; nothing changed
--          'not_invalid'    there is nothing to take back
--          'changed'        the entry to follow is not p_prior any more: read it again
--          'unknown'        no such pledge
DROP FUNCTION IF EXISTS reinstate_pledge;
CREATE FUNCTION reinstate_pledge(
  p_pledge uuid, p_prior uuid, p_entry uuid, p_commitment bytea, p_receipt bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
  taken smallint;
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL THEN
    RETURN;
  END IF;
  outcome := 'not_invalid';
  IF mine.invalidated_at IS NULL THEN
    RETURN;
  END IF;
  IF stands(mine) THEN
    SELECT * INTO prior FROM newest_entry(mine.id);
    IF prior.id IS DISTINCT FROM p_prior OR (p_receipt IS NULL) <> (mine.erased_at IS NOT NULL) THEN
      outcome := 'changed';
      RETURN;
    END IF;
    -- A paper one and an erased one have no mailbox whose slots could be full; who came in by a list may have one.
    IF (mine.evidence = 'email' OR mine.import_id IS NOT NULL) AND mine.mailbox_key IS NOT NULL THEN
      taken := free_slot(mine.edition_id, mine.mailbox_key);
      IF taken IS NULL THEN
        outcome := 'household_full';
        RETURN;
      END IF;
    END IF;
  END IF;
  IF stands(mine) AND mine.held_at IS NULL THEN
    PERFORM follow_entry(prior, p_entry, 'reinstated', NULL, p_commitment);
    mine.receipt_sealed := p_receipt;
  END IF;
  UPDATE "Pledge" p SET
      invalidated_at = NULL, invalidated_reason = NULL, slot = taken, receipt_sealed = mine.receipt_sealed
    WHERE p.id = mine.id;
  outcome := 'reinstated';
END $$;
