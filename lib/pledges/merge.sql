-- Leads all links of a pending pledge to another one and deletes it. The caller holds the mailbox's lock.
CREATE OR REPLACE FUNCTION merge_pledge(p_from uuid, p_into uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Mail" m SET pledge_id = p_into WHERE m.pledge_id = p_from;
  DELETE FROM "Pledge" p WHERE p.id = p_from;
END $$;
