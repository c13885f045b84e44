import type { Pool } from "pg";
import { pool } from "#lib/db.ts";

/** What a goal may be at most; nobody means more. */
export const GOAL_LIMIT = 100_000_000;

export type GoalRefusal = "goal" | "unknown" | "same" | "closed";

/**
 * Gives an edition another goal: a stretch goal when the first is reached, say. The change is kept beside it with its time
 * (lib/campaigns/goals.sql). Stretch goals that it reaches or passes are no longer any. Refused: what is no whole number from 1
 * on, the goal that it has, an edition that has closed. With `client` it is part of that transaction.
 */
export async function changeGoal(
  editionId: string,
  goal: number,
  now: Date,
  client: Pick<Pool, "query"> = pool(),
): Promise<{ ok: true; from: number | null } | { ok: false; reason: GoalRefusal }> {
  if (!isGoal(goal)) return { ok: false, reason: "goal" };
  const { rows } = await client.query<{ from: number | null; isClosed: boolean; changed: boolean }>(
    `WITH known AS (SELECT id, goal, stretch_goals, closes_at <= $3 AS closed FROM "Edition" WHERE id = $1 FOR NO KEY UPDATE),
       changed AS (
         UPDATE "Edition" e SET goal = $2, revision = e.revision + 1, updated_at = clock_timestamp(),
           stretch_goals = ARRAY(SELECT s FROM unnest(k.stretch_goals) AS s WHERE s > $2 ORDER BY s)
         FROM known k
         WHERE e.id = k.id AND k.goal IS DISTINCT FROM $2 AND NOT k.closed RETURNING 1)
     SELECT goal AS from, closed AS "isClosed", EXISTS (SELECT FROM changed) AS changed FROM known`,
    [editionId, goal, now],
  );
  const [row] = rows;
  if (!row) return { ok: false, reason: "unknown" };
  if (!row.changed) return { ok: false, reason: row.isClosed ? "closed" : "same" };
  return { ok: true, from: row.from };
}

export function isGoal(goal: number): boolean {
  return Number.isInteger(goal) && goal >= 1 && goal <= GOAL_LIMIT;
}
