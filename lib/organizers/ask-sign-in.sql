-- Asking for a link to the desk: a mail to the organizer of the mailbox, once in a minute and five times in an hour. The caller
-- answers alike whether one went out.
CREATE OR REPLACE FUNCTION ask_sign_in(
  p_mailbox bytea, p_mail uuid, p_token_hash bytea, p_token_sealed bytea, p_life int
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  asked record;
BEGIN
  -- Whether it is known or not, the address is answered after the same wait for the disk.
  PERFORM pg_logical_emit_message(true, 'countersign', '');
  PERFORM pg_advisory_xact_lock(mailbox_lock(p_mailbox));
  SELECT o.id, o.lang INTO asked FROM "Organizer" o WHERE o.email_key = p_mailbox AND o.removed_at IS NULL;
  IF NOT FOUND OR (
    SELECT count(*) >= 5 OR coalesce(max(t.created_at) > now() - interval '1 minute', false)
      FROM "SignInToken" t WHERE t.email_key = p_mailbox AND t.created_at > now() - interval '1 hour'
  ) THEN
    RETURN;
  END IF;
  INSERT INTO "SignInToken" (token_hash, email_key, expires_at)
    VALUES (p_token_hash, p_mailbox, now() + make_interval(secs => p_life));
  INSERT INTO "Mail" (id, organizer_id, kind, lang, priority, token_sealed, expires_at)
    VALUES (p_mail, asked.id, 'sign_in', asked.lang, 0, p_token_sealed, now() + make_interval(secs => p_life));
END $$;
