import { expect, it } from "vitest";
import { type HeldFacts, signsOf } from "#lib/organizers/held/signs-rules.ts";

const NOTHING: HeldFacts = {
  isConfirmed: false,
  stoodBefore: false,
  nearDomain: 0,
  nearNetwork: 0,
  sameName: 0,
  household: 0,
};

it.each<[Partial<HeldFacts>, string[], string[]]>([
  [{}, [], []],
  [{ isConfirmed: true }, ["isConfirmed"], []],
  [{ stoodBefore: true, household: 1 }, ["stoodBefore", "household"], []],
  [{ nearDomain: 19, nearNetwork: 9 }, [], []],
  [{ nearDomain: 20 }, [], ["nearDomain"]],
  [{ nearNetwork: 10, isConfirmed: true }, ["isConfirmed"], ["nearNetwork"]],
  [{ sameName: 1, nearDomain: 400 }, [], ["nearDomain", "sameName"]],
])("%j", (facts, speaksFor, speaksAgainst) => {
  const signs = signsOf({ ...NOTHING, ...facts });
  const those = (speaks: string) => signs.filter((sign) => sign.speaks === speaks).map(({ kind }) => kind);
  expect(those("for")).toEqual(speaksFor);
  expect(those("against")).toEqual(speaksAgainst);
  // What speaks against it is read first.
  expect(signs.slice(0, speaksAgainst.length).map(({ kind }) => kind)).toEqual(speaksAgainst);
});
