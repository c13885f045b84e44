import { expect, it } from "vitest";
import { isDutyDue, isStalled, nextPatience } from "#lib/ledger/tally-rules.ts";

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

it.each([
  ["never done", 5_000, undefined, false, true],
  ["done a second ago", 5_000, { at: 9_000, failures: 0 }, true, false],
  ["done long ago", 5_000, { at: 5_000, failures: 0 }, false, true],
  ["after each fold, and nothing is new", 0, { at: 0, failures: 0 }, false, false],
  ["after each fold, and something is new", 0, { at: 9_999, failures: 0 }, true, true],
  ["failed a moment ago", 0, { at: 9_500, failures: 1 }, true, false],
  ["failed a second ago", 0, { at: 9_000, failures: 1 }, false, true],
  ["failed three times", 5_000, { at: 6_001, failures: 3 }, true, false],
  ["failed three times, four seconds ago", 5_000, { at: 6_000, failures: 3 }, true, true],
  ["fails for ever", 0, { at: -50_001, failures: 40 }, true, true],
])("a duty is due or not: %s", (_, every, last, hasNew, due) => {
  expect(isDutyDue(every, { last, hasNew, now: 10_000 })).toBe(due);
});
