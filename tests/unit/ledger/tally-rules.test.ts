import { expect, it } from "vitest";
import { isStalled, nextPatience } from "#lib/ledger/tally-rules.ts";

const now = new Date("2026-11-23T16:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

it.each([
  ["folded just now", 1, 1, false],
  ["folds nothing for long, but asks", 40, 1, false],
  ["has been asking one thing for long after a fold", 29, 29, false],
  ["neither folds nor asks", 31, 31, true],
  ["elected just now, after hours without one", 7_200, 1, false],
  ["the clock was set back while it hung", -3_600, -3_600, true],
  ["the clock was set back and it goes on", -3_600, 1, false],
])("%s", (_, folded, active, stalled) => {
  expect(isStalled({ foldedAt: ago(folded), activeAt: ago(active), now }, 30_000)).toBe(stalled);
});

it("waits longer after each time in vain, at most twenty times as long", () => {
  expect([30, 60, 480, 600].map((patience) => nextPatience(patience, 30))).toEqual([60, 120, 600, 600]);
});
