-- Did he stand with the campaign before? The latest pledge of the same mailbox and person in an earlier edition that counts and
-- that no other renews; null when there is none.
CREATE OR REPLACE FUNCTION earlier_pledge(p_edition uuid, p_mailbox bytea, p_person bytea) RETURNS uuid
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT b.id
    FROM "Edition" e JOIN "Edition" earlier ON earlier.campaign_id = e.campaign_id AND earlier.year < e.year
      JOIN "Pledge" b ON b.edition_id = earlier.id AND b.mailbox_key = p_mailbox AND b.person_key = p_person
    WHERE e.id = p_edition AND is_counted(b)
      AND NOT EXISTS (SELECT FROM "Pledge" r WHERE r.renews_id = b.id)
    ORDER BY earlier.year DESC LIMIT 1
$$;
