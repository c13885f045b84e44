import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export const WAYS = ["direct", "share", "team", "event"] as const;
export type Way = (typeof WAYS)[number];
export type Sources = {
  /** Confirmed men by the way they came by: each is counted once. */
  ways: Record<Way, number>;
  /** The ten teams and events that brought most. */
  teams: { name: string; verified: number }[];
  events: { name: string; verified: number }[];
};

/** By which ways the counted men of an edition came. */
export async function sourcesOf(scope: Scope, editionId: string): Promise<Sources> {
  demand(scope, "tracker.read");
  const [ways, teams, events] = await Promise.all([
    query<{ way: Way; verified: number }>(
      `SELECT key AS way, count AS verified FROM "Tally"
       WHERE edition_id = $1 AND dimension = 'source' AND evidence = 'email' AND stance = 'man'`,
      [editionId],
    ),
    top(editionId, "team", `SELECT name FROM "Team" WHERE id = t.key::uuid`),
    top(editionId, "event", `SELECT name FROM "Event" WHERE id = t.key::uuid`),
  ]);
  const found = Object.fromEntries(ways.map(({ way, verified }) => [way, verified]));
  return { ways: { direct: 0, share: 0, team: 0, event: 0, ...found }, teams, events };
}

function top(editionId: string, dimension: "team" | "event", named: string) {
  return query<{ name: string; verified: number }>(
    `SELECT coalesce((${named}), t.key) AS name, t.count AS verified FROM "Tally" t
     WHERE t.edition_id = $1 AND t.dimension = '${dimension}' AND t.evidence = 'email' AND t.stance = 'man' AND t.count > 0
     ORDER BY t.count DESC, t.key LIMIT 10`,
    [editionId],
  );
}
