import { hasRegions, isCountry, isCounty, isRegion, US_TERRITORIES } from "./lists.ts";

/** Where someone lives: ISO 3166-1, ISO 3166-2 for the United States and Canada, and a FIPS code in Wisconsin. */
export type Placed = { country: string; region: string | null; county: string | null };
export type PlaceError = { field: "country" | "region" | "county"; code: "choose" | "unknown" | "elsewhere" };

/**
 * Whether the three belong together: a country that is offered, one of its regions where it has some and none where it
 * has not, and a county, if at all, only in Wisconsin.
 */
export function isPlace(place: Placed): boolean {
  return placeErrors(place).length === 0;
}

/** What keeps the three from being a place; the first reason of each field. A county is judged once its region is right. */
export function placeErrors({ country, region, county }: Placed): PlaceError[] {
  if (country === "") return [{ field: "country", code: "choose" }];
  if (!isCountry(country)) return [{ field: "country", code: "unknown" }];
  if (hasRegions(country) && !region) return [{ field: "region", code: "choose" }];
  if (region && !isRegion(region)) return [{ field: "region", code: "unknown" }];
  if (region && !region.startsWith(`${country}-`)) return [{ field: "region", code: "elsewhere" }];
  if (county && region !== "US-WI") return [{ field: "county", code: "elsewhere" }];
  if (county && !isCounty(county)) return [{ field: "county", code: "unknown" }];
  return [];
}

/**
 * The place that three posted values name. Old forms, autofill and other programs send a territory of the United States
 * as the country that ISO 3166-1 has for it: Puerto Rico posted as `PR` is the region `US-PR` of `US`.
 */
export function asPlaced(country: string, region: string, county: string): Placed {
  const code = country.trim().toUpperCase();
  const part = region.trim().toUpperCase();
  if (US_TERRITORIES.includes(code) && (part === "" || part === `US-${code}`)) {
    return { country: "US", region: `US-${code}`, county: county.trim() || null };
  }
  return { country: code, region: part || null, county: county.trim() || null };
}

/** What a code stands for: `KE`, `US-WI`, `CA-ON`, `55079`; null for a code that is no place. */
export function placedOf(code: string): Placed | null {
  if (isCounty(code)) return { country: "US", region: "US-WI", county: code };
  if (isRegion(code)) return { country: code.slice(0, 2), region: code, county: null };
  return isCountry(code) ? { country: code, region: null, county: null } : null;
}
