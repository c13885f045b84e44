-- Asking for the links to one's pledges: a mail for each man of the mailbox who was confirmed in any edition of the campaign,
-- to the pledge that counts, the latest first; once in 10 minutes, three times in 24 hours and nine times in 30 days. The caller answers alike
-- whether any went out.
DROP FUNCTION IF EXISTS ask_manage;
CREATE FUNCTION ask_manage(
  p_campaign uuid, p_mailbox bytea, p_lang text, p_mails uuid[], p_token_hashes bytea[], p_tokens_sealed bytea[]
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  -- Whether it is known or not, the address is answered after the same wait for the disk.
  PERFORM pg_logical_emit_message(true, 'countersign', '');
  PERFORM pg_advisory_xact_lock(mailbox_lock(p_mailbox));
  -- The mails of one asking are written at one moment.
  IF EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = p_mailbox)
    OR (SELECT count(DISTINCT m.created_at) >= 9
            OR count(DISTINCT m.created_at) FILTER (WHERE m.created_at > now() - interval '24 hours') >= 3
            OR coalesce(max(m.created_at) > now() - interval '10 minutes', false)
          FROM "Mail" m
          WHERE m.mailbox_key = p_mailbox AND m.kind = 'manage' AND m.created_at > now() - interval '30 days') THEN
    RETURN;
  END IF;
  INSERT INTO "Mail" (id, edition_id, pledge_id, mailbox_key, kind, lang, priority, token_hash, token_sealed, expires_at)
    SELECT p_mails[mine.n], mine.edition_id, mine.id, p_mailbox, 'manage', p_lang, 1,
           p_token_hashes[mine.n], p_tokens_sealed[mine.n], now() + interval '7 days'
      FROM (
        SELECT man.*, row_number() OVER (ORDER BY man.withdrawn_at IS NULL DESC, man.year DESC, man.id) AS n
          FROM (
            -- A withdrawn one gets a link too, or he could never be erased.
            SELECT DISTINCT ON (p.person_key) p.id, p.edition_id, p.withdrawn_at, e.year
              FROM "Edition" e JOIN "Pledge" p ON p.edition_id = e.id AND p.mailbox_key = p_mailbox
              WHERE e.campaign_id = p_campaign AND p.verified_at IS NOT NULL
              ORDER BY p.person_key, p.withdrawn_at IS NULL DESC, e.year DESC
          ) AS man
      ) AS mine
      WHERE mine.n <= cardinality(p_mails);
END $$;
