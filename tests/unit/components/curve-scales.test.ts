import { describe, expect, it, test } from "vitest";
import { apart, curveScales } from "../../../components/curve-scales.ts";

const size = { width: 342, height: 300 };
const number = (value: number) => value.toLocaleString("en-US");
const curve = (end: number, total: number) => ({
  key: "2026",
  label: `2026: ${number(total)}`,
  isMain: true,
  points: [
    { x: 0, total: 0 },
    { x: end, total },
  ],
});

describe("the scales of a picture of curves", () => {
  it.each([
    ["is near", 100_000, true],
    ["would flatten the curves", 300_000, false],
    ["is none", null, false],
  ])("show the goal's line unless it %s", (_what, goal, shows) => {
    const { showsGoal, y } = curveScales({ curves: [curve(30, 62_588)], goal, days: 40, size, number });
    expect(showsGoal).toBe(shows);
    expect(y(62_588)).toBeGreaterThanOrEqual(28);
    if (shows && goal) expect(y(goal)).toBeGreaterThanOrEqual(28);
  });
  it("leave room for the name at the end of the longest curve", () => {
    for (const end of [1, 20, 40]) {
      const { x } = curveScales({ curves: [curve(end, 1_234_567)], goal: null, days: 40, size, number });
      expect(x(end) + 14 + 7.6 * "2026: 1,234,567".length).toBeLessThanOrEqual(size.width + 0.01);
      expect(x(40)).toBeGreaterThan(x(0));
    }
  });
  it("bear one man on the first day", () => {
    const { yTicks, xTicks } = curveScales({ curves: [curve(1, 1)], goal: 75_000, days: 40, size, number });
    expect(yTicks).toEqual([1]);
    expect(xTicks.every(Number.isInteger)).toBe(true);
  });
});

test.each([
  [
    [100, 50],
    [100, 50],
  ],
  [
    [100, 100],
    [100, 83],
  ],
  [
    [50, 60, 55],
    [26, 60, 43],
  ],
  [[], []],
])("labels at %j are put at %j", (heights, expected) => {
  expect(apart(heights, 17, 270)).toEqual(expected);
});
