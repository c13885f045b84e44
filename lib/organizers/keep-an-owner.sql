-- There is always an owner; and once one has set up a second factor, there is always one who has: an invitation to a mistyped
-- address must not be all that is left. Two owners who remove each other take turns, and the second finds himself the last.
CREATE OR REPLACE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.role = 'owner' AND NEW.removed_at IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7405, 40);
  -- A statement of its own, so that it sees what was committed while we waited.
  IF NOT EXISTS (
    SELECT FROM "Organizer" o WHERE o.id <> OLD.id AND o.role = 'owner' AND o.removed_at IS NULL
      AND (o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id)
           OR NOT (OLD.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = OLD.id)))
  ) THEN
    RAISE EXCEPTION 'there must be an owner' USING ERRCODE = 'check_violation', CONSTRAINT = 'organizer_last_owner';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE TRIGGER keep_an_owner BEFORE UPDATE OR DELETE ON "Organizer" FOR EACH ROW
  WHEN (OLD.role = 'owner' AND OLD.removed_at IS NULL) EXECUTE FUNCTION keep_an_owner();
