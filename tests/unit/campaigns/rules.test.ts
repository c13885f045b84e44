import { describe, expect, it } from "vitest";
import { currentEdition, editionState, isFinal, signedVersion } from "#lib/campaigns/rules.ts";

const at = (text: string) => new Date(text);

describe("editionState", () => {
  const edition = { opensAt: at("2026-11-23T16:00:00Z"), closesAt: at("2027-01-01T05:59:59Z") };
  it.each([
    ["2026-11-23T15:59:59.999Z", "before"],
    ["2026-11-23T16:00:00Z", "open"],
    ["2027-01-01T05:59:58.999Z", "open"],
    ["2027-01-01T05:59:59Z", "closed"],
  ])("at %s it is %s", (time, state) => {
    expect(editionState(edition, at(time))).toBe(state);
  });
});

describe("currentEdition", () => {
  const edition = (year: number, more: { goal?: number | null; isCounted?: boolean } = {}) => ({
    year,
    goal: 75_000,
    isCounted: true,
    opensAt: at(`${year}-11-20T00:00:00Z`),
    closesAt: at(`${year}-12-31T00:00:00Z`),
    ...more,
  });
  it.each([
    ["none", [], null],
    ["the open one before the next and the last", [edition(2025), edition(2026), edition(2027)], 2026],
    [
      "the next one before those that closed",
      [edition(2024), edition(2025), edition(2028), edition(2027)],
      2027,
    ],
    ["the last that closed", [edition(2024), edition(2025)], 2025],
    [
      "one that counted before one of which figures were reported",
      [edition(2024), edition(2025, { isCounted: false })],
      2024,
    ],
    ["never one without a goal", [edition(2024), edition(2025, { goal: null })], 2024],
    ["none where none has a goal", [edition(2025, { goal: null })], null],
  ])("%s", (_what, editions, year) => {
    expect(currentEdition(editions, at("2026-12-01T00:00:00Z"))?.year ?? null).toBe(year);
  });
});

describe("isFinal", () => {
  const edition = { closesAt: at("2027-01-01T05:59:59Z") };
  it.each([
    ["2026-12-31T00:00:00Z", false],
    ["2027-01-08T05:59:59Z", false],
    ["2027-01-08T05:59:59.001Z", true],
  ])("at %s is %s", (time, is) => {
    expect(isFinal(edition, at(time))).toBe(is);
  });
});

describe("signedVersion", () => {
  const now = at("2026-12-10T12:00:00Z");
  const replaced = new Map([
    [1, at("2026-12-01T12:00:00Z")],
    [2, at("2026-12-09T12:00:01Z")],
    [3, null],
    [4, null],
  ]);
  it.each([
    ["no version: the text in force", null, 3],
    ["the text in force", 3, 3],
    ["a text replaced less than 24 hours ago", 2, 2],
    ["a text replaced long ago", 1, null],
    ["a text that is not in force yet", 4, null],
    ["a text that there never was", 0, null],
  ])("takes %s", (_what, posted, version) => {
    expect(signedVersion(posted, 3, replaced, now)).toBe(version);
  });
  it("refuses at 24 hours to the millisecond", () => {
    expect(signedVersion(2, 3, new Map([[2, at("2026-12-09T12:00:00Z")]]), now)).toBeNull();
  });
});
