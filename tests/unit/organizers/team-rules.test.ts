import { expect, test } from "vitest";
import { shown, shownDays } from "#lib/organizers/teams/rules.ts";

test.each([
  [-1, false, 0],
  [0, false, 0],
  [1, false, null],
  [4, false, null],
  [5, false, 5],
  [1, true, 1],
])("%i men, exact %s: %s is shown", (men, isExact, told) => {
  expect(shown(men, isExact)).toBe(told);
});

const days = (...men: number[]) => men.map((count, n) => ({ day: `2026-11-${20 - n}`, men: count }));
test.each([
  ["many on each day", [6, 7], 13, [6, 7]],
  ["too few altogether: no day is told, not even an empty one", [3, 0], 3, [null, null]],
  ["two small days hide each other", [2, 8, 1], 11, [null, 8, null]],
  ["one small day would follow from the sum, so the next smallest goes too", [2, 8, 9], 19, [null, null, 9]],
  ["an empty day hides nobody while another can", [2, 0, 9], 11, [null, 0, null]],
  ["with nothing else an empty day does", [4, 0, 0], 9, [null, null, 0]],
])("%s", (_, men, total, told) => {
  expect(shownDays(days(...men), total, false).map((day) => day.men)).toEqual(told);
  expect(shownDays(days(...men), total, true).map((day) => day.men)).toEqual(men);
});
