import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COUNTY_NOT_GIVEN, isSmall } from "#lib/places/population.ts";
import { type Cell, hideSmall } from "#lib/places/small-places.ts";

/** `"DE 12, TV 3"` as cells. */
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

describe("isSmall", () => {
  it.each([
    ["55079", true],
    [COUNTY_NOT_GIVEN, true],
    ["TV", true],
    ["FJ", true],
    ["US-GU", true],
    ["US-PR", false],
    ["US-WY", false],
    ["US-AE", false],
    ["CA-PE", false],
    ["US", false],
    ["DJ", false],
    ["ZZ", true],
  ])("%s: %s", (code, small) => expect(isSmall(code)).toBe(small));
});

describe("hideSmall", () => {
  it.each([
    ["nothing", "", ""],
    ["large countries as they are", "DE 1, FR 2", "DE 1, FR 2"],
    ["nobody is not listed", "DE 0, FR 2, TV 0", "FR 2"],
    ["a small country from five on", "DE 9, TV 5", "DE 9, TV 5"],
    ["two that hide each other", "DE 9, TV 3, FJ 4, MT 7", "DE 9, TV -, FJ -, MT 7"],
    ["a single one takes the next smallest along", "DE 9, FR 20, TV 3", "DE -, FR 20, TV -"],
    ["two that sum to under five do too", "DE 9, FR 20, TV 1, FJ 2", "DE -, FR 20, TV -, FJ -"],
    [
      "five ones in five places would follow from the sum",
      "FR 20, TV 1, FJ 1, MT 1, AD 1, LI 1",
      "FR -, TV -, FJ -, MT -, AD -, LI -",
    ],
    ["two fours where three may be a five", "FR 20, DE 5, TV 4, FJ 4", "FR 20, DE 5, TV -, FJ -"],
    ["fours only, when all shown are smaller", "FR 3, TV 4, FJ 4", "FR -, TV -, FJ -"],
    ["all that there is, and not enough", "TV 3", ""],
    ["all that there is, and enough", "TV 3, FJ 4", "TV -, FJ -"],
    [
      "a territory hides among the states",
      "US 103, US-WI 80, US-IL 20, US-GU 3",
      "US 103, US-WI 80, US-IL -, US-GU -",
    ],
    ["states are not hidden for being small", "US 82, US-WI 80, US-WY 2", "US 82, US-WI 80, US-WY 2"],
    [
      "the United States hides nobody else's",
      "US 83, US-WI 80, US-GU 3, CA 2, CA-PE 2",
      "US 83, US-WI -, US-GU -, CA 2, CA-PE 2",
    ],
    [
      "counties",
      "US 30, US-WI 30, 55079 20, 55001 2, 55003 8",
      "US 30, US-WI 30, 55079 20, 55001 -, 55003 -",
    ],
    ["county not given belongs to the group", "US-WI 24, 55079 20, 55000 4", "US-WI 24, 55079 -, 55000 -"],
    ["a county alone is left out, its state says it all", "US 3, US-WI 3, 55079 3", "US 3, US-WI 3"],
    ["the parts of a hidden place are left out", "US 9, US-WI 9, 55079 9, DE 30, TV 2", "US -, DE 30, TV -"],
    ["counties without their state are judged alike", "55079 20, 55001 2", "55079 -, 55001 -"],
    ["regions without their country", "US-WI 20, US-GU 2, CA-ON 30", "US-WI -, US-GU -, CA-ON 30"],
  ])("%s", (_, given, expected) => expect(shown(given)).toBe(expected));
});

describe("what follows from a group's total, for a reader who knows what is hidden and why", () => {
  const codes = ["AD", "FJ", "TV", "DE", "FR"];
  const figures = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 5, maxLength: 5 });

  it("is no hidden figure", () => {
    fc.assert(
      fc.property(figures, (numbers) => {
        const given = codes.map((code, i) => ({ code, verified: numbers[i] ?? 0 }));
        const out = hideSmall(given);
        const hidden = out.filter(({ verified }) => verified === null).map(({ code }) => code);
        const worlds = alike(given, hidden);
        for (const code of hidden) {
          const possible = new Set(worlds.map((world) => world.get(code)));
          expect(possible.size, `${code} in ${JSON.stringify(given)}`).toBeGreaterThan(1);
        }
      }),
      { numRuns: 20000 },
    );
  });

  it("never shows a small place below five, and shows the others truly", () => {
    fc.assert(
      fc.property(figures, (numbers) => {
        const given = codes.map((code, i) => ({ code, verified: numbers[i] ?? 0 }));
        for (const { code, verified } of hideSmall(given)) {
          if (verified === null) continue;
          expect(verified).toBe(given.find((g) => g.code === code)?.verified);
          expect(verified >= 5 || !isSmall(code)).toBe(true);
        }
      }),
    );
  });

  /** Every way to fill the hidden cells with their sum that fits what these rules hide for its own and for others' sake. */
  function alike(given: Cell[], hidden: string[]): Map<string, number>[] {
    const leastShown = Math.min(
      ...given.filter((g) => g.verified > 0 && !hidden.includes(g.code)).map((g) => g.verified),
    );
    const total = given
      .filter(({ code }) => hidden.includes(code))
      .reduce((sum, { verified }) => sum + verified, 0);
    return splits(total, hidden.length)
      .map((parts) => new Map(hidden.map((code, i) => [code, parts[i] ?? 0])))
      .filter((world) => {
        const own = [...world].filter(([code, verified]) => isSmall(code) && verified < 5);
        const others = [...world].filter(([code]) => !own.some(([c]) => c === code));
        return own.length > 0 && others.every(([, verified]) => verified <= leastShown);
      });
  }

  function splits(total: number, count: number): number[][] {
    if (count === 0) return total === 0 ? [[]] : [];
    return Array.from({ length: Math.max(0, total - count + 1) }, (_, i) => i + 1).flatMap((first) =>
      splits(total - first, count - 1).map((rest) => [first, ...rest]),
    );
  }
});
