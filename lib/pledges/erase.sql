-- Erasing a person: everything that tells who he is goes, with the data key that opens whatever a backup still holds of it,
-- and the salt of his receipt. What stays is a tombstone (edition, place, evidence, times), so that the count still balances.
-- With p_withdraw it leaves the count first.
--
-- outcome: 'erased'  by this call
--          'already' before
--          'unknown' no such pledge
DROP FUNCTION IF EXISTS erase_pledge;
CREATE FUNCTION erase_pledge(p_pledge uuid, p_withdraw boolean, p_entry uuid, p_commitment bytea, OUT outcome text)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL THEN
    RETURN;
  END IF;
  IF p_withdraw AND is_counted(mine) THEN
    SELECT * INTO prior FROM newest_entry(mine.id);
    PERFORM follow_entry(prior, p_entry, 'withdrawn', NULL, p_commitment);
  END IF;
  -- An invalidated one withdraws too: nobody could ask him before reinstating it.
  IF p_withdraw AND mine.verified_at IS NOT NULL AND mine.withdrawn_at IS NULL THEN
    UPDATE "Pledge" p SET withdrawn_at = clock_timestamp(), slot = NULL WHERE p.id = mine.id;
  END IF;
  outcome := 'already';
  IF mine.erased_at IS NOT NULL THEN
    RETURN;
  END IF;
  UPDATE "Pledge" p SET
      erased_at = clock_timestamp(), data_key = NULL, receipt_sealed = NULL, email_sealed = NULL, name_sealed = NULL,
      mailbox_key = NULL, person_key = NULL, name_keys = '{}', email_domain = NULL, birth_year = NULL, ip_prefix = NULL,
      display = 'hidden', news_at = NULL, renew_at = NULL, share = NULL, team = NULL, event = NULL, slot = NULL
    WHERE p.id = mine.id;
  UPDATE "Mail" m SET mailbox_key = NULL WHERE m.pledge_id = mine.id;
  outcome := 'erased';
END $$;
