import { describe, expect, it } from "vitest";
import { dayNumber, nextMilestone, perDayNeeded, progress, showsFigures } from "#lib/campaigns/goal-rules.ts";

const at = (text: string) => new Date(text);
const hours = { opensAt: at("2026-11-23T16:00:00Z"), closesAt: at("2027-01-01T05:59:59Z") };

describe("showsFigures", () => {
  it.each([
    [0, 10, "2026-12-01T00:00:00Z", false],
    [9, 10, "2026-12-01T00:00:00Z", false],
    [10, 10, "2026-12-01T00:00:00Z", true],
    [0, 0, "2026-12-01T00:00:00Z", true],
    [0, 10, "2026-11-01T00:00:00Z", false],
    [3, 10, "2027-02-01T00:00:00Z", true],
  ])("%i of at least %i at %s: %s", (verified, shownFrom, time, shows) => {
    expect(showsFigures(verified, { ...hours, shownFrom }, at(time))).toBe(shows);
  });
});

describe("progress", () => {
  it.each([
    [0, 75_000, { isReached: false, percent: 0, drawn: 0, beyond: 0 }],
    [749, 75_000, { isReached: false, percent: 0, drawn: 749, beyond: 0 }],
    [74_999, 75_000, { isReached: false, percent: 99, drawn: 74_999, beyond: 0 }],
    [75_000, 75_000, { isReached: true, percent: 100, drawn: 75_000, beyond: 0 }],
    [76_204, 75_000, { isReached: true, percent: 100, drawn: 75_000, beyond: 1_204 }],
    [3, 1, { isReached: true, percent: 100, drawn: 1, beyond: 2 }],
  ])("%i of %i", (verified, goal, expected) => {
    expect(progress(verified, goal)).toEqual(expected);
  });
});

describe("nextMilestone", () => {
  it.each([
    [0, 75_000, { percent: 10, count: 7_500 }],
    [7_499, 75_000, { percent: 10, count: 7_500 }],
    [7_500, 75_000, { percent: 20, count: 15_000 }],
    [74_999, 75_000, { percent: 100, count: 75_000 }],
    [75_000, 75_000, null],
    [90_000, 75_000, null],
    [1, 7, { percent: 20, count: 2 }],
    [0, 1, { percent: 10, count: 1 }],
  ])("after %i of %i", (verified, goal, expected) => {
    expect(nextMilestone(verified, goal)).toEqual(expected);
  });
});

describe("perDayNeeded", () => {
  const edition = { ...hours, goal: 1_000, timeZone: "America/Chicago" };
  it.each([
    ["the whole of the last day", 900, "2026-12-31T18:00:00Z", 100],
    ["the last second", 999, "2027-01-01T05:59:58Z", 1],
    ["two days, in Chicago's sense of a day", 900, "2026-12-31T05:59:00Z", 50],
    ["rounded up to whole men", 899, "2026-12-30T18:00:00Z", 51],
    ["the first day of 39", 0, "2026-11-23T17:00:00Z", 26],
    ["reached", 1_000, "2026-12-01T00:00:00Z", null],
    ["passed", 1_200, "2026-12-01T00:00:00Z", null],
    ["not open yet", 0, "2026-11-23T15:59:59Z", null],
    ["closed", 10, "2027-01-01T05:59:59Z", null],
  ])("%s", (_what, verified, time, expected) => {
    expect(perDayNeeded(edition, verified, at(time))).toBe(expected);
  });
  it("counts no day that begins with the closing", () => {
    const midnight = { ...edition, closesAt: at("2027-01-01T06:00:00Z") };
    expect(perDayNeeded(midnight, 900, at("2026-12-31T18:00:00Z"))).toBe(100);
  });
});

it("a day is that of the time zone", () => {
  expect(dayNumber(at("2026-11-22T05:59:59Z"), "America/Chicago")).toBe(
    dayNumber(at("2026-11-21T06:00:00Z"), "America/Chicago"),
  );
});
