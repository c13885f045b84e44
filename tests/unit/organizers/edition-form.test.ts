import { describe, expect, it, test } from "vitest";
import { checksOf } from "#lib/organizers/editions/checklist.ts";
import { editionValues, readEditionForm, readNumber } from "#lib/organizers/editions/fields.ts";
import { proposalFor } from "#lib/organizers/editions/next-year.ts";

const edition = {
  goal: 75_000,
  stretchGoals: [100_000],
  opensAt: new Date("2026-03-02T14:00:00Z"),
  // The second half past one of that night, and not the first second of a minute.
  closesAt: new Date("2026-11-01T07:30:59Z"),
  timeZone: "America/Chicago",
  shownFrom: 10,
  householdLimit: 2,
};
const posted = (change: Record<string, string> = {}) =>
  new Map(Object.entries({ ...editionValues(edition), ...change }));

describe("the form of an edition", () => {
  it("that comes back as it went out changes nothing, at the end of summer time and to the second", () => {
    expect(readEditionForm(posted(), edition)).toEqual({ wanted: edition, unreadable: {} });
  });
  it("reads a time by the clocks of the zone that it names", () => {
    const { wanted } = readEditionForm(posted({ time_zone: "America/New_York" }), edition);
    expect(wanted).toMatchObject({
      timeZone: "America/New_York",
      opensAt: new Date("2026-03-02T13:00:00Z"),
      closesAt: new Date("2026-11-01T05:30:00Z"),
    });
  });
  it("leaves alone what it does not have", () => {
    expect(readEditionForm(new Map([["goal", "80,000"]]), edition)).toEqual({
      wanted: { goal: 80_000 },
      unreadable: {},
    });
  });
  it("drops empty stretch goals", () => {
    const { wanted } = readEditionForm(posted({ stretch_1: "", stretch_3: "120.000" }), edition);
    expect(wanted.stretchGoals).toEqual([120_000]);
  });
  test.each([
    [{ closes: "2026-12-32T00:00" }, { closesAt: "time" }],
    [{ opens: "" }, { opensAt: "time" }],
    [{ opens: "2026-03-08T02:30" }, { opensAt: "gap" }],
    [{ time_zone: "Lake/City", opens: "" }, { timeZone: "time_zone" }],
  ])("says what it cannot read: %j", (change, unreadable) => {
    expect(readEditionForm(posted(change as Record<string, string>), edition).unreadable).toEqual(unreadable);
  });
});

test.each([
  ["75000", 75_000],
  ["75,000", 75_000],
  ["75.000", 75_000],
  ["75 000", 75_000],
  ["seventy", Number.NaN],
  ["-5", Number.NaN],
  ["", Number.NaN],
])("the number %j", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

describe("the proposal for the next year", () => {
  const newest = {
    year: 2026,
    goal: 75_000,
    opensAt: new Date("2026-11-23T14:00:00Z"),
    closesAt: new Date("2027-01-01T05:59:59Z"),
    timeZone: "America/Chicago",
  };
  it("opens on the same day of the week and closes on the same date, by the same clocks", () => {
    expect(proposalFor(newest)).toEqual({
      year: "2027",
      goal: "75000",
      opens: "2027-11-22T08:00",
      closes: "2027-12-31T23:59",
      time_zone: "America/Chicago",
    });
  });
  it("knows that the next February is shorter", () => {
    const leap = { ...newest, closesAt: new Date("2028-02-29T18:00:00Z") };
    expect(proposalFor(leap).closes).toBe("2029-02-28T12:00");
  });
});

const found = {
  upcoming: 2027,
  version: 3,
  drafts: 0,
  hotlines: 2,
  oldHotlines: 0,
  facts: 4,
  oldFacts: 0,
  hasBackup: true,
  owners: 2,
};
const states = (change: Partial<typeof found> | { upcoming: null }) =>
  Object.fromEntries(checksOf({ ...found, ...change }).map(({ name, state }) => [name, state]));

describe("the checklist", () => {
  it("is done when everything is", () => {
    expect(new Set(Object.values(states({})))).toEqual(new Set(["done"]));
  });
  test.each([
    ["dates", { upcoming: null }, "todo"],
    ["text", { drafts: 1 }, "todo"],
    ["hotlines", { oldHotlines: 1 }, "todo"],
    ["hotlines", { hotlines: 0 }, "none"],
    ["facts", { oldFacts: 2 }, "todo"],
    ["facts", { facts: 0 }, "none"],
    ["backup", { hasBackup: false }, "todo"],
    ["owners", { owners: 1 }, "todo"],
  ])("%s with %j", (name, change, state) => {
    expect(states(change)[name]).toBe(state);
  });
});
