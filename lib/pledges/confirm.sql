-- Confirming: verified_at, the household slot, the share link and one ledger entry, together or not at all. One that is held
-- gets everything but the entry: its owner sees what every other sees, and release.sql writes the entry once an organizer has
-- looked at it.
--
-- Null corrections leave the pledge as it was posted; otherwise it takes effect exactly as it was shown and corrected.
-- outcome: 'verified'       counted by this call, or held and to be counted when it is released
--          'closed'         the edition closed more than a link's life ago: its figure is final
--          'already'        counted before (by this pledge or, after a correction, by the same man's other one)
--          'household_full' the mailbox has its verified pledges; nothing changed
--          'changed'        signed again since it was read (p_data_key is not its key any more), or it is "pledge_id", a
--                           withdrawn one of the same man, that will count (p_receipt_key is not its key): read it again
--          'unknown'        no such pledge
DROP FUNCTION IF EXISTS confirm_pledge;
CREATE FUNCTION confirm_pledge(
  p_pledge uuid, p_data_key bytea, p_receipt_key bytea, p_commitment bytea, p_receipt bytea, p_entry uuid, p_share_link uuid, p_share_code text,
  p_person bytea DEFAULT NULL, p_name_keys bytea[] DEFAULT NULL, p_name_sealed bytea DEFAULT NULL,
  p_country text DEFAULT NULL, p_region text DEFAULT NULL, p_county text DEFAULT NULL, p_stance text DEFAULT NULL,
  p_display text DEFAULT NULL, p_news boolean DEFAULT NULL, p_renew boolean DEFAULT NULL,
  OUT outcome text, OUT pledge_id uuid
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge";
  twin "Pledge";
  seat smallint;
  prior "LedgerEntry";
  renewed uuid;
  gone_held timestamptz;
  gone_for text[] := '{}';
BEGIN
  pledge_id := p_pledge;
  outcome := 'unknown';
  -- One that was erased has no mailbox any more.
  mine := lock_pledge(p_pledge);
  IF mine.mailbox_key IS NULL THEN
    RETURN;
  END IF;
  outcome := 'already';
  IF mine.invalidated_at IS NOT NULL OR (mine.verified_at IS NOT NULL AND mine.withdrawn_at IS NULL) THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM "Suppression" s WHERE s.mailbox_key = mine.mailbox_key) THEN
    outcome := 'unknown';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM "Edition" e WHERE e.id = mine.edition_id AND e.closes_at + interval '7 days' < now()) THEN
    outcome := 'closed';
    RETURN;
  END IF;
  IF mine.data_key <> p_data_key THEN
    outcome := 'changed';
    RETURN;
  END IF;

  -- Corrected into a man of whom there is a pledge in this mailbox already: the links of both then lead to one.
  IF p_person <> mine.person_key THEN
    SELECT * INTO twin FROM "Pledge" p
      WHERE p.edition_id = mine.edition_id AND p.mailbox_key = mine.mailbox_key AND p.person_key = p_person FOR UPDATE;
    IF twin.invalidated_at IS NOT NULL OR (twin.verified_at IS NOT NULL AND twin.withdrawn_at IS NULL) THEN
      pledge_id := twin.id;
      IF mine.verified_at IS NULL THEN
        PERFORM merge_pledge(mine.id, twin.id);
      END IF;
      RETURN;
    END IF;
  END IF;

  -- Before anything is merged: a full household changes nothing.
  seat := free_slot(mine.edition_id, mine.mailbox_key);
  IF seat IS NULL THEN
    outcome := 'household_full';
    RETURN;
  END IF;
  -- The receipt must open with the key of the pledge that will count.
  -- (In brackets, or the THEN of CASE would end the condition.)
  IF p_receipt_key <> (CASE WHEN twin.verified_at IS NOT NULL AND mine.verified_at IS NULL THEN twin.data_key ELSE mine.data_key END) THEN
    IF twin.verified_at IS NOT NULL AND mine.verified_at IS NULL THEN
      pledge_id := twin.id;
    END IF;
    outcome := 'changed';
    RETURN;
  END IF;
  IF twin.verified_at IS NOT NULL AND mine.verified_at IS NULL THEN
    -- He withdrew under that name: it is that pledge which is reinstated.
    SELECT mine.held_at, mine.held_for INTO gone_held, gone_for;
    PERFORM merge_pledge(mine.id, twin.id);
    mine := twin;
    pledge_id := twin.id;
  ELSIF twin.id IS NOT NULL AND twin.verified_at IS NULL THEN
    SELECT twin.held_at, twin.held_for INTO gone_held, gone_for;
    PERFORM merge_pledge(twin.id, mine.id);
  ELSIF twin.id IS NOT NULL THEN
    -- Two that were counted before, both withdrawn: each keeps its own history, and the name stays as it was.
    p_person := NULL;
    p_name_keys := NULL;
    p_name_sealed := NULL;
  END IF;

  -- Did he stand with the campaign before? Then this is the renewal of that pledge.
  IF mine.verified_at IS NULL THEN
    renewed := earlier_pledge(mine.edition_id, mine.mailbox_key, coalesce(p_person, mine.person_key));
  ELSE
    SELECT * INTO prior FROM newest_entry(mine.id);
  END IF;

  UPDATE "Pledge" p SET
    verified_at = clock_timestamp(), evidence = 'email', receipt_sealed = p_receipt,
    renews_id = coalesce(p.renews_id, renewed), slot = seat, withdrawn_at = NULL,
    -- What looked suspicious about the one that is gone: no correction slips past the look at it.
    held_at = coalesce(p.held_at, gone_held), held_for = CASE WHEN p.held_at IS NULL THEN gone_for ELSE p.held_for END,
    person_key = coalesce(p_person, p.person_key), name_keys = coalesce(p_name_keys, p.name_keys),
    -- Sealed with the first pledge's key; its withdrawn twin has another, and the same name already.
    name_sealed = CASE WHEN p.id = p_pledge THEN coalesce(p_name_sealed, p.name_sealed) ELSE p.name_sealed END,
    country = coalesce(p_country, p.country),
    region = CASE WHEN p_country IS NULL THEN p.region ELSE p_region END,
    county = CASE WHEN p_country IS NULL THEN p.county ELSE p_county END,
    stance = coalesce(p_stance, p.stance),
    display = CASE WHEN p.minor THEN 'hidden' ELSE coalesce(p_display, p.display) END,
    news_at = CASE WHEN p.minor OR NOT coalesce(p_news, p.news_at IS NOT NULL) THEN NULL ELSE coalesce(p.news_at, now()) END,
    renew_at = CASE WHEN coalesce(p_renew, p.renew_at IS NOT NULL) THEN coalesce(p.renew_at, now()) END
    WHERE p.id = mine.id
    RETURNING * INTO twin;

  IF twin.held_at IS NULL THEN
    PERFORM count_pledge(twin, prior, p_entry, p_commitment);
  END IF;
  INSERT INTO "ShareLink" (id, code, edition_id, pledge_id)
    VALUES (p_share_link, p_share_code, twin.edition_id, twin.id)
    ON CONFLICT DO NOTHING;
  outcome := 'verified';
END $$;
