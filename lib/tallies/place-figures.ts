import { query } from "#lib/db.ts";
import { isSmall, type Whole, wholeOf } from "#lib/places/population.ts";
import { type Cell, hideSmall, type ShownCell, untold } from "#lib/places/small-places.ts";

export type PlaceFigures = {
  asOf: Date;
  throughEntry: number;
  /** Men by e-mail everywhere. */
  verified: number;
  /** Men by e-mail by country and by region; small ones as of the day's snapshot, and hidden where they must be. */
  places: ShownCell[];
  /** When the small places were last counted; null before the first time. */
  smallAsOf: Date | null;
  /** Wisconsin's counties as of the day's snapshot, COUNTY_NOT_GIVEN among them; null before the first. */
  counties: { asOf: Date; places: ShownCell[] } | null;
  /** Groups of small places of which only the sum is known: a place of theirs that is not listed may have somebody. */
  untold: Whole[];
};
type Row = {
  asOf: Date;
  throughEntry: number;
  places: Cell[];
  small: Record<string, number> | null;
  smallAsOf: Date | null;
};

/**
 * What may be shown of an edition's places: the pages and the open data say the same because both ask here. From tallies
 * and the snapshot of small places alone, so that the cost does not grow with the ledger. Throws for an unknown edition.
 */
export async function placeFigures(editionId: string): Promise<PlaceFigures> {
  const [row] = await query<Row>(
    `SELECT s.folded_at AS "asOf", s.position::int AS "throughEntry",
       e.small_shown AS small, e.small_shown_at AS "smallAsOf",
       (SELECT coalesce(json_agg(json_build_object('code', t.key, 'verified', t.count) ORDER BY t.key), '[]') FROM "Tally" t
        WHERE t.edition_id = e.id AND t.dimension IN ('country', 'region') AND t.stance = 'man' AND t.evidence = 'email'
          AND t.count > 0) AS places
     FROM "TallierState" s CROSS JOIN "Edition" e WHERE e.id = $1`,
    [editionId],
    "place_figures",
  );
  if (!row) throw new Error("no such edition");
  const { asOf, throughEntry, places, small, smallAsOf } = row;
  const snapshot = Object.entries(small ?? {}).map(([code, verified]) => ({ code, verified }));
  const counties = snapshot.filter(({ code }) => isCounty(code));
  const others = snapshot.filter(({ code }) => !isCounty(code));
  return {
    asOf,
    throughEntry,
    verified: places.reduce((sum, { code, verified }) => (code.includes("-") ? sum : sum + verified), 0),
    places: hideSmall([...places.filter(({ code }) => !isSmall(code)), ...others].sort(byCode)),
    smallAsOf,
    counties:
      counties.length > 0 && smallAsOf ? { asOf: smallAsOf, places: hideSmall(counties.sort(byCode)) } : null,
    untold: untold(snapshot),
  };
}

/**
 * The figure of one place: null where it is hidden (fewer than five, or nobody at all in a group that is untold), undefined
 * where small places have not been counted yet.
 */
export function figureOf(
  { places, smallAsOf, counties, untold, verified }: PlaceFigures,
  code: string,
): number | null | undefined {
  const whole = wholeOf(code);
  if (whole && !smallAsOf) return verified > 0 ? undefined : 0;
  const cell = (isCounty(code) ? counties?.places : places)?.find((one) => one.code === code);
  if (cell) return cell.verified;
  return whole && untold.includes(whole) ? null : 0;
}

function isCounty(code: string): boolean {
  return /^\d/.test(code);
}

function byCode(a: Cell, b: Cell): number {
  return a.code < b.code ? -1 : 1;
}
