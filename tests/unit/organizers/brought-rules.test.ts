import { expect, test } from "vitest";
import { afterChanges, cohortsOf } from "#lib/organizers/tracker/brought-rules.ts";

const change = (figure: "generation" | "men" | "brought", key: string, by: number) => ({
  editionId: "e",
  figure,
  key,
  change: by,
});

test("Changes add up, and what was before stays as it was", () => {
  const first = afterChanges({}, [
    change("generation", "0", 3),
    change("generation", "2", 1),
    change("men", "2026-11-16", 4),
    change("brought", "2026-11-09", 1),
  ]);
  expect(first).toEqual({
    e: {
      generations: [3, 0, 1],
      weeks: { "2026-11-16": { men: 4, brought: 0 }, "2026-11-09": { men: 0, brought: 1 } },
    },
  });
  const second = afterChanges(first, [change("generation", "0", -1), change("men", "2026-11-16", -1)]);
  expect(second.e).toMatchObject({ generations: [2, 0, 1], weeks: { "2026-11-16": { men: 3 } } });
  expect(first.e?.generations).toEqual([3, 0, 1]);
});

test("Weeks come the newest first, with what each man brought", () => {
  const weeks = {
    "2026-11-02": { men: 4, brought: 6 },
    "2026-11-09": { men: 0, brought: 0 },
    "2026-11-16": { men: 3, brought: 0 },
    // All of them left again; those whom they brought stay.
    "2026-10-26": { men: 0, brought: 2 },
  };
  expect(cohortsOf({ generations: [], weeks })).toEqual([
    { week: "2026-11-16", men: 3, brought: 0, k: 0 },
    { week: "2026-11-02", men: 4, brought: 6, k: 1.5 },
    { week: "2026-10-26", men: 0, brought: 2, k: null },
  ]);
});
