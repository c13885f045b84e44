-- What is written once: no update, no delete, no truncate, whoever tries. The trigger holds against every role; the
-- privileges are taken away besides, from the role that the program itself runs as. (Of UPDATE one column stays: the check
-- of a foreign key locks the row that it refers to, which PostgreSQL allows only to who may update something in it. refuse_change stands in lib/audit/append-only.sql.)
DO $$
DECLARE
  once record;
BEGIN
  FOR once IN SELECT * FROM (VALUES
    ('LedgerEntry', 'id'), ('LedgerPosition', 'position'), ('ReportedFigure', 'entry_id'),
    ('LogLeaf', 'index'), ('Checkpoint', 'size'), ('GoalChange', 'id')
  ) AS t (name, key) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', once.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', once.name);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM PUBLIC, CURRENT_USER', once.name);
    EXECUTE format('GRANT UPDATE (%I) ON %I TO CURRENT_USER', once.key, once.name);
  END LOOP;
END $$;
-- As an earlier version called them.
DROP TRIGGER IF EXISTS ledger_append_only ON "LedgerEntry";
DROP TRIGGER IF EXISTS ledger_no_truncate ON "LedgerEntry";
DROP TRIGGER IF EXISTS ledger_position_append_only ON "LedgerPosition";
DROP TRIGGER IF EXISTS ledger_position_no_truncate ON "LedgerPosition";

-- The log grows. What stood in a tile goes on standing in it.
CREATE OR REPLACE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.origin <> OLD.origin OR NEW.previous IS DISTINCT FROM OLD.previous OR NEW.size < OLD.size THEN
    RAISE EXCEPTION 'a log only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER log_only_grows BEFORE UPDATE ON "Log" FOR EACH ROW EXECUTE FUNCTION log_only_grows();
CREATE OR REPLACE TRIGGER log_stays BEFORE DELETE ON "Log" FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION log_tile_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.log_id, NEW.level, NEW.index) <> (OLD.log_id, OLD.level, OLD.index) OR NEW.width < OLD.width
    OR substring(NEW.data FROM 1 FOR octet_length(OLD.data)) <> OLD.data THEN
    RAISE EXCEPTION 'a tile only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER log_tile_only_grows BEFORE UPDATE ON "LogTile" FOR EACH ROW EXECUTE FUNCTION log_tile_only_grows();
CREATE OR REPLACE TRIGGER log_tile_stays BEFORE DELETE ON "LogTile" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON "Log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON "LogTile" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON "Log", "LogTile" FROM PUBLIC, CURRENT_USER;
