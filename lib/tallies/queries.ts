import { query } from "#lib/db.ts";

export type Figures = {
  /** Men by e-mail: the count. */
  verified: number;
  supporters: number;
  /** Men by how they are known: `email`, `witnessed`, `paper`. */
  byEvidence: Record<string, number>;
  /** What was reported of a past edition, by others and unprovable: in no other figure. Null where nothing was. */
  reported: number | null;
  /** Refreshed hourly, rounded down to tens. */
  pending: number;
  /** Verified since midnight in the edition's time zone, reckoned in whole hours. */
  today: number;
  /** States of the fifty that men stand for. */
  states: number;
  throughEntry: number;
  asOf: Date;
};

/**
 * The figures of an edition, from tallies alone: the cost does not grow with the ledger. One statement, so that number,
 * parts and position are of one moment.
 */
export async function figures(editionId: string): Promise<Figures> {
  const [row] = await query<Figures>(
    `SELECT
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'man' AND evidence = 'email'), 0)::int AS verified,
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'supporter' AND evidence <> 'reported'), 0)::int AS supporters,
       coalesce(jsonb_object_agg(evidence, count) FILTER (WHERE dimension = 'all' AND stance = 'man' AND evidence <> 'reported'), '{}') AS "byEvidence",
       (sum(count) FILTER (WHERE dimension = 'all' AND evidence = 'reported'))::int AS reported,
       coalesce(sum(count) FILTER (WHERE dimension = 'hour' AND stance = 'man' AND evidence = 'email'), 0)::int AS today,
       -- The fifty, as the milestones number them.
       (count(DISTINCT key) FILTER (WHERE dimension = 'region' AND stance = 'man' AND key LIKE 'US-%' AND count > 0
          AND key <> ALL ('{US-DC,US-PR,US-AS,US-GU,US-MP,US-VI,US-AA,US-AE,US-AP}')))::int AS states,
       e.pending_shown AS pending, s.position::int AS "throughEntry", s.folded_at AS "asOf"
     FROM "TallierState" s
     CROSS JOIN (SELECT id, pending_shown, to_char(date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone
        AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"') AS today FROM "Edition" WHERE id = $1) e
     -- Two ranges of the key and not one OR: a year has more hours than there is anything else to read.
     LEFT JOIN LATERAL (
       SELECT dimension, key, evidence, stance, count FROM "Tally" WHERE edition_id = $1 AND dimension IN ('all', 'region')
       UNION ALL
       SELECT dimension, key, evidence, stance, count FROM "Tally"
         WHERE edition_id = $1 AND dimension = 'hour' AND key >= e.today
     ) t ON true
     GROUP BY e.pending_shown, s.position, s.folded_at`,
    [editionId],
    "figures",
  );
  if (!row) throw new Error("no such edition");
  return row;
}
