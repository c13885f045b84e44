import { expect, test } from "vitest";
import { exportSchema, passphraseProblem } from "#lib/exports/schema.ts";

test.each([
  ["", "", null],
  ["correct horse battery", "correct horse battery", null],
  ["correct horse battery", "correct horse batterx", "different"],
  ["correct horse battery", "", "different"],
  ["", "correct horse battery", "short"],
  ["elevenchars", "elevenchars", "short"],
  ["contraseña larga", "contraseña larga", "signs"],
  ["a".repeat(201), "a".repeat(201), "long"],
])("the passphrase %j and %j: %s", (passphrase, again, problem) => {
  expect(passphraseProblem(passphrase, again)).toBe(problem);
});

const FORM = { what: "pledges", campaign: "sample", year: "2026" };

test.each([
  [{}, { news: false, personal: "none" }],
  [
    { state: "", place: "US-WI", evidence: "paper", news: "on", personal: "contact" },
    { place: "US-WI", evidence: "paper", news: true, personal: "contact" },
  ],
])("%j", (fields, expected) => {
  expect(exportSchema.parse({ ...FORM, ...fields })).toMatchObject({
    what: "pledges",
    year: 2026,
    ...expected,
  });
});

test.each([
  { what: "secrets" },
  { place: "ATLANTIS" },
  { state: "x'; --" },
  { campaign: "../x" },
  { personal: "everything" },
])("%j is refused", (fields) => {
  expect(exportSchema.safeParse({ ...FORM, ...fields }).success).toBe(false);
});
