-- A fresh confirmation mail for a pledge that waits for one, where the caps allow it.
DROP FUNCTION IF EXISTS resend_pledge;
CREATE FUNCTION resend_pledge(
  p_pledge uuid, p_mail uuid, p_token_hash bytea, p_token_sealed bytea, p_code_hash bytea, p_code_sealed bytea
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  waiting "Pledge";
BEGIN
  SELECT * INTO waiting FROM "Pledge" p WHERE p.id = p_pledge AND p.mailbox_key IS NOT NULL;
  IF waiting.id IS NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(mailbox_lock(waiting.mailbox_key));
  INSERT INTO "Mail" (
      id, edition_id, pledge_id, mailbox_key, kind, lang, priority,
      token_hash, token_sealed, code_hash, code_sealed, expires_at)
    SELECT p_mail, p.edition_id, p.id, p.mailbox_key, 'verify', p.lang, 1,
           p_token_hash, p_token_sealed, p_code_hash, p_code_sealed, now() + interval '7 days'
      FROM "Pledge" p
      WHERE p.id = p_pledge
        AND EXISTS (SELECT FROM "Edition" e WHERE e.id = p.edition_id AND now() < e.closes_at)
        AND p.invalidated_at IS NULL AND (p.verified_at IS NULL OR p.withdrawn_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = p.mailbox_key)
        AND may_mail(p.mailbox_key, p.id);
END $$;
