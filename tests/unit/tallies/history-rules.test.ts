import { expect, test } from "vitest";
import { originOf, runningTotals, toldOf } from "#lib/tallies/history-rules.ts";

test.each([
  ["no edition before", { new: 5, renewed: 0 }, undefined, null],
  ["some came back", { new: 5, renewed: 3 }, { verified: 10 }, 7],
  ["all came back", { new: 0, renewed: 10 }, { verified: 10 }, 0],
  ["more came back than the last edition counted", { new: 0, renewed: 12 }, { verified: 10 }, 0],
])("%s", (_what, origins, previous, lapsed) => {
  expect(originOf(origins, previous)).toEqual({ ...origins, lapsed });
});

test("days add up in their order", () => {
  const days = [
    { day: "2026-12-01", change: -1 },
    { day: "2026-11-30", change: 4 },
  ];
  expect(runningTotals(days)).toEqual([
    { day: "2026-11-30", change: 4, total: 4 },
    { day: "2026-12-01", change: -1, total: 3 },
  ]);
});

test("tells of milestones that say something", () => {
  const at = new Date("2026-12-01T00:00:00Z");
  const later = new Date("2026-12-02T00:00:00Z");
  const country = (key: string, ordinal: number) => ({ kind: "country", key, ordinal, at });
  const state = (key: string, ordinal: number) => ({ kind: "state", key, ordinal, at });
  const share = (ordinal: number, moment: Date) => ({
    kind: "share",
    key: `100:${ordinal}`,
    ordinal,
    at: moment,
  });
  const noted = [
    country("US", 1),
    country("KE", 2),
    state("US-WI", 1),
    state("US-DC", 1),
    state("US-OH", 2),
    share(10, at),
    share(20, at),
    share(30, later),
  ];
  expect(toldOf(noted).map(({ key }) => key)).toEqual(["KE", "US-DC", "US-OH", "100:20", "100:30"]);
});
