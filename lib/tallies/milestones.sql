-- What the count has passed for the first time: each tenth of the goal in force, each new state, each new large country. Once
-- written it stays, even if the count falls again. Reads tallies alone, of editions that are open or have just closed.
--
-- A tenth below one that was noted before is passed over: after the goal was raised, "20% of the goal" would be no news. Never
-- noted are AS, GU, MP, VI and small countries, whose presence may point at a person, and the Armed Forces, which are no place.
-- Of several new ones the largest goes first. Of the states the fifty are numbered; the District of Columbia and Puerto Rico have numbers of their own.
CREATE OR REPLACE FUNCTION note_milestones(p_countries text[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  noted int;
BEGIN
  WITH running AS (
    SELECT e.id, e.goal, t.count AS verified
      FROM "Edition" e JOIN "Tally" t ON t.edition_id = e.id AND t.dimension = 'all' AND t.key = '' AND t.evidence = 'email' AND t.stance = 'man'
      WHERE t.count > 0 AND e.opens_at <= now() AND now() < e.closes_at + interval '8 days'
  ), shares AS (
    SELECT r.id, 'share' AS kind, r.goal || ':' || tenth AS key, tenth AS ordinal, r.verified
      FROM running r CROSS JOIN generate_series(10, 100, 10) AS tenth
      WHERE r.verified::bigint * 100 >= r.goal::bigint * tenth
        AND r.goal::bigint * tenth > coalesce((
          SELECT max(split_part(m.key, ':', 1)::bigint * m.ordinal) FROM "Milestone" m WHERE m.edition_id = r.id AND m.kind = 'share'), 0)
  ), found AS (
    SELECT r.id, CASE t.dimension WHEN 'region' THEN 'state' ELSE 'country' END AS kind, t.key, t.count, r.verified, t.key IN ('US-DC', 'US-PR') AS apart
      FROM running r JOIN "Tally" t ON t.edition_id = r.id AND t.evidence = 'email' AND t.stance = 'man' AND t.count > 0
      WHERE (t.dimension = 'region' AND t.key LIKE 'US-%' AND t.key <> ALL ('{US-AS,US-GU,US-MP,US-VI,US-AA,US-AE,US-AP}'))
         OR (t.dimension = 'country' AND t.key = ANY (p_countries))
  ), places AS (
    SELECT f.id, f.kind, f.key, f.verified,
        row_number() OVER (PARTITION BY f.id, f.kind, f.apart ORDER BY f.count DESC, f.key)
          + (SELECT count(*) FROM "Milestone" m WHERE m.edition_id = f.id AND m.kind = f.kind AND (m.key IN ('US-DC', 'US-PR')) = f.apart) AS ordinal
      FROM found f
      WHERE NOT EXISTS (SELECT FROM "Milestone" m WHERE m.edition_id = f.id AND m.kind = f.kind AND m.key = f.key)
  ), written AS (
    INSERT INTO "Milestone" (edition_id, kind, key, ordinal, verified)
      SELECT id, kind, key, ordinal, verified FROM shares UNION ALL SELECT id, kind, key, ordinal, verified FROM places
      ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT count(*) INTO noted FROM written;
  RETURN noted;
END $$;
