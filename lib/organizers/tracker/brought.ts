import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";
import { type Brought, type Cohort, cohortsOf, NOBODY } from "./brought-rules.ts";
import { SETTING } from "./refresh-brought.ts";

export type TrackedBrought = {
  generations: number[];
  cohorts: Cohort[];
  /** Entries of the ledger that the job has still to read: more than none for up to five minutes. */
  behind: number;
};

/** Who brought whom in an edition, as the job left it. */
export async function broughtOf(scope: Scope, editionId: string): Promise<TrackedBrought> {
  demand(scope, "tracker.read");
  const [row] = await query<{ brought: Brought | null; behind: number }>(
    `SELECT s.value #> ARRAY['editions', $1] AS brought, (t.position - coalesce((s.value ->> 'position')::bigint, 0))::int AS behind
     FROM "TallierState" t LEFT JOIN "Setting" s ON s.name = $2`,
    [editionId, SETTING],
  );
  const brought = row?.brought ?? NOBODY;
  return {
    generations: brought.generations.map((men) => Math.max(0, men)),
    cohorts: cohortsOf(brought),
    behind: Math.max(0, row?.behind ?? 0),
  };
}
