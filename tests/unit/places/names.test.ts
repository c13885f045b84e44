import { describe, expect, it } from "vitest";
import { placeName } from "#lib/places/names.ts";
import { asPlaced, isPlace } from "#lib/places/rules.ts";

/** `"US US-WI 55079"` as a place. */
function place(text: string) {
  const [country = "", region = "", county = ""] = text.split(" ");
  return { country, region: region || null, county: county || null };
}

describe("placeName", () => {
  it.each([
    ["US US-WI 55079", "Milwaukee County, Wisconsin", "condado de Milwaukee, Wisconsin"],
    ["US US-WI", "Wisconsin", "Wisconsin"],
    ["US US-NY", "New York", "Nueva York"],
    ["US US-GA", "Georgia, United States", "Georgia, Estados Unidos"],
    ["GE", "Georgia", "Georgia"],
    ["US US-PR", "Puerto Rico", "Puerto Rico"],
    ["US US-AE", "Armed Forces Europe", "Fuerzas Armadas, Europa"],
    ["CA CA-QC", "Quebec", "Quebec"],
    ["KE", "Kenya", "Kenia"],
    ["US US-WI 55002", "Wisconsin", "Wisconsin"],
  ])("%s", (text, english, spanish) => {
    expect([placeName(place(text), "en"), placeName(place(text), "es")]).toEqual([english, spanish]);
  });
});

describe("isPlace", () => {
  it.each([
    ["US US-WI 55079", true],
    ["US US-WI", true],
    ["KE", true],
    ["FM", true],
    ["US", false],
    ["CA", false],
    ["PR", false],
    ["UM", false],
    ["", false],
    ["CA US-WI", false],
    ["KE US-WI", false],
    ["US US-XX", false],
    ["US US-UM", false],
    ["US US-IL 55079", false],
    ["US US-WI 55000", false],
  ])("%j: %s", (text, expected) => expect(isPlace(place(text))).toBe(expected));
});

describe("asPlaced", () => {
  it.each([
    [["us ", " us-wi", "55079 "], "US US-WI 55079"],
    [["PR", "", ""], "US US-PR"],
    [["GU", "US-GU", ""], "US US-GU"],
    [["PR", "US-WI", ""], "PR US-WI"],
    [["DE", "", ""], "DE"],
  ])("%j", ([country = "", region = "", county = ""], expected) => {
    expect(asPlaced(country, region, county)).toEqual(place(expected));
  });
});
