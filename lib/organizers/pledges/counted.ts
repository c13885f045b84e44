import { query } from "#lib/db.ts";
import { placedOf } from "#lib/places/rules.ts";
import { demand, type Scope } from "../scope.ts";
import type { PledgeFilter } from "./filter.ts";

/** Men who confirmed by e-mail (the number), men known by paper or witnesses, and supporters: three figures, never one sum. */
export type Counted = { men: number; otherMen: number; supporters: number };

/**
 * How many count now of those that a filter means, from the tallies; null for a filter that there is no tally of, since nothing
 * is counted for a page.
 */
export async function countedOf(
  scope: Scope,
  editionId: string,
  filter: PledgeFilter,
): Promise<Counted | null> {
  demand(scope, "pledges.read");
  const tally = tallyOf(filter);
  if (!tally) return null;
  const [row] = await query<Counted>(
    `SELECT coalesce(sum(count) FILTER (WHERE stance = 'man' AND evidence = 'email'), 0)::int AS men,
       coalesce(sum(count) FILTER (WHERE stance = 'man' AND evidence <> 'email'), 0)::int AS "otherMen",
       coalesce(sum(count) FILTER (WHERE stance = 'supporter'), 0)::int AS supporters
     FROM "Tally" WHERE edition_id = $1 AND dimension = $2 AND evidence <> 'reported' AND key = CASE $2
       WHEN 'team' THEN (SELECT t.id::text FROM "Team" t JOIN "Edition" e ON e.campaign_id = t.campaign_id WHERE e.id = $1 AND t.slug = $3)
       WHEN 'event' THEN (SELECT v.id::text FROM "Event" v WHERE v.edition_id = $1 AND v.slug = $3)
       ELSE $3 END`,
    [editionId, tally.dimension, tally.key],
  );
  return row ?? null;
}

function tallyOf(filter: PledgeFilter): { dimension: string; key: string } | null {
  const { place, team, event, state, ...rest } = filter;
  const given = [place, team, event].filter(Boolean);
  if (Object.keys(rest).length > 0 || given.length > 1 || (state && state !== "counted")) return null;
  if (team) return { dimension: "team", key: team };
  if (event) return { dimension: "event", key: event };
  if (!place) return { dimension: "all", key: "" };
  const placed = placedOf(place);
  return { dimension: placed?.county ? "county" : placed?.region ? "region" : "country", key: place };
}
