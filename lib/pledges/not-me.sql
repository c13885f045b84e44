-- "This wasn't me": the mailbox gets nothing from us any more, and what waits in its name goes. A confirmed pledge stays:
-- whoever holds the mailbox confirmed it. Mails in the queue go with the pledges that they were for.
DROP FUNCTION IF EXISTS refuse_mailbox;
CREATE FUNCTION refuse_mailbox(p_mailbox bytea) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(mailbox_lock(p_mailbox));
  INSERT INTO "Suppression" (mailbox_key, reason) VALUES (p_mailbox, 'not_me') ON CONFLICT DO NOTHING;
  DELETE FROM "Pledge" p WHERE p.mailbox_key = p_mailbox AND p.verified_at IS NULL AND p.invalidated_at IS NULL;
END $$;
