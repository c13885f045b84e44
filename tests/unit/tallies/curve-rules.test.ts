import { expect, test } from "vitest";
import { curveOf, lastDay } from "#lib/tallies/curve-rules.ts";

const at = (text: string) => new Date(text);
const edition = {
  opensAt: at("2026-11-23T16:00:00Z"),
  closesAt: at("2026-11-27T05:59:59Z"),
  timeZone: "America/Chicago",
};
const days = [
  { day: "2026-11-23", total: 4 },
  { day: "2026-11-25", total: 6 },
];
const totals = (now: string, more = days) =>
  curveOf({ ...edition, days: more }, at(now)).map(({ total }) => total);

test("an edition's last day is its own, in its time zone", () => {
  expect(lastDay(edition)).toBe(4);
  expect(lastDay({ ...edition, closesAt: at("2026-11-27T06:00:00Z") })).toBe(4);
});

test.each([
  ["before it opens", "2026-11-22T12:00:00Z", []],
  ["on its first day", "2026-11-23T17:00:00Z", [0, 4]],
  ["with a day on which nothing changed", "2026-11-24T17:00:00Z", [0, 4, 4]],
  ["up to today", "2026-11-25T17:00:00Z", [0, 4, 4, 6]],
  [
    "to a week after the closing and no further",
    "2027-03-01T00:00:00Z",
    [0, 4, 4, 6, 6, 6, 6, 6, 6, 6, 6, 6],
  ],
])("%s", (_what, now, expected) => {
  expect(totals(now)).toEqual(expected);
});

test("nothing is drawn where nobody was counted", () => {
  expect(totals("2026-11-25T17:00:00Z", [])).toEqual([]);
});

test("what was counted before the opening belongs to the first day", () => {
  expect(totals("2026-11-23T17:00:00Z", [{ day: "2026-11-22", total: 2 }, ...days])).toEqual([0, 4]);
  expect(totals("2026-11-23T17:00:00Z", [{ day: "2026-11-22", total: 2 }])).toEqual([0, 2]);
});
