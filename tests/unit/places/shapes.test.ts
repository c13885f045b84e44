import { describe, expect, it } from "vitest";
import { counties, countries, regions } from "#lib/places/lists.ts";
import { atlas, type MapName } from "#lib/places/shapes.ts";

const codesOf = (name: MapName) => atlas(name, "fine").shapes.map(({ code }) => code);

it("has the outline of every state and of DC", () => {
  const states = regions("US", "en").filter(({ group }) => group === "states");
  expect(states).toHaveLength(51);
  expect(codesOf("us").sort()).toEqual(states.map(({ code }) => code).sort());
});

it("has the outline of each of Wisconsin's 72 counties", () => {
  expect(codesOf("wisconsin").sort()).toEqual(
    counties()
      .map(({ code }) => code)
      .sort(),
  );
});

it("has countries under the codes that are counted, each once, and Puerto Rico as part of the United States", () => {
  const offered = new Set(countries("en").map(({ code }) => code));
  const drawn = codesOf("world");
  expect(drawn.filter((code) => !offered.has(code))).toEqual([]);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.length).toBeGreaterThan(165);
  expect(drawn).toEqual(expect.arrayContaining(["US", "KE", "GB", "FR", "NO", "RU", "NZ", "TW"]));
  // What has no code of ISO 3166-1 is land without a figure.
  expect(atlas("world", "fine").land).toMatch(/^M/);
});

describe.each(["us", "world", "wisconsin"] as const)("the map %s", (name) => {
  it.each(["fine", "coarse"] as const)("%s: every path is closed and within its frame", (grain) => {
    const { width, height, shapes } = atlas(name, grain);
    for (const { code, d } of shapes) {
      expect(d, code).toMatch(/^(M-?\d+ -?\d+l-?[\d -]+z)+$/);
      for (const [x, y] of pointsOf(d)) {
        expect(x >= -1 && x <= width + 1 && y >= -1 && y <= height + 1, `${code} ${x} ${y}`).toBe(true);
      }
    }
  });
});

it("is made once", () => expect(atlas("us", "fine")).toBe(atlas("us", "fine")));

it("weighs little enough for a phone", () => {
  const weight = (name: MapName, grain: "fine" | "coarse") =>
    atlas(name, grain).shapes.reduce((sum, { d }) => sum + d.length, 0);
  expect(weight("us", "fine") + weight("world", "fine") + weight("wisconsin", "fine")).toBeLessThan(64_000);
  expect(weight("us", "coarse")).toBeLessThan(8_000);
});

function pointsOf(d: string): [number, number][] {
  return d
    .split("M")
    .slice(1)
    .flatMap((ring) => {
      let [x, y] = [0, 0];
      const numbers = ring.match(/-?\d+/g)?.map(Number) ?? [];
      return Array.from({ length: numbers.length / 2 }, (_, i): [number, number] => {
        [x, y] = [x + (numbers[2 * i] ?? 0), y + (numbers[2 * i + 1] ?? 0)];
        return [x, y];
      });
    });
}
