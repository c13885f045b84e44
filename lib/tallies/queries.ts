import { query } from "#lib/db.ts";

export type Figures = {
  /** Men by e-mail: the count. */
  verified: number;
  supporters: number;
  byEvidence: Record<string, number>;
  /** Refreshed hourly, rounded down to tens. */
  pending: number;
  /** Verified since midnight in the edition's time zone, reckoned in whole hours. */
  today: number;
  /** States, provinces and countries without any that men stand for. */
  states: number;
  throughEntry: number;
  asOf: Date;
};

/** The figures of an edition, from tallies alone: the cost does not grow with the ledger. */
export async function figures(editionId: string): Promise<Figures> {
  const [row] = await query<Figures>(
    `SELECT
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'man' AND evidence = 'email'), 0)::int AS verified,
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'supporter'), 0)::int AS supporters,
       coalesce(jsonb_object_agg(evidence, count) FILTER (WHERE dimension = 'all' AND stance = 'man'), '{}') AS "byEvidence",
       coalesce(sum(count) FILTER (WHERE dimension = 'hour' AND stance = 'man' AND evidence = 'email' AND key >= e.today), 0)::int AS today,
       (count(DISTINCT key) FILTER (WHERE dimension = 'region' AND stance = 'man' AND key LIKE 'US-%' AND count > 0))::int AS states,
       e.pending_shown AS pending, s.position::int AS "throughEntry", s.folded_at AS "asOf"
     FROM "TallierState" s
     CROSS JOIN (SELECT id, pending_shown, to_char(date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone
        AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"') AS today FROM "Edition" WHERE id = $1) e
     LEFT JOIN "Tally" t ON t.edition_id = e.id
       AND (t.dimension IN ('all', 'region') OR (t.dimension = 'hour' AND t.key >= e.today))
     GROUP BY e.pending_shown, s.position, s.folded_at`,
    [editionId],
    "figures",
  );
  if (!row) throw new Error("no such edition");
  return row;
}

/** Men by e-mail by country or region, as they are: what is too small to show is decided by lib/places. */
export async function placeCounts(
  editionId: string,
): Promise<{ dimension: "country" | "region"; code: string; verified: number }[]> {
  return query(
    `SELECT dimension, key AS code, count AS verified FROM "Tally"
     WHERE edition_id = $1 AND dimension IN ('country', 'region') AND stance = 'man' AND evidence = 'email' AND count > 0
     ORDER BY key`,
    [editionId],
    "place_counts",
  );
}
