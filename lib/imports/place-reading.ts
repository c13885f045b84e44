import {
  counties,
  countries,
  hasRegions,
  isCountry,
  isCounty,
  isRegion,
  regions,
} from "#lib/places/lists.ts";
import { asPlaced, type Placed } from "#lib/places/rules.ts";
import { LOCALES } from "#lib/words.ts";
import { plain } from "./fields.ts";

export type PlaceProblem = "country" | "region_missing" | "region" | "county";

const ALSO: Record<string, string> = {
  usa: "US",
  "u s a": "US",
  "u s": "US",
  "united states of america": "US",
  america: "US",
  "ee uu": "US",
  eeuu: "US",
  uk: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
};

/**
 * A place as lists write it: codes (`US`, `US-WI`, `WI`, `55079`) or names in both languages (`Wisconsin`, `Milwaukee County`,
 * `Estados Unidos`). What is left open is as `otherwise` has it.
 */
export function readPlace(
  typed: { country: string; region: string; county: string },
  otherwise: { country: string; region: string | null },
): { ok: true; place: Placed } | { ok: false; problem: PlaceProblem } {
  const country = typed.country.trim() === "" ? otherwise.country : countryOf(typed.country);
  if (!country) return { ok: false, problem: "country" };
  const isTerritory = !isCountry(country);
  const home = isTerritory ? "US" : country;
  const typedRegion = typed.region.trim();
  const region = isTerritory
    ? `US-${country}`
    : typedRegion === ""
      ? home === otherwise.country
        ? otherwise.region
        : null
      : regionOf(home, typedRegion);
  if (typedRegion !== "" && hasRegions(home) && !region) return { ok: false, problem: "region" };
  if (hasRegions(home) && !region) return { ok: false, problem: "region_missing" };
  const typedCounty = typed.county.trim();
  const county = region === "US-WI" && typedCounty !== "" ? countyOf(typedCounty) : null;
  if (region === "US-WI" && typedCounty !== "" && !county) return { ok: false, problem: "county" };
  // A region of a country that we ask none of, and a county elsewhere, are more than we keep.
  return { ok: true, place: { country: home, region: hasRegions(home) ? region : null, county } };
}

/** ISO 3166-1, also of a territory of the United States. */
function countryOf(typed: string): string | null {
  const { country, region } = asPlaced(typed, "", "");
  if (region) return country === "US" ? region.slice(3) : null;
  if (isCountry(country)) return country;
  const name = plain(typed);
  return ALSO[name] ?? countryNames().get(name) ?? null;
}

function regionOf(country: string, typed: string): string | null {
  const code = typed.toUpperCase();
  if (isRegion(code)) return code.startsWith(`${country}-`) ? code : null;
  if (isRegion(`${country}-${code}`)) return `${country}-${code}`;
  return regionNames(country).get(plain(typed)) ?? null;
}

function countyOf(typed: string): string | null {
  if (isCounty(typed)) return typed;
  return countyNames().get(plain(typed).replace(/ county$|^condado de /, "")) ?? null;
}

const countryNames = once(() => namesOf(LOCALES.flatMap((locale) => countries(locale))));
const countyNames = once(() => namesOf(counties()));
const regionsByCountry = new Map<string, Map<string, string>>();

function regionNames(country: string): Map<string, string> {
  let names = regionsByCountry.get(country);
  if (!names) {
    names = namesOf(LOCALES.flatMap((locale) => regions(country, locale)));
    regionsByCountry.set(country, names);
  }
  return names;
}

function namesOf(places: { code: string; name: string }[]): Map<string, string> {
  return new Map(places.map(({ code, name }) => [plain(name), code]));
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
