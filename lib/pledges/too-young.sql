-- A correction that shows that he is too young to sign: nothing of what he typed stays, as if he had said so at first.
DROP FUNCTION IF EXISTS forget_pledge;
CREATE FUNCTION forget_pledge(p_pledge uuid) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mailbox bytea;
BEGIN
  SELECT p.mailbox_key INTO mailbox FROM "Pledge" p WHERE p.id = p_pledge;
  IF mailbox IS NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(mailbox_lock(mailbox));
  DELETE FROM "Pledge" p WHERE p.id = p_pledge AND p.verified_at IS NULL AND p.invalidated_at IS NULL;
END $$;
