import { iso31661 } from "iso-3166";
import type { Locale } from "#lib/words.ts";
import { countryName } from "./country-names.ts";
import REGIONS from "./regions.json" with { type: "json" };
import WISCONSIN from "./wisconsin.json" with { type: "json" };

export type Place = { code: string; name: string };
export type RegionGroup = "states" | "territories" | "forces" | "provinces";
export type Region = Place & { group: RegionGroup };

/** Countries of ISO 3166-1 that are places under the United States here, as ISO 3166-2 lists them too. */
export const US_TERRITORIES = ["AS", "GU", "MP", "PR", "VI"];
/** The minor outlying islands are a United States territory where nobody lives for good; nobody stands for them. */
const NOT_OFFERED = new Set([...US_TERRITORIES, "UM"]);

const countryCodes = iso31661.map(({ alpha2 }) => alpha2).filter((code) => !NOT_OFFERED.has(code));
const countryCodeSet = new Set(countryCodes);
const regionCodes = new Set(REGIONS.map(({ code }) => code));
const countyCodes = new Set(WISCONSIN.map(({ code }) => code));
const withRegions = new Set(REGIONS.map(({ code }) => code.slice(0, 2)));

const wisconsin = sorted(WISCONSIN, "en");
const sortedCountries = new Map<Locale, Place[]>();
const sortedRegions = new Map<string, Region[]>();

/** The countries to choose from (ISO 3166-1 without the territories of the United States), sorted as the language sorts. */
export function countries(locale: Locale): Place[] {
  let list = sortedCountries.get(locale);
  if (!list) {
    list = sorted(
      countryCodes.map((code) => ({ code, name: countryName(code, locale) })),
      locale,
    );
    sortedCountries.set(locale, list);
  }
  return list;
}

/**
 * States, territories and Armed Forces of the United States (56 and 3) or the provinces and territories of Canada (13):
 * ISO 3166-2, and the post's AA, AE and AP in its manner. Empty for other countries. Group after group, sorted in each.
 */
export function regions(country: string, locale: Locale): Region[] {
  const key = `${country} ${locale}`;
  let list = sortedRegions.get(key);
  if (!list) {
    const named = REGIONS.filter(({ code }) => code.startsWith(`${country}-`)).map((region) => ({
      code: region.code,
      name: (locale === "es" && region.es) || region.en,
      group: region.group as RegionGroup,
    }));
    list = ["states", "territories", "forces", "provinces"].flatMap((group) =>
      sorted(
        named.filter((region) => region.group === group),
        locale,
      ),
    );
    if (list.length > 0) sortedRegions.set(key, list);
  }
  return list;
}

/** Wisconsin's 72 counties by FIPS code (55001 to 55141; Menominee, made in 1961, has the only even one, 55078). */
export function counties(): Place[] {
  return wisconsin;
}

export function isCountry(code: string): boolean {
  return countryCodeSet.has(code);
}

export function isRegion(code: string): boolean {
  return regionCodes.has(code);
}

export function isCounty(code: string): boolean {
  return countyCodes.has(code);
}

/** Whether one of its regions is asked for: the United States and Canada. */
export function hasRegions(country: string): boolean {
  return withRegions.has(country);
}

function sorted<P extends Place>(places: P[], locale: Locale): P[] {
  const { compare } = new Intl.Collator(locale);
  return places.toSorted((a, b) => compare(a.name, b.name));
}
