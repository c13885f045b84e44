import { expect, it } from "vitest";
import { paceOf } from "#lib/organizers/tracker/pace-rules.ts";

// Forty days in Chicago: from midnight on 1 December to the end of 9 January.
const edition = {
  goal: 40_000,
  opensAt: new Date("2026-12-01T06:00:00Z"),
  closesAt: new Date("2027-01-10T06:00:00Z"),
  timeZone: "America/Chicago",
};

it.each([
  // moment, verified: state, expected, ahead, perDay, daysLeft
  ["2026-11-30T12:00:00Z", 0, "before", 0, 0, null, 40],
  ["2026-12-01T06:00:00Z", 0, "open", 0, 0, 1_000, 40],
  ["2026-12-01T18:00:00Z", 700, "open", 500, 200, 983, 40],
  ["2026-12-11T06:00:00Z", 8_000, "open", 10_000, -2_000, 1_067, 30],
  // The last evening: all that is missing is needed today.
  ["2027-01-10T05:59:00Z", 39_000, "open", 39_999, -999, 1_000, 1],
  ["2026-12-21T06:00:00Z", 40_000, "open", 20_000, 20_000, null, 20],
  ["2027-01-10T06:00:00Z", 39_000, "closed", 40_000, -1_000, null, 0],
  ["2027-03-01T06:00:00Z", 41_000, "closed", 40_000, 1_000, null, 0],
] as const)("at %s with %d men", (moment, verified, state, expected, ahead, perDay, daysLeft) => {
  expect(paceOf(edition, verified, new Date(moment))).toEqual({ state, expected, ahead, perDay, daysLeft });
});
