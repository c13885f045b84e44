import type { Pool } from "pg";
import { countries } from "#lib/places/lists.ts";
import { isSmall } from "#lib/places/population.ts";

/** Presence in one of these points at nobody. */
const LARGE = countries("en")
  .map(({ code }) => code)
  .filter((code) => !isSmall(code));

/** Notes what the count has passed for the first time (lib/tallies/milestones.sql); answers how many. The tallier's duty. */
export async function noteMilestones(client: Pick<Pool, "query">): Promise<number> {
  const { rows } = await client.query<{ noted: number }>("SELECT note_milestones($1) AS noted", [LARGE]);
  return rows[0]?.noted ?? 0;
}
