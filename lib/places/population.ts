import { isCountry, isRegion } from "./lists.ts";
import SMALL from "./small.json" with { type: "json" };

/** The remainder of Wisconsin: men of that state who gave no county. Belongs to the counties' group. */
export const COUNTY_NOT_GIVEN = "55000";

/**
 * Countries and territories of under one million people: United Nations, World Population Prospects 2024, medium variant,
 * mid-2024; national figures for the few that it leaves out. Nearest to the line: Fiji and Réunion below it, Djibouti
 * above. Review it with each revision (every two years).
 */
export const SMALL_PLACES: string[] = SMALL;
const small = new Set(SMALL_PLACES);

/**
 * Whether a place's figure may point at a person: every county, and a country or territory of under a million people. States
 * and provinces never are, however few live there. A code that is no place counts as small: rather hidden than shown.
 */
export function isSmall(code: string): boolean {
  return small.has(code) || !(isCountry(code) || isRegion(code));
}

/** What the public log says instead of a small place. */
export type Whole = "US-WI" | "US-other" | "other";

/**
 * The figure that everybody knows and that a small place is part of: that of Wisconsin for its counties, `US-other` for the
 * small territories of the United States, `other` for the small countries. Null for a place that is shown as it is.
 */
export function wholeOf(code: string): Whole | null {
  if (!isSmall(code)) return null;
  if (/^\d/.test(code)) return "US-WI";
  return code.startsWith("US-") ? "US-other" : "other";
}
