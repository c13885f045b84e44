import { query } from "#lib/db.ts";

/**
 * Writes what each complete week (Monday to Sunday in the edition's time zone) brought, for the integrity page: no page
 * counts pledges itself. A week is made anew until four weeks after its end and then stays as it is, because pledges that
 * nobody confirmed are deleted after 30 days.
 *
 * What tells whether an address was new (submitted, duplicate) and what an organizer looks at (held) is rounded down to
 * tens; what the ledger says (confirmed, withdrawn, reinstated, invalidated) is exact, as the ledger is public.
 */
export async function refreshWeeks(now: Date): Promise<void> {
  await query(
    `WITH edition AS (
       SELECT e.id, e.time_zone, e.opens_at, e.closes_at FROM "Edition" e
       WHERE EXISTS (SELECT FROM "Pledge" p WHERE p.edition_id = e.id)
     ), week AS (
       SELECT e.id, e.time_zone, monday::date AS monday
       FROM edition e, generate_series(date_trunc('week', e.opens_at AT TIME ZONE e.time_zone),
         least(e.closes_at + interval '5 weeks', $1::timestamptz) AT TIME ZONE e.time_zone, interval '1 week') AS monday
       UNION
       -- Who withdraws a year later changes the count too.
       SELECT e.id, e.time_zone, date_trunc('week', l.at AT TIME ZONE e.time_zone)::date
       FROM edition e JOIN "LedgerEntry" l ON l.edition_id = e.id AND l.kind <> 'reported'
     ), dated AS (
       SELECT w.id, w.monday, w.monday::timestamp AT TIME ZONE w.time_zone AS begins,
         (w.monday + 7)::timestamp AT TIME ZONE w.time_zone AS ends
       FROM week w
     ), wanted AS MATERIALIZED (
       SELECT d.* FROM dated d WHERE d.ends <= $1 AND (d.ends > $1::timestamptz - interval '28 days'
         OR NOT EXISTS (SELECT FROM "WeekFigure" f WHERE f.edition_id = d.id AND f.week = d.monday))
     ), submitted AS (
       SELECT w.id, w.monday, count(*) AS n FROM wanted w JOIN "Pledge" p ON p.edition_id = w.id
         AND p.submitted_at >= w.begins AND p.submitted_at < w.ends GROUP BY 1, 2
     ), held AS (
       -- A pledge that was released is not held any more; when it was, its release says.
       SELECT w.id, w.monday, count(*) AS n FROM wanted w JOIN (
         SELECT p.edition_id, p.held_at FROM "Pledge" p WHERE p.held_at IS NOT NULL
         UNION ALL
         SELECT p.edition_id, (a.before->>'heldAt')::timestamptz FROM "AuditEvent" a
           JOIN "Pledge" p ON p.id = substring(a.subject FROM 8)::uuid WHERE a.action = 'pledge.release'
       ) h ON h.edition_id = w.id AND h.held_at >= w.begins AND h.held_at < w.ends GROUP BY 1, 2
     ), duplicate AS (
       SELECT w.id, w.monday, count(*) AS n FROM wanted w JOIN "Mail" m ON m.edition_id = w.id AND m.kind = 'already'
         AND m.created_at >= w.begins AND m.created_at < w.ends GROUP BY 1, 2
     ), entry AS (
       SELECT w.id, w.monday, l.kind, l.reason, count(*) AS n FROM wanted w JOIN "LedgerEntry" l ON l.edition_id = w.id
         AND l.kind <> 'reported' AND l.at >= w.begins AND l.at < w.ends GROUP BY 1, 2, 3, 4
     ), changed AS (
       SELECT id, monday, sum(n) FILTER (WHERE kind IN ('verified', 'renewed')) AS confirmed,
         sum(n) FILTER (WHERE kind = 'withdrawn') AS withdrawn, sum(n) FILTER (WHERE kind = 'reinstated') AS reinstated,
         jsonb_object_agg(reason, n) FILTER (WHERE kind = 'invalidated') AS invalidated
       FROM entry GROUP BY 1, 2
     )
     INSERT INTO "WeekFigure" (edition_id, week, submitted, duplicate, held, confirmed, withdrawn, reinstated, invalidated, made_at)
     SELECT w.id, w.monday, coalesce(s.n, 0) / 10 * 10, coalesce(d.n, 0) / 10 * 10, coalesce(h.n, 0) / 10 * 10,
       coalesce(c.confirmed, 0), coalesce(c.withdrawn, 0), coalesce(c.reinstated, 0), coalesce(c.invalidated, '{}'), $1
     FROM wanted w LEFT JOIN submitted s USING (id, monday) LEFT JOIN held h USING (id, monday)
       LEFT JOIN duplicate d USING (id, monday) LEFT JOIN changed c USING (id, monday)
     ON CONFLICT (edition_id, week) DO UPDATE SET submitted = excluded.submitted, duplicate = excluded.duplicate,
       held = excluded.held, confirmed = excluded.confirmed, withdrawn = excluded.withdrawn,
       reinstated = excluded.reinstated, invalidated = excluded.invalidated, made_at = excluded.made_at`,
    [now],
  );
}
