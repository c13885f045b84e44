import { expect, it } from "vitest";
import { dueAt, isDue } from "#lib/ledger/log/batch-rules.ts";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const DAY = 24 * 60;

it.each([
  ["nothing was ever published and nothing waits", 0, null, false],
  ["nothing was ever published and something waits", 1, null, true],
  ["nothing waits since long ago", 0, ago(100 * DAY), false],
  ["few wait, an hour after the last", 19, ago(60), false],
  ["few wait, just short of a day after the last", 1, ago(DAY - 1), false],
  ["one waits a day after the last", 1, ago(DAY), true],
  ["a crowd waits, just short of an hour after the last", 100_000, ago(59), false],
  ["a crowd waits an hour after the last", 20, ago(60), true],
  ["the clock stepped back a little", 20, ago(-30), false],
  ["the last was dated by a clock that ran a day ahead", 1, ago(-DAY), true],
])("%s", (_, waiting, lastPublishedAt, due) => {
  expect(isDue({ waiting, lastPublishedAt, now })).toBe(due);
});

it("says by when what waits is published at the latest", () => {
  expect(dueAt({ waiting: 1, lastPublishedAt: null, now })).toEqual(now);
  expect(dueAt({ waiting: 1, lastPublishedAt: ago(60), now })).toEqual(ago(60 - DAY));
  expect(dueAt({ waiting: 20, lastPublishedAt: ago(20), now })).toEqual(ago(-40));
});
