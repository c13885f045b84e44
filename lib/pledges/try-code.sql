-- One try of a 6-digit code, counted by the statement that compares it: 5 a mail, 15 a pledge, 24 hours from sending.
-- `hashes[i]` is the code's HMAC with the id of mail `mails[i]`. Whatever is wrong, the answer is the same: false.
DROP FUNCTION IF EXISTS try_code;
CREATE FUNCTION try_code(p_pledge uuid, mails uuid[], hashes bytea[]) RETURNS boolean LANGUAGE sql SET enable_seqscan = off AS $$
  WITH pledge AS (
    UPDATE "Pledge" SET code_tries = code_tries + 1 WHERE id = p_pledge AND code_tries < 15 RETURNING id
  ), tried AS (
    UPDATE "Mail" m SET code_tries = m.code_tries + 1
      FROM pledge, unnest(mails, hashes) AS typed (mail, hash)
      WHERE m.pledge_id = pledge.id AND m.id = typed.mail AND m.kind = 'verify'
        AND m.code_tries < 5 AND m.sent_at > now() - interval '24 hours'
      RETURNING m.code_hash = typed.hash AS matches
  )
  SELECT coalesce(bool_or(matches), false) FROM tried
$$;
