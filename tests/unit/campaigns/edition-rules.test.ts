import { describe, expect, it, test } from "vitest";
import { type EditionFields, locksOf, refusalsOf } from "#lib/campaigns/edition-rules.ts";

const at = (text: string) => new Date(text);
const edition = {
  year: 2026,
  goal: 75_000,
  stretchGoals: [100_000],
  opensAt: at("2026-11-23T14:00:00Z"),
  closesAt: at("2027-01-01T05:59:59Z"),
  timeZone: "America/Chicago",
  shownFrom: 10,
  householdLimit: 2,
};
const BEFORE = at("2026-11-01T00:00:00Z");
const OPEN = at("2026-12-01T00:00:00Z");
const CLOSED = at("2027-01-03T00:00:00Z");
const FINAL = at("2027-01-09T00:00:00Z");
const others = [{ opensAt: at("2025-11-24T14:00:00Z"), closesAt: at("2026-01-01T05:59:59Z") }];

describe("what is locked", () => {
  test.each([
    [BEFORE, {}],
    [OPEN, { opensAt: "begun", timeZone: "begun" }],
    [CLOSED, { opensAt: "begun", timeZone: "begun", goal: "closed", stretchGoals: "closed" }],
  ])("at %s", (now, locks) => {
    expect(locksOf(edition, now)).toEqual(locks);
  });
  it("is everything, once no confirmation can come any more", () => {
    expect(Object.values(locksOf(edition, FINAL))).toEqual(Array(7).fill("final"));
  });
});

type Case = [string, Date, Partial<EditionFields>, Partial<Record<keyof EditionFields, string>>];

describe("what is refused", () => {
  test.each<Case>([
    ["nothing changed", FINAL, {}, {}],
    ["another goal while open", OPEN, { goal: 90_000 }, {}],
    ["an earlier opening before it began", BEFORE, { opensAt: at("2026-11-02T06:00:00Z") }, {}],
    ["another time zone before it began", BEFORE, { timeZone: "America/Denver" }, {}],
    ["an extension into January", OPEN, { closesAt: at("2027-01-12T05:59:59Z") }, {}],
    ["an extension after it closed", CLOSED, { closesAt: at("2027-01-12T05:59:59Z") }, {}],
    ["no goal", OPEN, { goal: null }, { goal: "goal" }],
    ["a goal of nobody", OPEN, { goal: 0 }, { goal: "goal" }],
    ["what was no number", OPEN, { goal: Number.NaN }, { goal: "goal" }],
    ["a goal above the next one", OPEN, { goal: 100_000 }, { stretchGoals: "stretch" }],
    ["stretch goals that fall", OPEN, { stretchGoals: [110_000, 105_000] }, { stretchGoals: "stretch" }],
    ["stretch goals that stand", OPEN, { stretchGoals: [110_000, 110_000] }, { stretchGoals: "stretch" }],
    ["five stretch goals", OPEN, { stretchGoals: [8e4, 9e4, 1e5, 2e5, 3e5] }, { stretchGoals: "stretch" }],
    ["a broken stretch goal", OPEN, { stretchGoals: [Number.NaN] }, { stretchGoals: "goal" }],
    ["another goal once closed", CLOSED, { goal: 50_000 }, { goal: "closed" }],
    ["another opening once begun", OPEN, { opensAt: at("2026-11-22T14:00:00Z") }, { opensAt: "begun" }],
    ["another time zone once begun", OPEN, { timeZone: "America/Denver" }, { timeZone: "begun" }],
    ["no time zone", BEFORE, { timeZone: "America/Lake_City" }, { timeZone: "time_zone" }],
    ["a closing in the past", OPEN, { closesAt: at("2026-11-30T00:00:00Z") }, { closesAt: "past" }],
    ["a closing before the opening", BEFORE, { closesAt: at("2026-11-20T00:00:00Z") }, { closesAt: "hours" }],
    [
      "another year",
      BEFORE,
      { opensAt: at("2027-11-23T14:00:00Z"), closesAt: at("2027-12-31T06:00:00Z") },
      { opensAt: "year" },
    ],
    [
      "the time of another edition",
      at("2025-10-01T00:00:00Z"),
      { opensAt: at("2025-12-31T00:00:00Z") },
      { opensAt: "overlap" },
    ],
    ["a least number below nothing", OPEN, { shownFrom: -1 }, { shownFrom: "shown_from" }],
    ["a mailbox for nobody", OPEN, { householdLimit: 0 }, { householdLimit: "household_limit" }],
    ["a final edition", FINAL, { shownFrom: 0, goal: 1 }, { shownFrom: "final", goal: "final" }],
  ])("%s", (_what, now, change, refusals) => {
    expect(refusalsOf(edition, { ...edition, ...change }, others, now)).toEqual(refusals);
  });

  it("is nothing of a past edition without a goal that stays as it is", () => {
    const past = { ...edition, goal: null, stretchGoals: [] };
    expect(refusalsOf(past, past, [], FINAL)).toEqual({});
  });
});
