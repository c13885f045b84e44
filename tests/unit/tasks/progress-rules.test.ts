import { expect, test } from "vitest";
import { percentDone, secondsLeft } from "#lib/tasks/progress-rules.ts";

test.each([
  [0, null, null],
  [5, null, null],
  [0, 0, 100],
  [0, 10, 0],
  [1, 3, 33],
  [999, 1_000, 99],
  [10, 10, 100],
  // What is left can shrink while it runs.
  [12, 10, 100],
])("%i of %s is %s percent", (done, total, percent) => {
  expect(percentDone({ done, total })).toBe(percent);
});

test.each([
  [0, 100, 0, null],
  [10, null, 10, null],
  [10, 100, 10, 90],
  [50, 100, 10, 10],
  [100, 100, 10, 0],
  [120, 100, 10, 0],
])("%i of %s in %i seconds leaves %s", (done, total, spent, left) => {
  const startedAt = new Date("2026-11-23T16:00:00Z");
  expect(secondsLeft({ done, total, startedAt }, new Date(startedAt.getTime() + spent * 1_000))).toBe(left);
});
