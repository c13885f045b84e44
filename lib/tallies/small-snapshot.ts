import { query } from "#lib/db.ts";
import { COUNTY_NOT_GIVEN, SMALL_PLACES } from "#lib/places/population.ts";

/**
 * Renews the snapshots of small places (men by e-mail in Wisconsin's counties, small territories and countries) that are a day
 * old, and takes the first one of an edition once somebody is counted. The men of Wisconsin who gave no county are reckoned
 * in the same statement, so that a snapshot adds up to the state's figure of one moment. They change once a day: a live
 * figure would tell of the man who has just signed where he lives.
 */
export async function refreshSmallPlaces(): Promise<void> {
  await query(
    `WITH stale AS MATERIALIZED (
       SELECT e.id FROM "Edition" e
       -- (One from the future was taken before the clock was set back.)
       WHERE e.small_shown_at NOT BETWEEN now() - interval '24 hours' AND now() + interval '1 hour'
         OR e.small_shown_at IS NULL AND EXISTS (SELECT FROM "Tally" t WHERE t.edition_id = e.id AND t.dimension = 'country'
           AND t.stance = 'man' AND t.evidence = 'email' AND t.count > 0)
     ), small AS (
       SELECT t.edition_id, t.key, t.count FROM "Tally" t JOIN stale ON stale.id = t.edition_id
       WHERE (t.dimension = 'county' OR (t.dimension IN ('country', 'region') AND t.key = ANY ($2)))
         AND t.stance = 'man' AND t.evidence = 'email' AND t.count > 0
       UNION ALL
       SELECT t.edition_id, $1, sum(CASE t.dimension WHEN 'region' THEN t.count ELSE -t.count END)
       FROM "Tally" t JOIN stale ON stale.id = t.edition_id
       WHERE ((t.dimension = 'region' AND t.key = 'US-WI') OR t.dimension = 'county') AND t.stance = 'man' AND t.evidence = 'email'
       GROUP BY t.edition_id
     )
     UPDATE "Edition" e SET small_shown_at = now(),
       small_shown = coalesce((SELECT jsonb_object_agg(s.key, s.count) FROM small s WHERE s.edition_id = e.id AND s.count > 0), '{}')
     FROM stale WHERE e.id = stale.id`,
    [COUNTY_NOT_GIVEN, SMALL_PLACES],
    "refresh_small_places",
  );
}
