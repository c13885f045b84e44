-- Correcting a name that was mistyped, by an organizer. The ledger is not touched: what its entries commit to is the name that
-- was signed with, and his receipt goes on saying that.
--
-- outcome: 'corrected' by this call
--          'twin'      another pledge of this mailbox has that name and birth year
--          'changed'   signed again since it was read (p_data_key is not its key any more): read it again
--          'unknown'   no such pledge, or an erased one
DROP FUNCTION IF EXISTS correct_name;
CREATE FUNCTION correct_name(
  p_pledge uuid, p_data_key bytea, p_person bytea, p_name_keys bytea[], p_name_sealed bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
BEGIN
  outcome := CASE
    WHEN mine.data_key IS NULL THEN 'unknown'
    WHEN mine.data_key <> p_data_key THEN 'changed'
    WHEN EXISTS (SELECT FROM "Pledge" p WHERE p.edition_id = mine.edition_id AND p.mailbox_key = mine.mailbox_key
        AND p.person_key = p_person AND p.id <> mine.id) THEN 'twin'
    ELSE 'corrected' END;
  IF outcome = 'corrected' THEN
    UPDATE "Pledge" p SET person_key = p_person, name_keys = p_name_keys, name_sealed = p_name_sealed WHERE p.id = mine.id;
  END IF;
END $$;
