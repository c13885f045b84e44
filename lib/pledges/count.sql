-- Whether its owner has confirmed it and stands by it: then he sees the pages of one who counts, whatever organizers make of it.
CREATE OR REPLACE FUNCTION stands(p "Pledge") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p.verified_at IS NOT NULL AND p.withdrawn_at IS NULL
$$;

-- Whether it stands in the count, so that its newest entry adds one. (Erased men stay in it unless they withdrew.)
CREATE OR REPLACE FUNCTION is_counted(p "Pledge") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p.verified_at IS NOT NULL AND p.withdrawn_at IS NULL AND p.invalidated_at IS NULL AND p.held_at IS NULL
$$;

-- Puts a confirmed pledge into the count: the first entry of its story, or the one after `prior`. Whoever brought him is
-- resolved now, and gets the credit. The caller holds the mailbox's lock.
DROP FUNCTION IF EXISTS count_pledge;
CREATE FUNCTION count_pledge(mine "Pledge", prior "LedgerEntry", p_entry uuid, p_commitment bytea) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO "LedgerEntry" (
      id, edition_id, pledge_id, kind, prior_id, renewal, evidence, stance, country, region, county,
      share_link_id, team_id, event_id, source, commitment)
    SELECT p_entry, mine.edition_id, mine.id,
           CASE WHEN prior.id IS NOT NULL THEN 'reinstated' WHEN mine.renews_id IS NOT NULL THEN 'renewed' ELSE 'verified' END,
           prior.id, coalesce(prior.renewal, mine.renews_id IS NOT NULL),
           mine.evidence, mine.stance, mine.country, mine.region, mine.county,
           s.link, s.team, s.event,
           CASE WHEN s.event IS NOT NULL THEN 'event' WHEN s.team IS NOT NULL THEN 'team' WHEN s.link IS NOT NULL THEN 'share' ELSE 'direct' END,
           p_commitment
      FROM (SELECT
        (SELECT l.id FROM "ShareLink" l WHERE l.code = mine.share AND l.edition_id = mine.edition_id AND l.pledge_id <> mine.id) AS link,
        (SELECT t.id FROM "Team" t JOIN "Edition" e ON e.campaign_id = t.campaign_id WHERE e.id = mine.edition_id AND t.slug = mine.team) AS team,
        (SELECT v.id FROM "Event" v WHERE v.edition_id = mine.edition_id AND v.slug = mine.event) AS event) AS s;
END $$;
