import { query } from "#lib/db.ts";

/** A complete week; `submitted` and `duplicate` and `held` are rounded down to tens. */
export type Week = {
  /** Its Monday, `2026-11-23`. */
  week: string;
  submitted: number;
  confirmed: number;
  duplicate: number;
  held: number;
  withdrawn: number;
  reinstated: number;
  invalidated: Record<string, number>;
};
export type Comparison = { at: Date; position: number; found: number; repaired: number };
export type Integrity = {
  weeks: Week[];
  /** Entries of each kind since the edition began. */
  kinds: Record<string, number>;
  /** Invalidated in complete weeks, by reason. */
  reasons: Record<string, number>;
  /** The last time that everything was compared; null before the first. */
  comparison: Comparison | null;
};

/** What the integrity page tells of an edition; nothing in it is counted for it, so that its cost does not grow. */
export async function integrity(editionId: string): Promise<Integrity> {
  const [weeks, kinds, [comparison = null]] = await Promise.all([
    query<Week>(
      `SELECT week::text, submitted, confirmed, duplicate, held, withdrawn, reinstated, invalidated
       FROM "WeekFigure" WHERE edition_id = $1 ORDER BY week`,
      [editionId],
    ),
    query<{ kind: string; count: number }>(
      `SELECT key AS kind, sum(count)::int AS count FROM "Tally" WHERE edition_id = $1 AND dimension = 'kind' GROUP BY key`,
      [editionId],
    ),
    query<Comparison>(
      `SELECT at, position::float8 AS position, found, repaired FROM "Reconciliation" ORDER BY at DESC LIMIT 1`,
    ),
  ]);
  const reasons: Record<string, number> = {};
  for (const { invalidated } of weeks)
    for (const [reason, count] of Object.entries(invalidated))
      reasons[reason] = (reasons[reason] ?? 0) + count;
  return {
    weeks,
    kinds: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
    reasons,
    comparison,
  };
}
