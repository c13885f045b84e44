-- Double opt-in must not become a weapon: confirmation mails go out three times in 24 hours and nine times in 30 days to a
-- mailbox, and once in 10 minutes for a pledge. The caller holds the mailbox's lock.
CREATE OR REPLACE FUNCTION may_mail(mailbox bytea, pledge uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(*) < 9
     AND count(*) FILTER (WHERE m.created_at > now() - interval '24 hours') < 3
     AND count(*) FILTER (WHERE m.pledge_id = pledge AND m.created_at > now() - interval '10 minutes') = 0
    FROM "Mail" m
    WHERE m.mailbox_key = mailbox AND m.kind = 'verify' AND m.created_at > now() - interval '30 days'
$$;
