import { describe, expect, it } from "vitest";
import { counties, countries, hasRegions, regions } from "#lib/places/lists.ts";
import { LOCALES } from "#lib/words.ts";
import small from "../../../lib/places/small.json" with { type: "json" };

const codes = (places: { code: string }[]) => places.map(({ code }) => code);
const nameOf = (places: { code: string; name: string }[], code: string) =>
  places.find((p) => p.code === code)?.name;

describe.each(LOCALES)("countries in %s", (locale) => {
  const list = countries(locale);

  it("are the 249 of ISO 3166-1 without six that are territories of the United States", () => {
    expect(list).toHaveLength(243);
    expect(new Set(codes(list)).size).toBe(243);
    expect(codes(list)).toEqual(expect.arrayContaining(["US", "CA", "FM", "MH", "PW", "AX", "ZW"]));
    for (const code of ["AS", "GU", "MP", "PR", "VI", "UM", "XK"]) expect(codes(list)).not.toContain(code);
  });

  it("all have a name of their own, sorted", () => {
    const names = list.map(({ name }) => name);
    expect(new Set(names).size).toBe(243);
    expect(names.filter((name) => name.length < 3)).toEqual([]);
    expect(names).toEqual(names.toSorted(new Intl.Collator(locale).compare));
  });
});

it("names countries as people look for them", () => {
  expect(["US", "IR", "TW", "CI", "AX"].map((code) => nameOf(countries("en"), code))).toEqual([
    "United States",
    "Iran",
    "Taiwan",
    "Côte d’Ivoire",
    "Åland Islands",
  ]);
  expect(["US", "KR", "DE"].map((code) => nameOf(countries("es"), code))).toEqual([
    "Estados Unidos",
    "Corea del Sur",
    "Alemania",
  ]);
});

describe("regions", () => {
  it("are 51 states with DC, 5 territories and 3 of the Armed Forces", () => {
    const us = regions("US", "en");
    const count = (group: string) => us.filter((region) => region.group === group).length;
    expect([us.length, count("states"), count("territories"), count("forces")]).toEqual([59, 51, 5, 3]);
    expect(new Set(codes(us)).size).toBe(59);
    expect(codes(us)).toEqual(expect.arrayContaining(["US-DC", "US-WI", "US-PR", "US-AA", "US-AE", "US-AP"]));
    expect(codes(us).slice(0, 4)).toEqual(["US-AL", "US-AK", "US-AZ", "US-AR"]);
  });

  it("are Canada's 13", () => {
    expect(codes(regions("CA", "en")).sort()).toEqual(
      ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"].map(
        (code) => `CA-${code}`,
      ),
    );
  });

  it("have Spanish names where Spanish has them", () => {
    const named = [...regions("US", "es"), ...regions("CA", "es")];
    expect(["US-PA", "US-NY", "US-WI", "US-AE", "CA-BC"].map((code) => nameOf(named, code))).toEqual([
      "Pensilvania",
      "Nueva York",
      "Wisconsin",
      "Fuerzas Armadas, Europa",
      "Columbia Británica",
    ]);
  });

  it("are asked for in no other country", () => {
    expect(["US", "CA", "MX", "DE", ""].map(hasRegions)).toEqual([true, true, false, false, false]);
    expect(regions("MX", "en")).toEqual([]);
  });
});

describe("Wisconsin's counties", () => {
  it("are 72, 55001 to 55141, all odd but Menominee", () => {
    const fips = counties().map(({ code }) => Number(code));
    expect(counties()).toHaveLength(72);
    expect(new Set(fips).size).toBe(72);
    expect(new Set(counties().map(({ name }) => name)).size).toBe(72);
    expect([Math.min(...fips), Math.max(...fips)]).toEqual([55001, 55141]);
    expect(fips.filter((code) => code % 2 === 0)).toEqual([55078]);
  });

  it.each([
    ["55001", "Adams"],
    ["55025", "Dane"],
    ["55039", "Fond du Lac"],
    ["55059", "Kenosha"],
    ["55078", "Menominee"],
    ["55079", "Milwaukee"],
    ["55101", "Racine"],
    ["55109", "St. Croix"],
    ["55111", "Sauk"],
    ["55133", "Waukesha"],
    ["55141", "Wood"],
  ])("%s is %s", (code, name) => expect(nameOf(counties(), code)).toBe(name));
});

it("the small places are places", () => {
  const known = new Set([...codes(countries("en")), ...codes(regions("US", "en"))]);
  expect(small.filter((code) => !known.has(code))).toEqual([]);
  expect(new Set(small).size).toBe(small.length);
});
