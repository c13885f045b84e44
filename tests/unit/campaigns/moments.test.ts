import { expect, it, test } from "vitest";
import { localTime, momentIn, readLocalTime, yearsOf } from "#lib/campaigns/moments.ts";

test.each([
  ["2027-11-22T08:00", {}, "2027-11-22T14:00:00.000Z"],
  ["2027-07-01T08:00:30", {}, "2027-07-01T13:00:30.000Z"],
  ["2027-11-22", {}, "2027-11-22T06:00:00.000Z"],
  ["2027-12-31", { endOfDay: true }, "2028-01-01T05:59:59.000Z"],
  ["2027-12-31T12:00", { endOfDay: true }, "2027-12-31T18:00:00.000Z"],
  // Clocks went back at 02:00 on 7 November 2027: 01:30 was there twice. On 14 March they passed over 02:30.
  ["2027-11-07T01:30", {}, "2027-11-07T06:30:00.000Z"],
  ["2027-03-14T02:30", {}, "2027-03-14T08:30:00.000Z"],
])("%s in Chicago", (text, options, expected) => {
  expect(momentIn(text, "America/Chicago", options)?.toISOString()).toBe(expected);
});

test.each([
  "",
  "tomorrow",
  "2027-02-30",
  "2027-13-01",
  "2027-11-22T24:30",
  "2027-11-22 08:00",
  "2027-11-22T08:00Z",
])("%s is no time", (text) => {
  expect(momentIn(text, "America/Chicago")).toBeNull();
});

it("a year is that of the time zone", () => {
  const moment = new Date("2027-01-01T05:00:00Z");
  expect(yearsOf([moment], "America/Chicago")).toEqual([2026]);
  expect(yearsOf([moment], "Europe/Berlin")).toEqual([2027]);
});

test.each([
  ["2027-11-22T08:00", { ok: true, moment: new Date("2027-11-22T14:00:00Z") }],
  ["2027-11-07T01:30", { ok: true, moment: new Date("2027-11-07T06:30:00Z") }],
  ["2027-03-14T02:30", { ok: false, reason: "gap" }],
  ["2027-03-14T03:00", { ok: true, moment: new Date("2027-03-14T08:00:00Z") }],
  ["2027-11-22", { ok: false, reason: "time" }],
  ["soon", { ok: false, reason: "time" }],
])("a field with %s", (text, read) => {
  expect(readLocalTime(text, "America/Chicago")).toEqual(read);
});

it("a field shows a moment by the clocks there, on both sides of a change", () => {
  expect(localTime(new Date("2027-11-07T06:30:00Z"), "America/Chicago")).toBe("2027-11-07T01:30");
  expect(localTime(new Date("2027-11-07T07:30:00Z"), "America/Chicago")).toBe("2027-11-07T01:30");
  expect(localTime(new Date("2027-03-14T08:00:00Z"), "America/Chicago")).toBe("2027-03-14T03:00");
});
