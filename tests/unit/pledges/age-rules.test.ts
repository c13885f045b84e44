import { describe, expect, it } from "vitest";
import { ageGroup, checkBirthYear } from "#lib/pledges/age-rules.ts";

const CHICAGO = "America/Chicago";
const NOVEMBER = new Date("2026-11-21T18:00:00Z");
/** Half an hour before and after New Year's midnight in Milwaukee; in UTC both are 2027. */
const NEW_YEARS_EVE = new Date("2027-01-01T05:30:00Z");
const NEW_YEAR = new Date("2027-01-01T06:30:00Z");

describe("ageGroup: the difference of years, as if born on 31 December", () => {
  it.each([
    [2014, "US", NOVEMBER, CHICAGO, "tooYoung"],
    [2013, "US", NOVEMBER, CHICAGO, "tooYoung"],
    [2012, "US", NOVEMBER, CHICAGO, "minor"],
    [2008, "US", NOVEMBER, CHICAGO, "minor"],
    [2007, "US", NOVEMBER, CHICAGO, "adult"],
    [1940, "US", NOVEMBER, CHICAGO, "adult"],
    [2026, "US", NOVEMBER, CHICAGO, "tooYoung"],
    [2012, "CA", NOVEMBER, CHICAGO, "tooYoung"],
    [2010, "DE", NOVEMBER, CHICAGO, "tooYoung"],
    [2009, "DE", NOVEMBER, CHICAGO, "minor"],
    [2008, "MX", NOVEMBER, CHICAGO, "minor"],
    [2007, "MX", NOVEMBER, CHICAGO, "adult"],
    [2013, "", NOVEMBER, CHICAGO, "tooYoung"],
    [2012, "", NOVEMBER, CHICAGO, "minor"],
    [2013, "US", NEW_YEARS_EVE, CHICAGO, "tooYoung"],
    [2013, "US", NEW_YEAR, CHICAGO, "minor"],
    [2013, "US", NEW_YEARS_EVE, "UTC", "minor"],
    [2008, "US", NEW_YEARS_EVE, CHICAGO, "minor"],
    [2008, "US", NEW_YEAR, CHICAGO, "adult"],
    [2010, "DE", NEW_YEARS_EVE, CHICAGO, "tooYoung"],
    [2010, "DE", NEW_YEAR, CHICAGO, "minor"],
  ] as const)("born %i, %j, at %o in %s: %s", (year, country, now, zone, group) => {
    expect(ageGroup(year, country, now, zone)).toBe(group);
  });
});

describe("checkBirthYear", () => {
  it.each([
    ["1985", 1985],
    [" 1985 ", 1985],
    ["１９８５", 1985],
    ["1906", 1906],
    ["2026", 2026],
  ])("%j is read", (raw, birthYear) => {
    expect(checkBirthYear(raw, NOVEMBER, CHICAGO)).toEqual({ ok: true, birthYear });
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["85", "malformed"],
    ["19850", "malformed"],
    ["1985.5", "malformed"],
    ["-1985", "malformed"],
    ["1e3", "malformed"],
    ["MCMLXXXV", "malformed"],
    ["2027", "future"],
    ["9999", "future"],
    ["1905", "implausible"],
    ["0000", "implausible"],
  ])("%j is refused: %s", (raw, code) => {
    expect(checkBirthYear(raw, NOVEMBER, CHICAGO)).toEqual({ ok: false, code });
  });

  it("reckons the future in the edition's time zone", () => {
    expect(checkBirthYear("2027", NEW_YEARS_EVE, CHICAGO)).toEqual({ ok: false, code: "future" });
    expect(checkBirthYear("2027", NEW_YEAR, CHICAGO)).toEqual({ ok: true, birthYear: 2027 });
  });
});
