import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counties, countries, regions } from "#lib/places/lists.ts";
import { COUNTY_NOT_GIVEN, isSmall, wholeOf } from "#lib/places/population.ts";
import { type Cell, hideSmall, untold } from "#lib/places/small-places.ts";

/** `"DE 9, TV 3"` as cells. */
function cells(text: string): Cell[] {
  return text === "" ? [] : text.split(", ").map((part) => cell(part.split(" ")));
}
function cell([code = "", verified]: string[]): Cell {
  return { code, verified: Number(verified) };
}
function shown(text: string): string {
  return hideSmall(cells(text))
    .map(({ code, verified }) => `${code} ${verified ?? "-"}`)
    .join(", ");
}

it.each([
  ["55079", true, "US-WI"],
  [COUNTY_NOT_GIVEN, true, "US-WI"],
  ["TV", true, "other"],
  ["FJ", true, "other"],
  ["US-GU", true, "US-other"],
  ["US-PR", false, null],
  ["US-WY", false, null],
  ["US-AE", false, null],
  ["CA-PE", false, null],
  ["US", false, null],
  ["DJ", false, null],
  ["ZZ", true, "other"],
])("%s is small: %s, of %s", (code, small, whole) => {
  expect(isSmall(code)).toBe(small);
  expect(wholeOf(code)).toBe(whole);
});

describe("hideSmall", () => {
  it.each([
    ["nothing", "", ""],
    ["large countries as they are", "DE 1, FR 2", "DE 1, FR 2"],
    [
      "states and provinces as they are",
      "US 82, US-WI 80, US-WY 2, CA-PE 1",
      "US 82, US-WI 80, US-WY 2, CA-PE 1",
    ],
    ["nobody is not listed", "DE 0, FR 2, TV 0", "FR 2"],
    ["a small country from five on", "DE 9, TV 5", "DE 9, TV 5"],
    ["two that hide each other", "DE 9, TV 3, FJ 4, MT 7", "DE 9, TV -, FJ -, MT 7"],
    [
      "a single one takes the next smallest small one along, never a large one",
      "DE 1, TV 3, MT 7, FJ 9",
      "DE 1, TV -, MT -, FJ 9",
    ],
    ["two that sum to under five do too", "DE 9, TV 1, FJ 2, MT 7", "DE 9, TV -, FJ -, MT -"],
    [
      "five ones in five places would follow from the sum",
      "TV 1, FJ 1, MT 1, AD 1, LI 1, MC 8",
      "TV -, FJ -, MT -, AD -, LI -, MC -",
    ],
    ["two fours, where three and five may be as well", "TV 4, FJ 4, MT 6", "TV -, FJ -, MT 6"],
    ["two fours, where they may not", "TV 4, FJ 4, MT 5", "TV -, FJ -, MT -"],
    ["three fours, where 1 1 10 may be as well", "TV 4, FJ 4, AD 4, MT 11", "TV -, FJ -, AD -, MT 11"],
    ["three fours, where it may not", "TV 4, FJ 4, AD 4, MT 10", "TV -, FJ -, AD -, MT -"],
    ["of two equals both are hidden", "TV 3, FJ 7, MT 7, AD 8", "TV -, FJ -, MT -, AD 8"],
    ["all that there is, and not enough", "DE 9, TV 3", "DE 9"],
    ["all that there is, and enough", "TV 3, FJ 4", "TV -, FJ -"],
    ["all that there is, hardly more than one each", "TV 1, FJ 1, MT 1, AD 2", ""],
    [
      "territories hide among themselves",
      "US 103, US-WI 1, US-GU 3, US-VI 9, US-PR 1",
      "US 103, US-WI 1, US-GU -, US-VI -, US-PR 1",
    ],
    [
      "and so do small countries",
      "US 12, US-GU 3, US-VI 9, TV 8, MT 9",
      "US 12, US-GU -, US-VI -, TV 8, MT 9",
    ],
    ["counties", "55079 20, 55001 2, 55003 8", "55079 20, 55001 -, 55003 -"],
    ["county not given belongs to the group", "55079 20, 55000 4", "55079 -, 55000 -"],
    ["a county alone is left out, its state says it all", "55079 3", ""],
  ])("%s", (_, given, expected) => expect(shown(given)).toBe(expected));

  it.each([
    ["TV 3", ["other"]],
    ["TV 3, FJ 4", []],
    ["DE 1", []],
    ["US-GU 1, 55079 2, TV 5", ["US-other", "US-WI"]],
  ])("of the groups of %s, untold: %s", (given, expected) => expect(untold(cells(given))).toEqual(expected));
});

/**
 * The adversary knows these rules, the sum of the group (from count.json, places.json and the public log alike) and all that
 * is shown. He writes down every world with that sum, applies the rules to each, and keeps those that would show the same.
 */
describe("whoever tries all worlds", () => {
  it.each([
    ["territories", ["US-AS", "US-GU", "US-MP", "US-VI"], 34],
    ["five small countries", ["AD", "FJ", "MT", "TV", "WS"], 22],
    ["six small countries", ["AD", "FJ", "LI", "MT", "TV", "WS"], 15],
    ["three small countries", ["AD", "FJ", "TV"], 60],
  ])("cannot tell a hidden figure: %s", (_, codes, most) => {
    for (let sum = 1; sum <= most; sum++) {
      const possible = new Map<string, { hidden: number[]; values: Set<number>[] }>();
      for (const world of worlds(sum, codes.length)) {
        const out = hideSmall(codes.map((code, i) => ({ code, verified: world[i] ?? 0 })));
        const told = new Map(out.map((c) => [c.code, c.verified]));
        const hidden = codes.flatMap((code, i) => (out.length === 0 || told.get(code) === null ? [i] : []));
        const known = possible.get(JSON.stringify(out)) ?? {
          hidden,
          values: codes.map(() => new Set<number>()),
        };
        for (const i of hidden) known.values[i]?.add(world[i] ?? 0);
        possible.set(JSON.stringify(out), known);
      }
      for (const [out, { hidden, values }] of possible)
        for (const i of hidden) expect(values[i]?.size, `${codes[i]} of ${sum} in ${out}`).toBeGreaterThan(1);
    }
  });

  /** Every way to share out a sum. */
  function* worlds(sum: number, places: number): Generator<number[]> {
    if (places === 1) yield [sum];
    else
      for (let first = 0; first <= sum; first++)
        for (const rest of worlds(sum - first, places - 1)) yield [first, ...rest];
  }
});

describe("over all places of the world", () => {
  const codes = [
    ...countries("en"),
    ...regions("US", "en"),
    ...regions("CA", "en"),
    ...counties(),
    { code: COUNTY_NOT_GIVEN },
  ].map(({ code }) => code);
  const world = fc
    .tuple(fc.constantFrom(1, 4, 6, 12, 300), fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 9 }))
    .map(([most, stream, thin]) =>
      codes.map((code) => {
        const verified = Number(stream.next().value);
        return { code, verified: verified % thin === 0 ? (verified >> 4) % (most + 1) : 0 };
      }),
    );

  it("shows truly what it shows, never a small place below five, and hides no state and no large country", () => {
    fc.assert(
      fc.property(world, (given) => {
        const out = new Map(hideSmall(given).map(({ code, verified }) => [code, verified]));
        for (const { code, verified } of given) {
          const told = out.get(code);
          if (!isSmall(code)) expect(told).toBe(verified || undefined);
          else if (told) expect(told).toBe(verified);
          expect(told ?? 5).toBeGreaterThanOrEqual(isSmall(code) ? 5 : 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("says the same when two hidden places of a group change their figures, and hides no single one", () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.nat(), (given, one, other) => {
        const out = hideSmall(given);
        const hidden = Object.groupBy(
          out.filter(({ verified }) => verified === null),
          ({ code }) => wholeOf(code) ?? "",
        );
        for (const group of Object.values(hidden)) {
          expect(group?.length).toBeGreaterThan(1);
          const a = group?.[one % group.length]?.code;
          const b = group?.[other % group.length]?.code;
          const figure = (code?: string) => given.find((c) => c.code === code)?.verified ?? 0;
          const changed = given.map((c) =>
            c.code === a ? { ...c, verified: figure(b) } : c.code === b ? { ...c, verified: figure(a) } : c,
          );
          expect(hideSmall(changed)).toEqual(out);
        }
      }),
      { numRuns: 60 },
    );
  });
});
