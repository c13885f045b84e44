-- Signing: the pledge and its mail, or nothing, in the one statement that calls this.
--
-- Why a routine and not one long WITH: the posts of one mailbox must see each other's rows. Inside a single SELECT every
-- part sees the snapshot from before the lock was granted, so parallel posts of one address passed the caps together;
-- here each statement takes its own snapshot after the lock. Posts of different mailboxes never wait for each other.
--
-- enable_seqscan is off inside: a plan made while the tables were nearly empty reads them whole, and is kept until the next
-- ANALYZE; measured, signing fell from 2,500/s to 600/s within seconds of a rush.
--
-- outcome: 'mailed'     a pledge (new or renewed) and a mail that asks to confirm it
--          'waiting'    the pledge is there, its last mail is younger than 10 minutes or the mailbox had its share
--          'limited'    a new name in a mailbox that had its share of mails: nothing is stored, nobody could confirm it
--          'noticed'    confirmed before: a mail says so (one in 24 hours)
--          'known'      confirmed or invalidated before, no mail
--          'suppressed' the mailbox wants nothing from us: nothing is stored
DROP FUNCTION IF EXISTS sign_pledge;
CREATE FUNCTION sign_pledge(
  p_id uuid, p_edition uuid, p_mailbox bytea, p_person bytea, p_name_keys bytea[], p_data_key bytea,
  p_email_sealed bytea, p_name_sealed bytea, p_email_domain text, p_birth_year smallint, p_minor boolean,
  p_country text, p_region text, p_county text, p_stance text, p_display text, p_lang text, p_text_version int,
  p_wording text, p_news boolean, p_renew boolean, p_share text, p_team text, p_event text, p_ip_prefix text,
  p_mail uuid, p_token_hash bytea, p_token_sealed bytea, p_code_hash bytea, p_code_sealed bytea,
  OUT outcome text, OUT pledge_id uuid
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  prior "Pledge";
  allowed boolean;
BEGIN
  pledge_id := p_id;
  -- Every outcome waits for the disk as a new signature does: one that writes nothing would answer sooner, and tell.
  PERFORM pg_logical_emit_message(true, 'countersign', '');
  PERFORM pg_advisory_xact_lock(mailbox_lock(p_mailbox));

  IF EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = p_mailbox) THEN
    outcome := 'suppressed';
    RETURN;
  END IF;

  -- Locked, because the purge takes no mailbox's lock: a row that it deletes meanwhile is then none.
  SELECT * INTO prior FROM "Pledge" p
    WHERE p.edition_id = p_edition AND p.mailbox_key = p_mailbox AND p.person_key = p_person FOR UPDATE;

  IF prior.invalidated_at IS NOT NULL OR (prior.verified_at IS NOT NULL AND prior.withdrawn_at IS NULL) THEN
    pledge_id := prior.id;
    outcome := 'known';
    IF prior.invalidated_at IS NULL AND NOT EXISTS (
      SELECT FROM "Mail" m WHERE m.pledge_id = prior.id AND m.kind = 'already' AND m.created_at > now() - interval '24 hours'
    ) THEN
      -- Its token opens "this wasn't me" and nothing else.
      INSERT INTO "Mail" (
        id, edition_id, pledge_id, mailbox_key, kind, lang, priority, token_hash, token_sealed, expires_at)
      VALUES (
        p_mail, p_edition, prior.id, p_mailbox, 'already', p_lang, 2,
        p_token_hash, p_token_sealed, now() + interval '7 days');
      outcome := 'noticed';
    END IF;
    RETURN;
  END IF;

  allowed := may_mail(p_mailbox, prior.id);
  IF prior.id IS NULL AND NOT allowed THEN
    outcome := 'limited';
    RETURN;
  END IF;

  IF prior.id IS NULL THEN
    -- At most four pending pledges a mailbox; the oldest gives way, so that a stranger cannot lock its owner out.
    -- (Materialized, or the planner walks all pending pledges in the order of their index to find these.)
    WITH of_mailbox AS MATERIALIZED (
      SELECT p.id, p.submitted_at, p.verified_at, p.invalidated_at FROM "Pledge" p
        WHERE p.edition_id = p_edition AND p.mailbox_key = p_mailbox
    )
    DELETE FROM "Pledge" d USING (
      SELECT o.id FROM of_mailbox o WHERE o.verified_at IS NULL AND o.invalidated_at IS NULL
        ORDER BY o.submitted_at DESC, o.id DESC OFFSET 3
    ) AS oldest WHERE d.id = oldest.id;
    INSERT INTO "Pledge" (
      id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain, birth_year,
      minor, country, region, county, stance, display, lang, text_version, wording_id, agreed_at, news_at, renew_at,
      share, team, event, ip_prefix)
    VALUES (
      p_id, p_edition, p_mailbox, p_person, p_name_keys, p_data_key, p_email_sealed, p_name_sealed, p_email_domain,
      p_birth_year, p_minor, p_country, p_region, p_county, p_stance, p_display, p_lang, p_text_version, p_wording,
      now(), CASE WHEN p_news THEN now() END, CASE WHEN p_renew THEN now() END,
      p_share, p_team, p_event, p_ip_prefix);
  ELSE
    -- Posted again: what was typed last is what the confirmation will show. Whoever brought him first keeps the credit.
    pledge_id := prior.id;
    UPDATE "Pledge" p SET
      name_keys = p_name_keys, data_key = p_data_key, email_sealed = p_email_sealed, name_sealed = p_name_sealed,
      email_domain = p_email_domain, ip_prefix = p_ip_prefix,
      birth_year = p_birth_year, minor = p_minor, country = p_country, region = p_region, county = p_county,
      stance = p_stance, display = p_display, lang = p_lang, text_version = p_text_version, wording_id = p_wording,
      agreed_at = now(), news_at = CASE WHEN p_news THEN now() END, renew_at = CASE WHEN p_renew THEN now() END,
      -- Of one who withdrew: it opens with the old key alone.
      receipt_sealed = NULL,
      share = coalesce(p.share, p_share), team = coalesce(p_team, p.team), event = coalesce(p_event, p.event),
      submitted_at = CASE WHEN p.verified_at IS NULL THEN now() ELSE p.submitted_at END
    WHERE p.id = prior.id;
  END IF;

  outcome := 'waiting';
  IF allowed THEN
    INSERT INTO "Mail" (
      id, edition_id, pledge_id, mailbox_key, kind, lang, priority,
      token_hash, token_sealed, code_hash, code_sealed, expires_at)
    VALUES (
      p_mail, p_edition, pledge_id, p_mailbox, 'verify', p_lang, 1,
      p_token_hash, p_token_sealed, p_code_hash, p_code_sealed, now() + interval '7 days');
    outcome := 'mailed';
  END IF;
END $$;
