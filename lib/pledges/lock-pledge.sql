-- The pledge as it is now that nobody else of its mailbox is at work: the mailbox's lock first, then the row. Null fields
-- where there is none. A pledge without a mailbox (a paper one, an erased one) has its row's lock alone.
DROP FUNCTION IF EXISTS lock_pledge;
CREATE FUNCTION lock_pledge(p_pledge uuid) RETURNS "Pledge" LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge";
BEGIN
  SELECT * INTO mine FROM "Pledge" p WHERE p.id = p_pledge;
  IF mine.mailbox_key IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(mailbox_lock(mine.mailbox_key));
  END IF;
  SELECT * INTO mine FROM "Pledge" p WHERE p.id = p_pledge FOR UPDATE;
  RETURN mine;
END $$;
