import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

/** An hour of today, by the edition's clock: `09:00`, how many men were confirmed in it, and in the same hour of yesterday. */
export type Hour = { label: string; today: number; yesterday: number; isOver: boolean };

/**
 * Today by hour, from tallies. A day on which the clock is set forward has an hour less; one on which it is set back has the
 * same label twice, which are told as one. In a zone of half hours an hour begins at the half.
 */
export async function hoursOf(scope: Scope, editionId: string): Promise<Hour[]> {
  demand(scope, "tracker.read");
  return query<Hour>(
    `WITH edition AS (
       SELECT id, time_zone, date_trunc('day', now() AT TIME ZONE time_zone) AS today FROM "Edition" WHERE id = $1
     ), hour AS (
       SELECT e.id, at, to_char(at AT TIME ZONE e.time_zone, 'HH24:MI') AS label, at >= e.today AT TIME ZONE e.time_zone AS "isToday"
       FROM edition e, generate_series((e.today - interval '1 day') AT TIME ZONE e.time_zone,
         (e.today + interval '1 day') AT TIME ZONE e.time_zone - interval '1 hour', interval '1 hour') AS at
     ), counted AS (
       SELECT h.*, coalesce((SELECT t.count FROM "Tally" t WHERE t.edition_id = h.id AND t.dimension = 'hour'
         AND t.key = to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"') AND t.evidence = 'email' AND t.stance = 'man'), 0) AS count
       FROM hour h
     )
     SELECT label, coalesce(sum(count) FILTER (WHERE "isToday"), 0)::int AS today,
       coalesce(sum(count) FILTER (WHERE NOT "isToday"), 0)::int AS yesterday,
       bool_and(NOT "isToday" OR at + interval '1 hour' <= now()) AS "isOver"
     FROM counted GROUP BY label HAVING bool_or("isToday") ORDER BY label`,
    [editionId],
  );
}
