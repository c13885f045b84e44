-- The story of a pledge in the ledger is one chain: counted, then taken back, counted again. Whoever writes an entry names
-- the one before it; "prior_id" is unique, so that two can never follow the same. What is taken away is taken from
-- exactly where it was added.
CREATE OR REPLACE FUNCTION ledger_follows_prior() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  prior "LedgerEntry";
BEGIN
  SELECT * INTO prior FROM "LedgerEntry" e WHERE e.id = NEW.prior_id;
  IF prior.id IS NULL OR prior.edition_id <> NEW.edition_id OR prior.pledge_id IS DISTINCT FROM NEW.pledge_id
    OR NOT (CASE NEW.kind
      WHEN 'reported' THEN prior.kind = 'reported'
      WHEN 'reinstated' THEN prior.kind IN ('withdrawn', 'invalidated')
      ELSE prior.kind IN ('verified', 'renewed', 'reinstated', 'reclassified') END)
  THEN
    RAISE EXCEPTION '% cannot follow %', NEW.kind, coalesce(prior.kind, 'nothing') USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind IN ('withdrawn', 'invalidated') AND
    (NEW.evidence, NEW.stance, NEW.country, NEW.region, NEW.county, NEW.source, NEW.team_id, NEW.event_id)
    IS DISTINCT FROM
    (prior.evidence, prior.stance, prior.country, prior.region, prior.county, prior.source, prior.team_id, prior.event_id)
  THEN
    RAISE EXCEPTION '% must be taken from where % was added', NEW.kind, prior.kind USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind <> 'reported' AND NEW.renewal <> prior.renewal THEN
    RAISE EXCEPTION 'whether it is a renewal cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ledger_follows_prior BEFORE INSERT ON "LedgerEntry"
  FOR EACH ROW WHEN (NEW.prior_id IS NOT NULL) EXECUTE FUNCTION ledger_follows_prior();

-- The entry of a pledge that none follows: how it stands in the ledger now. Null fields where there is none.
CREATE OR REPLACE FUNCTION newest_entry(p_pledge uuid) RETURNS "LedgerEntry" LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT e FROM "LedgerEntry" e
    WHERE e.pledge_id = p_pledge AND NOT EXISTS (SELECT FROM "LedgerEntry" n WHERE n.prior_id = e.id)
    LIMIT 1
$$;
