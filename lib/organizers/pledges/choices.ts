import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type PledgeChoices = {
  teams: { id: string; slug: string; name: string }[];
  events: { slug: string; name: string }[];
  imports: { id: string; createdAt: Date }[];
};

/** What the pledges of an edition can be filtered by and moved to. */
export async function pledgeChoices(scope: Scope, editionId: string): Promise<PledgeChoices> {
  demand(scope, "pledges.read");
  const [teams, events, imports] = await Promise.all([
    query<PledgeChoices["teams"][number]>(
      `SELECT t.id, t.slug, t.name FROM "Team" t JOIN "Edition" e ON e.campaign_id = t.campaign_id
       WHERE e.id = $1 ORDER BY t.name, t.slug`,
      [editionId],
    ),
    query<PledgeChoices["events"][number]>(
      `SELECT slug, name FROM "Event" WHERE edition_id = $1 ORDER BY name, slug`,
      [editionId],
    ),
    query<PledgeChoices["imports"][number]>(
      `SELECT id, created_at AS "createdAt" FROM "Import" WHERE edition_id = $1 AND task_id IS NOT NULL
       ORDER BY created_at DESC LIMIT 50`,
      [editionId],
    ),
  ]);
  return { teams, events, imports };
}
