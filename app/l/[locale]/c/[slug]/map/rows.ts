import type { PlaceRow } from "#components/place-table.tsx";
import { counties, countries, regions } from "#lib/places/lists.ts";
import { COUNTY_NOT_GIVEN } from "#lib/places/population.ts";
import type { ShownCell } from "#lib/places/small-places.ts";
import type { PlaceFigures } from "#lib/tallies/place-figures.ts";
import { type Locale, words } from "#lib/words.ts";
import { cellsOf } from "./map-props.ts";
import { kindOf, nameOf, numberOf, placePath, shareOf } from "./place-words.ts";

export type Order = "number" | "name";

/** The table's rows: every place with a figure or a hidden one, by number (the hidden ones last) or by name. */
export function rowsOf(locale: Locale, slug: string, figures: PlaceFigures, order: Order): PlaceRow[] {
  return sorted(locale, cellsOf(figures), order).map(({ code, verified }) => ({
    code,
    name: nameOf(locale, code),
    kind: kindOf(locale, code),
    href: code === COUNTY_NOT_GIVEN ? undefined : placePath(locale, slug, code),
    count: numberOf(locale, verified),
    share: shareOf(locale, verified, figures.verified),
  }));
}

/** The places that have no row, in groups to read through. */
export function othersOf(locale: Locale, slug: string, figures: PlaceFigures) {
  const t = words(locale, "map");
  const counted = new Set(cellsOf(figures).map(({ code }) => code));
  const group = (title: string, places: { code: string; name: string }[]) => ({
    title,
    links: places
      .filter(({ code }) => !counted.has(code))
      .map(({ code, name }) => ({ href: placePath(locale, slug, code), name })),
  });
  return [
    group(t("parts.US"), regions("US", locale)),
    group(t("parts.CA"), regions("CA", locale)),
    group(t("countries"), countries(locale)),
    ...(figures.counties ? [group(t("parts.US-WI"), counties())] : []),
  ].filter(({ links }) => links.length > 0);
}

/** In a stable order: equal figures go by name. */
export function sorted(locale: Locale, cells: ShownCell[], order: Order): ShownCell[] {
  const { compare } = new Intl.Collator(locale);
  const named = cells.map((cell) => ({ cell, name: nameOf(locale, cell.code) }));
  named.sort((a, b) => {
    const byNumber = order === "number" ? (b.cell.verified ?? 0) - (a.cell.verified ?? 0) : 0;
    return byNumber || compare(a.name, b.name);
  });
  return named.map(({ cell }) => cell);
}
