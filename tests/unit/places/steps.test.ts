import fc from "fast-check";
import { expect, it } from "vitest";
import { shadeOf, stepOf, stepsOf } from "#lib/places/steps.ts";

it.each([
  ["nobody", [], ""],
  ["nobody either", [0, 0], ""],
  ["one man", [1], "1+"],
  ["one each", [1, 1, 1], "1+"],
  ["a million in one place", [1_000_000], "1000000+"],
  ["five different figures", [6, 2, 1, 1, 9, 30], "1, 2-5, 6-8, 9-29, 30+"],
  ["a large state and small ones", [1, 1, 1, 2, 2, 2, 3, 3, 5, 7, 40_000], "1, 2, 3-4, 5+"],
  [
    "fifty states",
    Array.from({ length: 50 }, (_, i) => 10 + i * i * 30),
    "10-2999, 3000-9999, 10000-19999, 20000-29999, 30000+",
  ],
])("%s", (_, figures, expected) => {
  const text = stepsOf(figures).map(({ from, to }) =>
    to === null ? `${from}+` : from === to ? `${from}` : `${from}-${to}`,
  );
  expect(text.join(", ")).toBe(expected);
});

it("has for every figure one of at most five classes, and none without a figure", () => {
  const some = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 10_000_000 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(some, (figures) => {
      const steps = stepsOf(figures);
      expect(steps.length).toBeLessThanOrEqual(5);
      expect(new Set(figures.map((figure) => stepOf(steps, figure)))).toEqual(new Set(steps.keys()));
      for (const [i, { from, to }] of steps.entries())
        expect(to === null ? i : from).toBe(to === null ? steps.length - 1 : Math.min(from, to));
    }),
  );
});

it.each([
  [1, [3]],
  [2, [0, 4]],
  [3, [0, 2, 4]],
  [5, [0, 1, 2, 3, 4]],
])("%i classes have the shades %j", (count, shades) => {
  expect(Array.from({ length: count }, (_, step) => shadeOf(step, count))).toEqual(shades);
});
