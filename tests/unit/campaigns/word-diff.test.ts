import fc from "fast-check";
import { expect, it, test } from "vitest";
import { type DiffPart, wordDiff } from "#lib/campaigns/word-diff.ts";

const brief = (parts: DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `{-${text}-}`))
    .join("");
const without = (kind: DiffPart["kind"], parts: DiffPart[]) =>
  parts
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join("");

test.each([
  ["I will not buy.", "I will not buy.", "I will not buy."],
  ["I will not buy.", "I will never buy.", "I will {-not-}{+never+} buy."],
  ["I will not buy.", "I will not buy sex.", "I will not buy{+ sex+}."],
  ["I will not stand by.", "We shall not stand by.", "{-I will-}{+We shall+} not stand by."],
  ["", "I will.", "{+I will.+}"],
  ["I will.", "", "{-I will.-}"],
  ["One.\nTwo.", "One.\nThree.", "One.\n{-Two-}{+Three+}."],
  ["I know.", "I know.\nI ask.", "I know.{+\nI ask.+}"],
  ["One.\nTwo.", "One.", "One.{-\nTwo.-}"],
])("%j to %j", (before, after, shown) => {
  expect(brief(wordDiff(before, after, "en"))).toBe(shown);
});

it("keeps whole words of other scripts, accents and marks", () => {
  expect(brief(wordDiff("No compraré sexo.", "No compraré ningún sexo.", "es"))).toBe(
    "No compraré {+ningún +}sexo.",
  );
  expect(brief(wordDiff("لن أشتري", "لن أبيع", "ar"))).toBe("لن {-أشتري-}{+أبيع+}");
});

it("gives both texts back, whatever they are", () => {
  const text = fc.array(fc.constantFrom("I", "will", "not", " ", "\n", ".", "añil", "👍🏽"), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const parts = wordDiff(a.join(""), b.join(""), "en");
      expect(without("added", parts)).toBe(a.join(""));
      expect(without("removed", parts)).toBe(b.join(""));
    }),
  );
});

it("goes through texts that have nothing in common and are far too long", () => {
  const [a, b] = ["a ", "b "].map((word) => word.repeat(6_000));
  expect(wordDiff(a as string, b as string, "en").map(({ kind }) => kind)).toContain("removed");
});
