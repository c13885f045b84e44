import { describe, expect, it, test } from "vitest";
import { isLink, isShown, readFact } from "#lib/contents/fact-rules.ts";

const TODAY = "2026-11-23";
const whole = {
  statement_en: "Of 231 young people in police records, 126 were under 18 at the first report.",
  population_en: "people of 25 or younger in Milwaukee’s police records, 2013 to 2016",
  statement_es: "",
  population_es: "",
  publisher: "Medical College of Wisconsin",
  source: "Estimating the Magnitude",
  year: "2018",
  url: "https://www.mcw.edu/report?id=1",
  retrieved_on: "2026-11-20",
  review_by: "2027-11-20",
  published: "on",
};
const read = (changes: Partial<Record<keyof typeof whole, string>>) =>
  readFact(new Map(Object.entries({ ...whole, ...changes })), TODAY);

it("is read when it is whole", () => {
  expect(read({})).toEqual({
    ok: true,
    fact: {
      statement: { en: whole.statement_en },
      population: { en: whole.population_en },
      publisher: whole.publisher,
      source: whole.source,
      year: 2018,
      url: whole.url,
      retrievedOn: whole.retrieved_on,
      reviewBy: whole.review_by,
      isPublished: true,
    },
  });
  expect(read({ published: "" })).toMatchObject({ fact: { isPublished: false } });
});

test.each([
  [{ statement_en: "" }, { statement_en: "missing" }],
  [{ population_en: " " }, { population_en: "missing" }],
  [{ statement_es: "Es cierto." }, { population_es: "otherLanguage" }],
  [{ statement_es: "x".repeat(601), population_es: "y" }, { statement_es: "tooLong" }],
  [{ publisher: "" }, { publisher: "missing" }],
  [{ source: "" }, { source: "missing" }],
  [{ source: "x".repeat(201) }, { source: "tooLong" }],
  [{ year: "" }, { year: "missing" }],
  [{ year: "18" }, { year: "year" }],
  [{ year: "2027" }, { year: "year" }],
  [{ url: "" }, { url: "missing" }],
  [{ url: "javascript:alert(1)" }, { url: "link" }],
  [{ url: "https://localhost" }, { url: "link" }],
  [{ retrieved_on: "" }, { retrieved_on: "missing" }],
  [{ retrieved_on: "2026-02-30" }, { retrieved_on: "day" }],
  [{ retrieved_on: "2026-11-24" }, { retrieved_on: "future" }],
  [{ review_by: "" }, { review_by: "missing" }],
  [{ review_by: "soon" }, { review_by: "day" }],
  [{ review_by: "2026-11-20" }, { review_by: "reviewOrder" }],
  [{ review_by: "2029-11-21" }, { review_by: "reviewFar" }],
  [{ statement_en: "A child is sold every 30 seconds." }, { statement_en: "debunked.everySeconds" }],
  [
    { statement_es: "Cada 30 segundos venden a un niño.", population_es: "niños" },
    { statement_es: "debunked.everySeconds" },
  ],
])("%j is refused", (changes, problems) => {
  expect(read(changes)).toEqual({ ok: false, problems });
});

it("may be in Spanish alone", () => {
  const spanish = {
    statement_en: "",
    population_en: "",
    statement_es: "Es así.",
    population_es: "De ellos.",
  };
  expect(read(spanish)).toMatchObject({ ok: true, fact: { statement: { es: "Es así." } } });
});

describe("is shown", () => {
  test.each([
    [new Date(0), "2026-11-24", true],
    [new Date(0), "2026-11-23", false],
    [new Date(0), "2026-11-22", false],
    [null, "2027-11-24", false],
  ])("published %s, review by %s: %s", (publishedAt, reviewBy, shown) => {
    expect(isShown({ publishedAt, reviewBy }, TODAY)).toBe(shown);
  });
});

test.each([
  ["https://example.org/a?b=c#d", true],
  ["http://example.org", true],
  ["https://user:word@example.org", false],
  ["//example.org", false],
  ["ftp://example.org", false],
  ["https://example.org/a b", false],
  [`https://example.org/${"a".repeat(1_000)}`, false],
])("%s is a link: %s", (text, expected) => {
  expect(isLink(text)).toBe(expected);
});
