-- A fresh confirmation mail for a pledge that waits for one, where the caps allow it.
--
-- outcome: 'mailed'      a mail is in the outbox
--          'limited'     the mailbox had its share of mails, or the last one is younger than ten minutes
--          'suppressed'  the mailbox wants nothing from us
--          'closed'      the edition is over
--          'not_waiting' it is confirmed or invalidated
--          'unknown'     no such pledge, or none with a mailbox
DROP FUNCTION IF EXISTS resend_pledge;
CREATE FUNCTION resend_pledge(
  p_pledge uuid, p_mail uuid, p_token_hash bytea, p_token_sealed bytea, p_code_hash bytea, p_code_sealed bytea, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  waiting "Pledge" := lock_pledge(p_pledge);
BEGIN
  outcome := CASE
    WHEN waiting.mailbox_key IS NULL THEN 'unknown'
    WHEN waiting.invalidated_at IS NOT NULL OR (waiting.verified_at IS NOT NULL AND waiting.withdrawn_at IS NULL) THEN 'not_waiting'
    WHEN NOT EXISTS (SELECT FROM "Edition" e WHERE e.id = waiting.edition_id AND now() < e.closes_at) THEN 'closed'
    WHEN EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = waiting.mailbox_key) THEN 'suppressed'
    WHEN NOT may_mail(waiting.mailbox_key, waiting.id) THEN 'limited'
    ELSE 'mailed' END;
  IF outcome <> 'mailed' THEN
    RETURN;
  END IF;
  INSERT INTO "Mail" (
      id, edition_id, pledge_id, mailbox_key, kind, lang, priority,
      token_hash, token_sealed, code_hash, code_sealed, expires_at)
    VALUES (
      p_mail, waiting.edition_id, waiting.id, waiting.mailbox_key, 'verify', waiting.lang, 1,
      p_token_hash, p_token_sealed, p_code_hash, p_code_sealed, now() + interval '7 days');
END $$;
