-- Renewing: a man who stands in an earlier edition stands in this one too, by one click. What he promised then is written
-- as a new pledge, as if he had posted it, and confirmed at once; both, or nothing.
--
-- outcome: 'renewed'        by this call, "pledge_id" is the new one
--          'already'        he stands in this edition, by the pledge "pledge_id"
--          'household_full' the mailbox has its pledges in this edition; nothing changed
--          'closed'         the edition is not open, or not a later one of the same campaign
--          'ignored'        invalidated, then or now, or still held then: he sees the same pages, and nothing changes
--          'changed'        the earlier pledge is not as p_prior says any more: read it again
--          'unknown'        no such pledge, or it does not count, or another has renewed it
DROP FUNCTION IF EXISTS renew_pledge;
CREATE FUNCTION renew_pledge(
  p_earlier uuid, p_prior uuid, p_edition uuid, p_id uuid, p_data_key bytea, p_email_sealed bytea, p_name_sealed bytea,
  p_minor boolean, p_lang text, p_text_version int, p_wording text,
  p_entry uuid, p_commitment bytea, p_receipt bytea, p_share_link uuid, p_share_code text,
  OUT outcome text, OUT pledge_id uuid
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  earlier "Pledge" := lock_pledge(p_earlier);
  twin "Pledge";
BEGIN
  outcome := 'unknown';
  IF earlier.mailbox_key IS NULL OR earlier.verified_at IS NULL OR earlier.withdrawn_at IS NOT NULL
    OR EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = earlier.mailbox_key) THEN
    RETURN;
  END IF;
  outcome := 'closed';
  IF NOT EXISTS (
    SELECT FROM "Edition" e JOIN "Edition" past ON past.campaign_id = e.campaign_id AND past.year < e.year
      WHERE e.id = p_edition AND past.id = earlier.edition_id AND e.opens_at <= now() AND now() < e.closes_at
  ) THEN
    RETURN;
  END IF;
  SELECT * INTO twin FROM "Pledge" p
    WHERE p.edition_id = p_edition AND p.mailbox_key = earlier.mailbox_key AND p.person_key = earlier.person_key FOR UPDATE;
  pledge_id := coalesce(twin.id, p_id);
  outcome := 'ignored';
  IF earlier.invalidated_at IS NOT NULL OR earlier.held_at IS NOT NULL OR twin.invalidated_at IS NOT NULL THEN
    RETURN;
  END IF;
  outcome := 'already';
  IF stands(twin) THEN
    RETURN;
  END IF;
  outcome := 'changed';
  IF p_prior IS DISTINCT FROM (SELECT n.id FROM newest_entry(earlier.id) n) THEN
    RETURN;
  END IF;
  outcome := 'unknown';
  IF twin.verified_at IS NULL AND earlier_pledge(p_edition, earlier.mailbox_key, earlier.person_key) IS NULL THEN
    RETURN;
  END IF;
  outcome := 'household_full';
  IF free_slot(p_edition, earlier.mailbox_key) IS NULL THEN
    RETURN;
  END IF;

  IF twin.id IS NULL THEN
    INSERT INTO "Pledge" (
      id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain, birth_year,
      minor, country, region, county, stance, display, lang, text_version, wording_id, agreed_at, news_at, renew_at)
    VALUES (
      p_id, p_edition, earlier.mailbox_key, earlier.person_key, earlier.name_keys, p_data_key, p_email_sealed, p_name_sealed,
      earlier.email_domain, earlier.birth_year, p_minor, earlier.country, earlier.region, earlier.county, earlier.stance,
      earlier.display, p_lang, p_text_version, p_wording, clock_timestamp(), earlier.news_at, earlier.renew_at);
  ELSE
    -- He had signed here already, and not confirmed it (or withdrew): what takes effect is what he was shown now, not what
    -- anybody may have typed. Whoever brought him keeps the credit.
    UPDATE "Pledge" p SET
      name_keys = earlier.name_keys, data_key = p_data_key, email_sealed = p_email_sealed, name_sealed = p_name_sealed,
      email_domain = earlier.email_domain, birth_year = earlier.birth_year, minor = p_minor,
      country = earlier.country, region = earlier.region, county = earlier.county, stance = earlier.stance,
      display = earlier.display, lang = p_lang, text_version = p_text_version, wording_id = p_wording,
      agreed_at = clock_timestamp(), news_at = earlier.news_at, renew_at = earlier.renew_at
    WHERE p.id = twin.id;
  END IF;
  SELECT c.outcome INTO outcome
    FROM confirm_pledge(pledge_id, p_data_key, p_data_key, p_commitment, p_receipt, p_entry, p_share_link, p_share_code) c;
  -- All that it asks for was looked at above; should it still refuse, what was written goes with the statement.
  IF outcome <> 'verified' THEN
    RAISE EXCEPTION 'a renewal was refused: %', outcome;
  END IF;
  outcome := 'renewed';
END $$;
