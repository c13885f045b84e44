import { regions } from "#lib/places/lists.ts";
import { placeName } from "#lib/places/names.ts";
import { COUNTY_NOT_GIVEN } from "#lib/places/population.ts";
import { placedOf } from "#lib/places/rules.ts";
import { SHOWN_FROM } from "#lib/places/small-places.ts";
import { type Locale, number, path, words } from "#lib/words.ts";

/** What a place is called in a list or at the head of a sentence: in Spanish a county's name begins with a small letter. */
export function nameOf(locale: Locale, code: string): string {
  const name = nameWithin(locale, code);
  return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
}

/** The same within a sentence. */
export function nameWithin(locale: Locale, code: string): string {
  if (code === COUNTY_NOT_GIVEN) return words(locale, "map")("countyNotGiven");
  const placed = placedOf(code);
  return placed ? placeName(placed, locale) : code;
}

/** What kind of place it is, in a word; empty for a county, whose name says it. */
export function kindOf(locale: Locale, code: string): string {
  if (/^\d/.test(code)) return "";
  const t = words(locale, "map");
  // It is listed among the states and is none of the fifty.
  if (code === "US-DC") return t("kinds.district");
  const group = regions(code.slice(0, 2), "en").find((region) => region.code === code)?.group;
  return group ? t(`kinds.${group}`) : t("kinds.country");
}

/** "1,204 men", "1 man", "fewer than 5" where it is hidden. */
export function menOf(locale: Locale, verified: number | null): string {
  const t = words(locale, "map");
  if (verified === null) return t("few", { count: SHOWN_FROM });
  return t("men", { count: verified, shown: number(locale, verified) });
}

/** The same for a column of numbers: "1,204". */
export function numberOf(locale: Locale, verified: number | null): string {
  return verified === null ? menOf(locale, null) : number(locale, verified);
}

/** The part of all men, as "12.3%"; a dash where the figure is hidden. */
export function shareOf(locale: Locale, verified: number | null, all: number): string {
  if (verified === null || all === 0) return "–";
  const share = new Intl.NumberFormat(locale === "es" ? "es-US" : "en-US", {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return verified / all < 0.001 ? `< ${share.format(0.001)}` : share.format(verified / all);
}

/** The page of a place. */
export function placeAddress(slug: string, code: string): string {
  return `/c/${slug}/map/${code}`;
}

/** The same in a language. */
export function placePath(locale: Locale, slug: string, code: string): string {
  return path(locale, placeAddress(slug, code));
}
