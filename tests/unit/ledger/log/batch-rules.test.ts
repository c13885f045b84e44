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
  ["one came after three quiet days and a half", 1, ago(3.5 * DAY), false],
  ["a crowd waits, just short of an hour after the last", 100_000, ago(59), false],
  ["a crowd waits an hour after the last", 20, ago(60), true],
  ["the clock stepped back a little", 20, ago(-30), false],
  ["the last was dated by a clock that ran a day ahead", 1, ago(-DAY), true],
])("%s", (_, waiting, lastPublishedAt, due) => {
  const waitingSince = waiting > 0 ? now : null;
  expect(isDue({ waiting, waitingSince, lastPublishedAt, now })).toBe(due);
});

it.each([
  ["came a minute ago, after quiet days", ago(1), ago(2.5 * DAY), ago(-0.5 * DAY)],
  ["came before the last publication and was counted after it", ago(61), ago(60), ago(60 - DAY)],
  ["came on the stroke", ago(DAY), ago(2 * DAY), ago(DAY)],
  ["was dated by a clock that ran a month ahead", ago(-30 * DAY), ago(2.5 * DAY), ago(-0.5 * DAY)],
  ["was due while the server stood", ago(1.2 * DAY), ago(2.5 * DAY), ago(0.5 * DAY)],
])("publishes one who %s at the hour of the last publication", (_, waitingSince, lastPublishedAt, due) => {
  expect(dueAt({ waiting: 1, waitingSince, lastPublishedAt, now })).toEqual(due);
});

it("says by when what waits is published at the latest", () => {
  expect(dueAt({ waiting: 1, waitingSince: now, lastPublishedAt: null, now })).toEqual(now);
  expect(dueAt({ waiting: 1, waitingSince: now, lastPublishedAt: ago(60), now })).toEqual(ago(60 - DAY));
  expect(dueAt({ waiting: 20, waitingSince: now, lastPublishedAt: ago(20), now })).toEqual(ago(-40));
});
