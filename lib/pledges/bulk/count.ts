import { transaction } from "#lib/db.ts";
import type { Condition } from "./condition.ts";
import { whereOf } from "./where.ts";

/** Counted exactly up to here; beyond, "more than". */
export const COUNTED_UP_TO = 100_000;
/** A page does not wait longer; what has no index to go by may take that long. */
const PATIENCE = "4s";

/** What would be taken from a tally: how many of a place, a stance, a team or an event count now. */
export type Moved = { dimension: "place" | "stance" | "team" | "event"; key: string; counted: number };
export type Met = {
  total: number;
  /** There are more than `total`. */
  isMore: boolean;
  /** How many of them count now: by so much the number falls. */
  counted: number;
  /** The most first, of each dimension. */
  moved: Moved[];
};

/**
 * How many pledges a condition meets (submitted up to `until`, where it is given), and what they come to in the tallies. Null
 * where the database would be busy with it for too long.
 */
export async function countMet(
  editionId: string,
  condition: Condition,
  { until = null }: { until?: Date | null } = {},
): Promise<Met | null> {
  const { text, values } = whereOf(editionId, condition);
  const n = values.length + 1;
  const rows = await inTime<{ dimension: string; key: string; met: number; counted: number }>(
    `WITH met AS MATERIALIZED (
       SELECT is_counted(p) AS counts, coalesce(p.region, p.country) AS place, p.stance, p.team, p.event
       FROM "Pledge" p WHERE ${text} AND ($${n}::timestamptz IS NULL OR p.submitted_at <= $${n}) LIMIT ${COUNTED_UP_TO + 1}
     ), moved AS (
       SELECT dimension, key, count(*)::int AS met, (count(*) FILTER (WHERE counts))::int AS counted
       FROM met CROSS JOIN LATERAL
         (VALUES ('place', place), ('stance', stance), ('team', team), ('event', event)) AS d (dimension, key)
       WHERE key IS NOT NULL GROUP BY dimension, key
     ), ranked AS (
       SELECT moved.*, row_number() OVER (PARTITION BY dimension ORDER BY counted DESC, key) AS rank FROM moved WHERE counted > 0
     )
     SELECT 'all' AS dimension, '' AS key, count(*)::int AS met, (count(*) FILTER (WHERE counts))::int AS counted FROM met
     UNION ALL (SELECT dimension, key, met, counted FROM ranked WHERE rank <= 12 ORDER BY dimension, rank)`,
    [...values, until],
  );
  if (!rows) return null;
  const [all, ...moved] = rows;
  const met = all?.met ?? 0;
  return {
    total: Math.min(met, COUNTED_UP_TO),
    isMore: met > COUNTED_UP_TO,
    counted: all?.counted ?? 0,
    moved: moved.map(({ dimension, key, counted }) => ({
      dimension: dimension as Moved["dimension"],
      key,
      counted,
    })),
  };
}

/** One read with an end to the patience; null when it is over. */
export async function inTime<Row extends object>(text: string, values: unknown[]): Promise<Row[] | null> {
  try {
    return await transaction(
      async (client) => {
        await client.query(`SET LOCAL statement_timeout = '${PATIENCE}'`);
        return (await client.query(text, values)).rows as Row[];
      },
      { begin: "BEGIN READ ONLY" },
    );
  } catch (error) {
    if ((error as { code?: string }).code === "57014") return null;
    throw error;
  }
}
