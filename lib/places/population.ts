import { isCountry, isRegion } from "./lists.ts";
import SMALL from "./small.json" with { type: "json" };

/** The remainder of Wisconsin: men of that state who gave no county. Belongs to the counties' group. */
export const COUNTY_NOT_GIVEN = "55000";

/**
 * Countries and territories of under one million people: United Nations, World Population Prospects 2024, medium variant,
 * mid-2024; national figures for the few that it leaves out. Nearest to the line: Fiji and Réunion below it, Djibouti
 * above. Review it with each revision (every two years).
 */
const small = new Set(SMALL);

/**
 * Whether a place's figure may point at a person: every county, and a country or territory of under a million people. States
 * and provinces never are, however few live there. A code that is no place counts as small: rather hidden than shown.
 */
export function isSmall(code: string): boolean {
  return small.has(code) || !(isCountry(code) || isRegion(code));
}

/** The place whose total a place is part of: `55079` of `US-WI`, `US-WI` of `US`, a country of the world (""). */
export function wholeOf(code: string): string {
  if (/^\d/.test(code)) return "US-WI";
  return code.includes("-") ? code.slice(0, 2) : "";
}
