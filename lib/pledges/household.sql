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
