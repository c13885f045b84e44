-- What refuses to change a row that is written once. Other nouns' tables use it, too: routines are installed in the order of
-- their files' paths, and this one comes before theirs.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- What somebody did: no update, no delete, no truncate, whoever tries. The trigger holds against every role; the privileges are
-- taken away besides, from the role that the program itself runs as.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON "AuditEvent" FROM PUBLIC, CURRENT_USER;
