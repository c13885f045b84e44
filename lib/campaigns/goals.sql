-- Whoever changes an edition's goal, by whatever way: what it was stays to be read. The first goal holds from the opening
-- on where the edition was entered later than that.
CREATE OR REPLACE FUNCTION keep_goal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "GoalChange" (id, edition_id, goal, at)
      SELECT gen_random_uuid(), NEW.id, NEW.goal, least(now(), NEW.opens_at) WHERE NEW.goal IS NOT NULL;
  ELSIF NEW.goal IS NULL AND OLD.goal IS NOT NULL THEN
    RAISE EXCEPTION 'a goal can be changed, not taken back' USING ERRCODE = 'check_violation';
  ELSIF NEW.goal IS DISTINCT FROM OLD.goal THEN
    INSERT INTO "GoalChange" (id, edition_id, goal, at) VALUES (gen_random_uuid(), NEW.id, NEW.goal, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_goal AFTER INSERT OR UPDATE OF goal ON "Edition" FOR EACH ROW EXECUTE FUNCTION keep_goal();
