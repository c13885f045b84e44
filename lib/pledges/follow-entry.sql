-- The next entry in the story of a pledge, with the classification of the one before it.
DROP FUNCTION IF EXISTS follow_entry;
CREATE FUNCTION follow_entry(
  prior "LedgerEntry", p_entry uuid, p_kind text, p_reason text, p_commitment bytea
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "LedgerEntry" (
      id, edition_id, pledge_id, kind, prior_id, reason, evidence, stance, country, region, county,
      source, team_id, event_id, renewal, share_link_id, commitment)
    VALUES (
      p_entry, prior.edition_id, prior.pledge_id, p_kind, prior.id, p_reason, prior.evidence, prior.stance,
      prior.country, prior.region, prior.county, prior.source, prior.team_id, prior.event_id, prior.renewal,
      prior.share_link_id, p_commitment)
$$;
