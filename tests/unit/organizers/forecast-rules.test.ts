import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastOf } from "#lib/organizers/tracker/forecast-rules.ts";

// It opens at 10 in the morning of 1 December in Chicago, and closes with 31 December.
const edition = {
  opensAt: new Date("2026-12-01T16:00:00Z"),
  closesAt: new Date("2027-01-01T06:00:00Z"),
  timeZone: "America/Chicago",
};
/** Changes from 1 December on; null for a day without any. */
const from1December = (...changes: (number | null)[]) =>
  changes.flatMap((change, i) =>
    change === null ? [] : [{ day: `2026-12-${String(i + 1).padStart(2, "0")}`, change }],
  );
const midnight = (day: number) => new Date(Date.UTC(2026, 11, day, 6));
const forecast = (verified: number, days: { day: string; change: number }[], now: Date) =>
  forecastOf(edition, { verified, days }, now);

describe("says nothing", () => {
  it.each([
    ["before the opening", new Date("2026-12-01T15:59:59Z"), [], "not_open"],
    ["after the close", new Date("2027-01-01T06:00:00Z"), from1December(500, 500, 500, 500), "not_open"],
    ["on the first day", midnight(2), from1December(5_000), "too_early"],
    ["with two full days", midnight(4), from1December(5_000, 900, 900), "too_early"],
    ["with three days and hardly anybody", midnight(5), from1December(300, 6, 6, 7), "too_early"],
    ["after a week in which nobody came", midnight(20), from1December(5_000, 900, 900, 900), "too_early"],
  ] as const)("%s", (_, now, days, state) => {
    expect(forecast(1_000, [...days], now)).toEqual({ state });
  });
});

describe("makes a range", () => {
  it("of the slowest and the best day while there are few", () => {
    // Three full days, 28 days left: 2,800 to 8,400 more.
    expect(forecast(1_600, from1December(1_000, 100, 200, 300), midnight(5))).toEqual({
      state: "range",
      low: 4_300,
      middle: 7_000,
      high: 9_700,
      days: 3,
      perDay: 200,
    });
  });
  it("without the slowest and the best day of a week", () => {
    const days = from1December(9_000, 10, 100, 110, 120, 130, 140, 5_000);
    // Eight days have gone, 22.75 are left after the morning of the ninth.
    const found = forecast(14_610, days, new Date("2026-12-09T12:00:00Z"));
    expect(found).toEqual({
      state: "range",
      low: 16_800,
      middle: 17_300,
      high: 17_800,
      days: 7,
      perDay: 120,
    });
  });
  it("of the last seven days, however many there were", () => {
    const flat = Array.from({ length: 20 }, (_, i) => (i < 13 ? 10_000 : 100));
    const found = forecast(130_700, from1December(...flat), midnight(21));
    expect(found).toMatchObject({ low: 131_800, middle: 131_800, high: 131_800, days: 7, perDay: 100 });
  });
  it("that counts a day without anybody, and one that fell, as none", () => {
    const found = forecast(1_000, from1December(500, 100, null, -50, 100, 100), midnight(7));
    // 0 and 0 and 100, 100, 100: without the extremes 0, 100, 100; 25 days are left.
    expect(found).toMatchObject({ low: 1_000, middle: 3_500, high: 3_500, days: 5, perDay: 100 });
  });
  it("that narrows to the number itself in the last minute", () => {
    const found = forecast(1_000, from1December(...Array(31).fill(100)), new Date("2027-01-01T05:59:59Z"));
    expect(found).toMatchObject({ low: 1_000, middle: 1_000, high: 1_001 });
  });
});

it("is never below the count, and in order, whatever the days were", () => {
  const changes = fc.array(fc.integer({ min: -2_000, max: 500_000 }), { maxLength: 31 });
  const at = fc.integer({ min: edition.opensAt.getTime(), max: edition.closesAt.getTime() - 1 });
  fc.assert(
    fc.property(changes, fc.nat(10_000_000), at, (days, verified, time) => {
      const found = forecast(verified, from1December(...days), new Date(time));
      if (found.state !== "range") return;
      expect(found.low).toBeGreaterThanOrEqual(verified);
      expect(found.middle).toBeGreaterThanOrEqual(found.low);
      expect(found.high).toBeGreaterThanOrEqual(found.middle);
    }),
  );
});
