-- Correcting the address of a pledge that nobody has confirmed yet, by an organizer: a fresh mail goes there, and the links that
-- went elsewhere are void. They stay with the mailbox that they were sent to, so that whoever holds it can still say "not me".
--
-- outcome: 'mailed'      the address is corrected and a mail is in the outbox
--          'not_waiting' it was confirmed, invalidated or erased meanwhile
--          'twin'        the same man has a pledge in that mailbox already
--          'limited'     that mailbox had its share of mails or of pledges that wait; nothing changed
--          'suppressed'  that mailbox wants nothing from us; nothing changed
--          'closed'      the edition is over
--          'changed'     signed again since it was read (p_data_key is not its key any more): read it again
--          'unknown'     no such pledge
DROP FUNCTION IF EXISTS readdress_pledge;
CREATE FUNCTION readdress_pledge(
  p_pledge uuid, p_data_key bytea, p_mailbox bytea, p_email_sealed bytea, p_email_domain text,
  p_mail uuid, p_token_hash bytea, p_token_sealed bytea, p_code_hash bytea, p_code_sealed bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge";
BEGIN
  -- Both mailboxes, in the order of their locks: two corrections that cross do not wait for each other.
  PERFORM pg_advisory_xact_lock(l.key) FROM (
    SELECT mailbox_lock(m.box) AS key FROM (
      SELECT p_mailbox AS box UNION SELECT p.mailbox_key FROM "Pledge" p WHERE p.id = p_pledge AND p.mailbox_key IS NOT NULL
    ) m ORDER BY 1
  ) l;
  mine := lock_pledge(p_pledge);
  outcome := CASE
    WHEN mine.id IS NULL THEN 'unknown'
    WHEN mine.mailbox_key IS NULL OR mine.verified_at IS NOT NULL OR mine.invalidated_at IS NOT NULL THEN 'not_waiting'
    WHEN mine.data_key <> p_data_key THEN 'changed'
    WHEN NOT EXISTS (SELECT FROM "Edition" e WHERE e.id = mine.edition_id AND now() < e.closes_at) THEN 'closed'
    WHEN EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = p_mailbox) THEN 'suppressed'
    WHEN EXISTS (SELECT FROM "Pledge" p WHERE p.edition_id = mine.edition_id AND p.mailbox_key = p_mailbox
        AND p.person_key = mine.person_key AND p.id <> mine.id) THEN 'twin'
    WHEN NOT may_mail(p_mailbox, NULL) OR 4 <= (SELECT count(*) FROM "Pledge" p WHERE p.edition_id = mine.edition_id
        AND p.mailbox_key = p_mailbox AND p.verified_at IS NULL AND p.invalidated_at IS NULL AND p.id <> mine.id) THEN 'limited'
    ELSE 'mailed' END;
  IF outcome <> 'mailed' THEN
    RETURN;
  END IF;
  UPDATE "Mail" m SET pledge_id = NULL WHERE m.pledge_id = mine.id;
  UPDATE "Pledge" p SET mailbox_key = p_mailbox, email_sealed = p_email_sealed, email_domain = p_email_domain WHERE p.id = mine.id;
  INSERT INTO "Mail" (
      id, edition_id, pledge_id, mailbox_key, kind, lang, priority,
      token_hash, token_sealed, code_hash, code_sealed, expires_at)
    VALUES (
      p_mail, mine.edition_id, mine.id, p_mailbox, 'verify', mine.lang, 1,
      p_token_hash, p_token_sealed, p_code_hash, p_code_sealed, now() + interval '7 days');
END $$;
