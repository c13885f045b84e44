import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import {
  contrast,
  deepened,
  judgeColor,
  nearestShade,
  OUR_ACCENT,
  PAPERS,
  readColor,
  weakest,
} from "#lib/campaigns/color-rules.ts";

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    // The grays on either side of 4.5:1 against white, as every checker has them.
    ["#767676", "#ffffff", 4.54],
    ["#777777", "#ffffff", 4.48],
    ["#ff0000", "#ffffff", 4],
  ])("of %s and %s is %d, in either order", (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 2);
    expect(contrast(other, one)).toBeCloseTo(expected, 2);
  });
});

describe("readColor", () => {
  it.each([
    ["#0B5D4E", "#0b5d4e"],
    ["0b5d4e", "#0b5d4e"],
    [" #abc ", "#aabbcc"],
    ["green", null],
    ["#12345", null],
    ["#0b5d4e80", null],
    ["#0b5d4g", null],
    ["", null],
    ["#0b5d4e}body{display:none", null],
  ])("reads %j as %j", (typed, color) => expect(readColor(typed)).toBe(color));
});

describe("judgeColor", () => {
  it.each([OUR_ACCENT, "#1d4ed8", "#7a1f1f", "#000000", "#5b21b6", "#003f7f", "#4a4a4a"])(
    "takes %s, with an accent for the dark scheme that is read there",
    (color) => {
      const judged = judgeColor(color);
      if (!judged.ok) throw new Error(JSON.stringify(judged));
      expect(judged.accents.light).toBe(color);
      expect(weakest(judged.accents.dark, "dark")).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(["#ffcc00", "#6fcfb4", "#ffffff", "#ff0000", "#00ff00", "#777777", "#e97451"])(
    "refuses %s and offers the nearest shade that passes",
    (color) => {
      const judged = judgeColor(color);
      if (judged.ok || judged.reason !== "contrast") throw new Error(JSON.stringify(judged));
      expect(judged.ratio).toBeLessThan(4.5);
      const { nearest } = judged;
      expect(judgeColor(nearest).ok).toBe(true);
      // It is the nearest: hardly anything is left to give away.
      expect(weakest(nearest, "light")).toBeLessThan(4.65);
    },
  );

  it("keeps the hue of what it darkens", () => {
    const [r = 0, g = 0, b = 0] = parts(nearestShade("#ffcc00", "light"));
    expect(r).toBeGreaterThan(g);
    expect(g).toBeGreaterThan(b);
    // A gray stays gray.
    expect(new Set(parts(nearestShade("#999999", "light"))).size).toBe(1);
  });

  it("says so where it is no color", () => {
    expect(judgeColor("teal")).toEqual({ ok: false, reason: "not_a_color", nearest: null, ratio: null });
  });
});

test("Whatever is pointed at is read as well", () => {
  for (const color of [OUR_ACCENT, "#1d4ed8", "#7a1f1f"]) {
    const judged = judgeColor(color);
    if (!judged.ok) throw new Error(color);
    expect(weakest(deepened(judged.accents.light, "light"), "light")).toBeGreaterThanOrEqual(4.5);
    expect(weakest(deepened(judged.accents.dark, "dark"), "dark")).toBeGreaterThanOrEqual(4.5);
  }
});

test("The papers are those of the style sheet, and our own accent passes on them", () => {
  const css = readFileSync(join(import.meta.dirname, "../../../app/styles/tokens.css"), "utf8");
  const [light = "", dark = ""] = css.split("prefers-color-scheme: dark");
  const said = (part: string) =>
    ["paper", "sheet", "wash"].map((name) => new RegExp(`--${name}: (#\\w+);`).exec(part)?.[1]);
  expect(said(light)).toEqual([...PAPERS.light.behind]);
  expect(said(dark)).toEqual([...PAPERS.dark.behind]);
  expect(light).toContain(`--accent: ${OUR_ACCENT};`);
  expect(judgeColor(OUR_ACCENT).ok).toBe(true);
});

function parts(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
