import { describe, expect, it } from "vitest";
import { parseCorrection, parseSign } from "#lib/pledges/schema.ts";
import en from "../../../messages/en.json" with { type: "json" };
import es from "../../../messages/es.json" with { type: "json" };

const when = { now: new Date("2026-11-21T18:00:00Z"), timeZone: "America/Chicago" };
const SAM = {
  name: "Sam Smith",
  email: "Sam.Smith@gmail.com",
  birth_year: "1985",
  country: "US",
  region: "US-WI",
  county: "55079",
  stance: "man",
  agree: "on",
};
type Fields = Record<string, string>;

/** Sam's form with other values; a field set to "" is left out, as a browser leaves out a box that is not ticked. */
function form(other: Fields = {}): Map<string, string> {
  return new Map(Object.entries({ ...SAM, ...other }).filter(([, value]) => value !== ""));
}
function input(other: Fields = {}) {
  const parsed = parseSign(form(other), when);
  return parsed.ok ? parsed.input : parsed.errors;
}
function errors(other: Fields): string {
  const parsed = parseSign(form(other), when);
  if (parsed.ok) return "none";
  return parsed.young
    ? `young ${parsed.errors.length}`
    : parsed.errors.map((e) => `${e.field}.${e.code}`).join(" ");
}

describe("a form that is whole", () => {
  it("is read into what signing needs", () => {
    expect(
      input({ text: "3", lang: "es", news: "on", renew: "on", display: "initial", share: "aB_9-x" }),
    ).toEqual({
      birthYear: 1985,
      minor: false,
      name: "Sam Smith",
      email: { typed: "Sam.Smith@gmail.com", canonical: "samsmith@gmail.com", domain: "gmail.com" },
      country: "US",
      region: "US-WI",
      county: "55079",
      stance: "man",
      display: "initial",
      news: true,
      renew: true,
      agree: true,
      textVersion: 3,
      lang: "es",
      share: "aB_9-x",
      team: null,
      event: null,
    });
  });

  it.each<[string, Fields, object]>([
    [
      "nothing is ticked beforehand",
      {},
      { display: "hidden", news: false, renew: false, lang: "en", textVersion: null },
    ],
    ["a display that we do not know", { display: "huge" }, { display: "hidden" }],
    ["a box with another value", { news: "true" }, { news: false }],
    ["a language that we do not speak", { lang: "xx" }, { lang: "en" }],
    ["a text version that cannot be read", { text: "3; drop" }, { textVersion: 0 }],
    ["a text version of zero", { text: "0" }, { textVersion: 0 }],
    ["a share code with signs", { share: "a b" }, { share: null }],
    ["a share code of 64", { share: "a".repeat(64) }, { share: "a".repeat(64) }],
    ["a share code of 65", { share: "a".repeat(65) }, { share: null }],
    ["an event and a team", { event: "kickoff", team: "block-7" }, { event: "kickoff", team: "block-7" }],
    ["a supporter", { stance: "supporter" }, { stance: "supporter" }],
    ["no county", { county: "" }, { county: null }],
    [
      "a country without regions",
      { country: "KE", region: "", county: "" },
      { country: "KE", region: null, county: null },
    ],
    ["Canada", { country: "CA", region: "CA-ON", county: "" }, { country: "CA", region: "CA-ON" }],
    ["an army post office", { region: "US-AE", county: "" }, { region: "US-AE" }],
    [
      "a territory posted as a country",
      { country: "PR", region: "", county: "" },
      { country: "US", region: "US-PR" },
    ],
    ["fields that nobody knows", { altcha: "x", when: "y", __proto: "z" }, { name: "Sam Smith" }],
    [
      "a minor is never named and gets no news",
      { birth_year: "2010", display: "full", news: "on", renew: "on" },
      { minor: true, display: "hidden", news: false, renew: true },
    ],
  ])("%s", (_, other, expected) => expect(input(other)).toMatchObject(expected));
});

describe("what is wrong, one error a field, in the order of the form", () => {
  it.each<[string, Fields, string]>([
    ["no name", { name: "" }, "name.empty"],
    ["a link for a name", { name: "x.com/y" }, "name.url"],
    ["no address", { email: "" }, "email.empty"],
    ["half an address", { email: "sam@" }, "email.malformed"],
    ["no birth year", { birth_year: "" }, "birth_year.empty"],
    ["two digits", { birth_year: "85" }, "birth_year.malformed"],
    ["next year", { birth_year: "2027" }, "birth_year.future"],
    ["long ago", { birth_year: "1880" }, "birth_year.implausible"],
    ["no country", { country: "" }, "country.choose"],
    ["no such country", { country: "ZZ" }, "country.unknown"],
    ["nobody lives on the minor islands", { country: "UM", region: "", county: "" }, "country.unknown"],
    ["no state", { region: "", county: "" }, "region.choose"],
    ["no state but a county", { region: "" }, "region.choose"],
    ["no province", { country: "CA", region: "", county: "" }, "region.choose"],
    ["no such state", { region: "US-ZZ", county: "" }, "region.unknown"],
    ["another country's", { region: "CA-ON", county: "" }, "region.elsewhere"],
    ["a state abroad", { country: "DE", county: "" }, "region.elsewhere"],
    ["a territory that is another's", { country: "PR", region: "US-GU", county: "" }, "country.unknown"],
    ["a county of another state", { region: "US-IL" }, "county.elsewhere"],
    ["a county abroad", { country: "DE", region: "" }, "county.elsewhere"],
    ["no such county", { county: "55002" }, "county.unknown"],
    ["no stance", { stance: "" }, "stance.choose"],
    ["another stance", { stance: "woman" }, "stance.choose"],
    ["not agreed", { agree: "" }, "agree.required"],
    ["agreed otherwise", { agree: "1" }, "agree.required"],
    [
      "everything",
      Object.fromEntries(Object.keys(SAM).map((field) => [field, ""])),
      "birth_year.empty name.empty email.empty country.choose stance.choose agree.required",
    ],
  ])("%s", (_, other, expected) => expect(errors(other)).toBe(expected));

  it("has words for every error, in every language", () => {
    expect(Object.keys(es.formErrors)).toEqual(Object.keys(en.formErrors));
    for (const [field, codes] of Object.entries(en.formErrors)) {
      expect(Object.keys(es.formErrors[field as keyof typeof es.formErrors])).toEqual(Object.keys(codes));
    }
  });
});

describe("the birth year is judged first", () => {
  it.each<[string, Fields, string]>([
    ["twelve", { birth_year: "2014" }, "young 0"],
    ["twelve until 31 December", { birth_year: "2013" }, "young 0"],
    ["thirteen", { birth_year: "2012" }, "none"],
    [
      "whatever else is wrong",
      { birth_year: "2014", name: "", email: "x", agree: "", country: "ZZ" },
      "young 0",
    ],
    ["fifteen in Germany", { birth_year: "2010", country: "DE", region: "", county: "" }, "young 0"],
    ["sixteen in Germany", { birth_year: "2009", country: "DE", region: "", county: "" }, "none"],
    [
      "fifteen in Guam, posted as a country",
      { birth_year: "2010", country: "GU", region: "", county: "" },
      "none",
    ],
    [
      "fifteen and no country yet",
      { birth_year: "2010", country: "", region: "", county: "" },
      "country.choose",
    ],
    [
      "fifteen and no such country",
      { birth_year: "2010", country: "ZZ", region: "", county: "" },
      "country.unknown",
    ],
    ["twelve and no country", { birth_year: "2013", country: "" }, "young 0"],
  ])("%s", (_, other, expected) => expect(errors(other)).toBe(expected));
});

describe("parseCorrection", () => {
  const adult = { ...when, birthYear: 1985, minor: false };

  it("reads what may be changed and nothing else", () => {
    expect(
      parseCorrection(form({ name: " Samuel  Smith ", display: "full", news: "on", renew: "on" }), adult),
    ).toEqual({
      ok: true,
      input: {
        name: "Samuel Smith",
        country: "US",
        region: "US-WI",
        county: "55079",
        stance: "man",
        display: "full",
        news: true,
        renew: true,
      },
    });
  });

  it("takes a box that is not ticked for a no", () => {
    expect(parseCorrection(form(), adult)).toMatchObject({ input: { news: false, renew: false } });
  });

  it("keeps a minor unnamed", () => {
    const parsed = parseCorrection(form({ display: "full", news: "on", renew: "on" }), {
      ...when,
      birthYear: 2010,
      minor: true,
    });
    expect(parsed).toMatchObject({ ok: true, input: { display: "hidden", news: false, renew: true } });
  });

  it("tells what is wrong", () => {
    const parsed = parseCorrection(form({ name: "", region: "CA-ON", county: "", stance: "" }), adult);
    expect(parsed).toEqual({
      ok: false,
      young: false,
      errors: [
        { field: "name", code: "empty" },
        { field: "region", code: "elsewhere" },
        { field: "stance", code: "choose" },
      ],
    });
  });

  it("does not let a boy move to a country where he is too young", () => {
    const moved = form({ country: "DE", region: "", county: "" });
    expect(parseCorrection(moved, { ...when, birthYear: 2010, minor: true })).toEqual({
      ok: false,
      young: true,
      errors: [],
    });
  });
});
