import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Team = { id: string; name: string; slug: string; campaign: string };

/** The teams that he may look at: a captain at his own, everybody else at all, by name. */
export async function teamsOf(scope: Scope): Promise<Team[]> {
  demand(scope, "team.read");
  return query<Team>(
    `SELECT t.id, t.name, t.slug, c.slug AS campaign FROM "Team" t JOIN "Campaign" c ON c.id = t.campaign_id
     WHERE $1 OR t.id = $2 ORDER BY t.name, c.slug, t.id LIMIT 2000`,
    [scope.role !== "captain", scope.teamId],
  );
}
