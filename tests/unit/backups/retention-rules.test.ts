import { expect, it } from "vitest";
import { fileName, madeAt } from "#lib/backups/file-name.ts";
import { superfluous } from "#lib/backups/retention-rules.ts";
import { isOverdue } from "#lib/backups/watch-rules.ts";

const at = (text: string) => new Date(`${text}Z`);
const names = (days: string[]) => {
  const all = days.map((day) => ({ name: day, at: at(day) }));
  const gone = superfluous(all).map(({ name }) => name);
  return days.filter((day) => !gone.includes(day));
};

it("keeps the newest of seven days and of four weeks", () => {
  // 60 nights in a row, the last one a Saturday.
  const nights = Array.from({ length: 60 }, (_, index) =>
    new Date(Date.UTC(2026, 10, 21, 8, 37) - index * 86_400_000).toISOString().slice(0, 16),
  ).reverse();
  expect(names(nights)).toEqual([
    // Sundays of the three weeks before this one; that of last week is one of the seven nights.
    "2026-11-01T08:37",
    "2026-11-08T08:37",
    "2026-11-15T08:37",
    "2026-11-16T08:37",
    "2026-11-17T08:37",
    "2026-11-18T08:37",
    "2026-11-19T08:37",
    "2026-11-20T08:37",
    "2026-11-21T08:37",
  ]);
});

it.each([
  ["nothing", [], []],
  [
    "of one day the newest",
    ["2026-11-21T08:37", "2026-11-21T12:00", "2026-11-21T09:00"],
    ["2026-11-21T12:00"],
  ],
  [
    "what a machine that slept for months has",
    ["2026-03-01T08:37", "2026-03-02T08:37", "2026-11-21T08:37"],
    ["2026-03-01T08:37", "2026-03-02T08:37", "2026-11-21T08:37"],
  ],
])("keeps %s", (_, days, kept) => {
  expect(names(days)).toEqual(kept);
});

it("reads from a name when it was made, and from no other name anything", () => {
  const made = at("2026-11-21T08:37:05.042");
  const name = fileName("0199f3a0-0000-7000-8000-0000deadbeef", made);
  expect(name).toBe("countersign-20261121T083705042Z-deadbeef.age");
  expect(madeAt(name)).toEqual(made);
  for (const other of [
    "countersign.age",
    `${name}.part`,
    `x${name}`,
    "countersign-20261321T083705042Z-deadbeef.age",
  ])
    expect(madeAt(other)).toBeNull();
});

const now = at("2026-11-21T12:00");
it.each([
  ["a new installation", { lastGood: null, since: "2026-11-20T11:00" }, false],
  ["an installation that never made one", { lastGood: null, since: "2026-11-20T09:59" }, true],
  ["one that made one last night", { lastGood: "2026-11-21T08:37", since: "2026-01-01T00:00" }, false],
  ["exactly 26 hours", { lastGood: "2026-11-20T10:00", since: "2026-01-01T00:00" }, false],
  ["a minute more", { lastGood: "2026-11-20T09:59", since: "2026-01-01T00:00" }, true],
])("judges %s", (_, { lastGood, since }, overdue) => {
  expect(isOverdue({ lastGood: lastGood ? at(lastGood) : null, since: at(since) }, now)).toBe(overdue);
});
