import { expect, test } from "vitest";
import { type Field, guessColumns, type Mapping, mappingProblem } from "#lib/imports/fields.ts";
import { readRow } from "#lib/imports/row-rules.ts";

const WHEN = { now: new Date("2026-11-21T08:00:00Z"), timeZone: "America/Chicago" };
const GOOD: Partial<Record<Field, string>> = { name: "John Miller", birth_year: "1980", region: "WI" };

function read(fields: Partial<Record<Field, string>>) {
  const all = { ...GOOD, ...fields };
  const names = Object.keys(all) as Field[];
  const columns = Object.fromEntries(names.map((name, index) => [name, index]));
  const mapping: Mapping = {
    hasHeader: true,
    columns,
    country: "US",
    region: null,
    lang: "en",
    stance: "man",
  };
  return readRow(Object.values(all), mapping, { ...WHEN, columns: names.length });
}
const person = (fields: Partial<Record<Field, string>>) => {
  const found = read(fields);
  return found.ok ? found.person : found.problems.map(({ code }) => code);
};

test.each<[Partial<Record<Field, string>>, object]>([
  [
    {},
    {
      name: "John Miller",
      email: null,
      birthYear: 1980,
      country: "US",
      region: "US-WI",
      stance: "man",
      news: false,
    },
  ],
  [
    { region: "Wisconsin", county: "Milwaukee County" },
    { region: "US-WI", county: "55079" },
  ],
  [
    { region: "us-wi", county: "55079" },
    { region: "US-WI", county: "55079" },
  ],
  [
    { region: "Ohio", county: "Franklin" },
    { region: "US-OH", county: null },
  ],
  [
    { country: "Canadá", region: "Ontario" },
    { country: "CA", region: "CA-ON" },
  ],
  [
    { country: "Kenya", region: "Nairobi" },
    { country: "KE", region: null },
  ],
  [{ country: "Puerto Rico", region: "" }, ["country_bad"]],
  [
    { country: "PR", region: "" },
    { country: "US", region: "US-PR" },
  ],
  [{ country: "USA" }, { country: "US" }],
  [
    { email: " JOHN@Example.ORG " },
    { email: { typed: "JOHN@example.org", canonical: "john@example.org", domain: "example.org" } },
  ],
  [{ news: "yes" }, { news: false }],
  [{ news: "Sí", email: "a@example.org" }, { news: true }],
  [{ news: "maybe", email: "a@example.org" }, { news: false }],
  [{ birth_year: "5/17/1980" }, { birthYear: 1980 }],
  [{ birth_year: "1980-05-17" }, { birthYear: 1980 }],
  [
    { birth_year: "2009", display: "full", news: "yes", email: "a@example.org" },
    { minor: true, display: "hidden", news: false },
  ],
  [{ stance: "Woman" }, { stance: "supporter" }],
  [{ lang: "Español" }, { lang: "es" }],
  [{ agreed_at: "11/20/2026" }, { agreedAt: new Date("2026-11-20T12:00:00Z") }],
  // Today is a day before it is noon.
  [{ agreed_at: "2026-11-21" }, { agreedAt: WHEN.now }],
  [{ agreed_at: "2026-10-01T10:00:00-05:00" }, { agreedAt: new Date("2026-10-01T15:00:00Z") }],
  [{ name: "'=Anton" }, ["name_bad"]],
  [{ name: "=HYPERLINK(1)" }, ["name_bad"]],
  [{ name: "" }, ["name_empty"]],
  [{ name: "visit www.example.com" }, ["name_bad"]],
  [{ email: "john at example" }, ["email_bad"]],
  [{ birth_year: "" }, ["birth_year_empty"]],
  [{ birth_year: "80" }, ["birth_year_bad"]],
  [{ birth_year: "2015" }, ["too_young"]],
  [{ country: "Kenya", birth_year: "2011" }, ["too_young"]],
  [{ country: "Atlantis" }, ["country_bad"]],
  [{ region: "" }, ["region_missing"]],
  [{ region: "Bavaria" }, ["region_bad"]],
  [{ county: "Cook" }, ["county_bad"]],
  [{ stance: "perhaps" }, ["stance_bad"]],
  [{ agreed_at: "2027-01-01" }, ["agreed_bad"]],
  [{ agreed_at: "2026-02-30" }, ["agreed_bad"]],
  [{ name: "", email: "x", birth_year: "" }, ["name_empty", "email_bad", "birth_year_empty"]],
])("%j", (fields, expected) => {
  const found = person(fields);
  if (Array.isArray(expected)) expect(found).toEqual(expected);
  else expect(found).toMatchObject(expected);
});

test("a first and a last name make one; more cells than columns are a problem", () => {
  const mapping: Mapping = {
    hasHeader: true,
    columns: { first_name: 0, last_name: 1, birth_year: 2 },
    country: "KE",
    region: null,
    lang: "en",
    stance: "man",
  };
  const when = { ...WHEN, columns: 3 };
  expect(readRow(["Ann", "Lee", "1980"], mapping, when)).toMatchObject({
    ok: true,
    person: { name: "Ann Lee" },
  });
  expect(readRow(["Ann", "Lee", "1980", ""], mapping, when).ok).toBe(true);
  expect(readRow(["Ann", "Lee", "1980", "x"], mapping, when)).toEqual({
    ok: false,
    problems: [{ field: null, code: "too_many_cells" }],
  });
});

test.each([
  [["Name", "E-mail address", "Year of birth", "State"], { name: 0, email: 1, birth_year: 2, region: 3 }],
  [
    ["Apellidos", "Nombre", "Correo electrónico", "Año de nacimiento"],
    { last_name: 0, first_name: 1, email: 2, birth_year: 3 },
  ],
  [["id", "state", "name", "region"], { name: 2, region: 3 }],
])("%j is understood", (header, columns) => {
  expect(guessColumns(header)).toEqual({ hasHeader: true, columns });
});

test("a list without names of columns is told from one with", () => {
  expect(guessColumns(["John Miller", "john@example.org", "1980"])).toEqual({
    hasHeader: false,
    columns: {},
  });
  expect(mappingProblem({ columns: { birth_year: 1 } })).toBe("name");
  expect(mappingProblem({ columns: { name: 1 } })).toBe("birth_year");
  expect(mappingProblem({ columns: { name: 1, birth_year: 1 } })).toBe("twice");
  expect(mappingProblem({ columns: { last_name: 1, birth_year: 2 } })).toBeNull();
});
