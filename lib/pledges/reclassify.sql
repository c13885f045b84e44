-- Correcting where a counted pledge stands: place, stance, evidence and team as they are to be, all of them given. One
-- ledger entry moves it from there to here; the number stays, the tallies move.
--
-- outcome: 'reclassified'   by this call
--          'unchanged'      it stands there already
--          'household_full' it would be known by e-mail now, and others of its mailbox have the slots (or it has no mailbox)
--          'no_team'        the campaign has no such team
--          'not_counted'    only what counts can be moved
--          'changed'        the entry to follow is not p_prior any more: read it again
--          'unknown'        no such pledge
DROP FUNCTION IF EXISTS reclassify_pledge;
CREATE FUNCTION reclassify_pledge(
  p_pledge uuid, p_prior uuid, p_entry uuid, p_commitment bytea, p_receipt bytea,
  p_country text, p_region text, p_county text, p_stance text, p_evidence text, p_team uuid, OUT outcome text
) LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  mine "Pledge" := lock_pledge(p_pledge);
  prior "LedgerEntry";
  team_slug text;
BEGIN
  outcome := 'unknown';
  IF mine.id IS NULL THEN
    RETURN;
  END IF;
  outcome := 'not_counted';
  IF NOT is_counted(mine) THEN
    RETURN;
  END IF;
  SELECT * INTO prior FROM newest_entry(mine.id);
  IF prior.id IS DISTINCT FROM p_prior OR (p_receipt IS NULL) <> (mine.erased_at IS NOT NULL) THEN
    outcome := 'changed';
    RETURN;
  END IF;
  outcome := 'unchanged';
  IF (prior.country, prior.region, prior.county, prior.stance, prior.evidence, prior.team_id)
    IS NOT DISTINCT FROM (p_country, p_region, p_county, p_stance, p_evidence, p_team) THEN
    RETURN;
  END IF;
  IF p_team IS NOT NULL THEN
    SELECT t.slug INTO team_slug FROM "Team" t JOIN "Edition" e ON e.campaign_id = t.campaign_id
      WHERE t.id = p_team AND e.id = mine.edition_id;
    IF team_slug IS NULL THEN
      outcome := 'no_team';
      RETURN;
    END IF;
  END IF;
  -- A slot is what a man known by e-mail takes of his mailbox; an erased one has no mailbox any more.
  IF p_evidence <> 'email' THEN
    mine.slot := NULL;
  ELSIF mine.evidence <> 'email' AND mine.erased_at IS NULL THEN
    mine.slot := free_slot(mine.edition_id, mine.mailbox_key);
    IF mine.slot IS NULL OR mine.mailbox_key IS NULL THEN
      outcome := 'household_full';
      RETURN;
    END IF;
  END IF;

  UPDATE "Pledge" p SET
      country = p_country, region = p_region, county = p_county, stance = p_stance, evidence = p_evidence,
      slot = mine.slot, receipt_sealed = p_receipt,
      team = CASE WHEN p_team IS DISTINCT FROM prior.team_id THEN team_slug ELSE p.team END
    WHERE p.id = mine.id;
  INSERT INTO "LedgerEntry" (
      id, edition_id, pledge_id, kind, prior_id, evidence, stance, country, region, county,
      source, team_id, event_id, renewal, share_link_id, commitment)
    VALUES (
      p_entry, prior.edition_id, prior.pledge_id, 'reclassified', prior.id, p_evidence, p_stance, p_country, p_region, p_county,
      CASE WHEN prior.event_id IS NOT NULL THEN 'event' WHEN p_team IS NOT NULL THEN 'team'
           WHEN prior.share_link_id IS NOT NULL THEN 'share' ELSE 'direct' END,
      p_team, prior.event_id, prior.renewal, prior.share_link_id, p_commitment);
  outcome := 'reclassified';
END $$;
