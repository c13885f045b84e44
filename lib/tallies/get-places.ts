import { type Cell, csv } from "#lib/csv.ts";
import { noOpenData, openCsv, openJson } from "#lib/open-data.ts";
import { isSmall } from "#lib/places/population.ts";
import { SHOWN_FROM, type ShownCell } from "#lib/places/small-places.ts";
import { isOff } from "#lib/switches/state.ts";
import { editionAsked } from "./edition-asked.ts";
import { placeFigures } from "./place-figures.ts";
import { publishedPlaces } from "./published.ts";

type Params = Record<string, string>;

/**
 * GET /c/SLUG/places.json, /c/SLUG/YEAR/places.json: men by country, state and province, and by Wisconsin's counties;
 * counties and other small places as of the day. Where a figure is hidden `verified` is null. Switched off with the map.
 */
export async function getPlaces(request: Request, params: Params): Promise<Response> {
  const edition = await editionAsked(params);
  if (!edition) return noOpenData();
  if (await isOff("map")) return noOpenData("switched_off");
  const slug = params.slug ?? "";
  // First what is published, then what is counted: so the former is never ahead.
  const published = await publishedPlaces(slug, edition.year);
  const { asOf, throughEntry, places, smallAsOf, counties, untold } = await placeFigures(edition.id);
  return openJson(request, {
    campaign: slug,
    edition: edition.year,
    as_of: asOf.toISOString(),
    through_entry: throughEntry,
    shown_from: SHOWN_FROM,
    places,
    small_as_of: smallAsOf?.toISOString() ?? null,
    untold,
    counties: counties && { of: "US-WI", as_of: counties.asOf.toISOString(), places: counties.places },
    published,
  });
}

/** GET /c/SLUG/places.csv: the live figures of places.json, a place a row. */
export async function getPlacesCsv(request: Request, params: Params): Promise<Response> {
  const edition = await editionAsked(params);
  if (!edition) return noOpenData();
  if (await isOff("map")) return noOpenData("switched_off");
  const slug = params.slug ?? "";
  const { asOf, places, smallAsOf, counties } = await placeFigures(edition.id);
  const row = (level: string, { code, verified }: ShownCell, at: Date): Record<string, Cell> => ({
    campaign: slug,
    edition: edition.year,
    level,
    code,
    verified,
    as_of: at.toISOString(),
  });
  const rows = [
    ...places.map((place) =>
      row(place.code.includes("-") ? "region" : "country", place, (isSmall(place.code) && smallAsOf) || asOf),
    ),
    ...(counties?.places ?? []).map((place) => row("county", place, counties?.asOf ?? asOf)),
  ];
  return openCsv(request, `${slug}-${edition.year}-places.csv`, csv(PLACE_COLUMNS, rows));
}

export const PLACE_COLUMNS = ["campaign", "edition", "level", "code", "verified", "as_of"] as const;
