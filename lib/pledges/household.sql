-- No household above its edition's limit, whoever writes.
CREATE OR REPLACE FUNCTION pledge_slot_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.slot > (SELECT household_limit FROM "Edition" WHERE id = NEW.edition_id) THEN
    RAISE EXCEPTION 'slot % is above the household limit', NEW.slot USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER pledge_slot_within_limit BEFORE INSERT OR UPDATE OF slot ON "Pledge"
  FOR EACH ROW WHEN (NEW.slot IS NOT NULL) EXECUTE FUNCTION pledge_slot_within_limit();

-- The lowest slot of the mailbox that nobody holds in the edition; null when the household is full.
CREATE OR REPLACE FUNCTION free_slot(p_edition uuid, p_mailbox bytea) RETURNS smallint LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT min(s)::smallint
    FROM "Edition" e, generate_series(1, e.household_limit) AS s
    WHERE e.id = p_edition AND NOT EXISTS (
      SELECT FROM "Pledge" p WHERE p.edition_id = p_edition AND p.mailbox_key = p_mailbox AND p.slot = s)
$$;
