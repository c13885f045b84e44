import { type Locale, words } from "#lib/words.ts";
import { countryName } from "./country-names.ts";
import { counties, regions } from "./lists.ts";
import type { Placed } from "./rules.ts";

const countyNames = new Map(counties().map(({ code, name }) => [code, name]));

/**
 * A place as a reader says it: "Milwaukee County, Wisconsin", "Ontario", "Kenya". A state that shares its name with a
 * country says where it is: "Georgia, United States". An unknown code stands for itself.
 */
export function placeName({ country, region, county }: Placed, locale: Locale): string {
  if (!region) return countryName(country, locale);
  const name = regions(country, locale).find(({ code }) => code === region)?.name ?? region;
  const countyName = county && countyNames.get(county);
  if (countyName) return words(locale, "places")("county", { county: countyName, region: name });
  return region === "US-GA" ? `${name}, ${countryName(country, locale)}` : name;
}
