import { query } from "#lib/db.ts";
import { isSmall } from "#lib/places/population.ts";
import type { ShownCell } from "#lib/places/small-places.ts";
import { placeFigures } from "#lib/tallies/place-figures.ts";
import { demand, may, type Scope } from "../scope.ts";

export type TrackedPlaces = {
  /** The most men first. */
  places: ShownCell[];
  /** Small places as they are now, or as the public sees them: a day old, and hidden where they must be. */
  isExact: boolean;
};

/**
 * Men by country, state and province, and by Wisconsin's counties. Who may read pledges could count the people of a small place
 * himself, so he sees its figure as it is; to everybody else the desk says what the public pages say.
 */
export async function placesOf(scope: Scope, editionId: string): Promise<TrackedPlaces> {
  demand(scope, "tracker.read");
  const isExact = may(scope, "pledges.read");
  const cells = isExact ? await exact(editionId) : await shown(editionId);
  return { places: cells.sort(byCount), isExact };
}

function exact(editionId: string): Promise<ShownCell[]> {
  return query<ShownCell>(
    `SELECT key AS code, count AS verified FROM "Tally"
     WHERE edition_id = $1 AND dimension IN ('country', 'region', 'county') AND evidence = 'email' AND stance = 'man' AND count > 0`,
    [editionId],
  );
}

async function shown(editionId: string): Promise<ShownCell[]> {
  const { places, counties } = await placeFigures(editionId);
  return [...places, ...(counties?.places ?? [])];
}

function byCount(a: ShownCell, b: ShownCell): number {
  return (
    (b.verified ?? 0) - (a.verified ?? 0) ||
    Number(isSmall(a.code)) - Number(isSmall(b.code)) ||
    (a.code < b.code ? -1 : 1)
  );
}
