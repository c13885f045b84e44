import { expect, it, test } from "vitest";
import { readText, textHash } from "#lib/campaigns/text-rules.ts";

it("reads one sentence a line, tidied", () => {
  expect(readText("  The\u00a0 pledge ", "I will.\r\n\r\n  I  will\tnot.\u202e \n")).toEqual({
    ok: true,
    text: { title: "The pledge", sentences: ["I will.", "I will not."] },
  });
});

test.each([
  ["", "I will.", { title: "title" }],
  ["x".repeat(121), "I will.", { title: "title" }],
  ["Title", " \n ", { sentences: "sentences" }],
  ["Title", Array.from({ length: 13 }, (_, n) => `I will ${n}.`).join("\n"), { sentences: "sentences" }],
  ["Title", "x".repeat(601), { sentences: "sentence_long" }],
  ["Title", "I will.\nI will.", { sentences: "sentence_twice" }],
  ["", "", { title: "title", sentences: "sentences" }],
])("refuses %j, %j", (title, lines, refusals) => {
  expect(readText(title, lines)).toEqual({ ok: false, refusals });
});

it("hashes as a signature names it", () => {
  expect(textHash({ title: "T", sentences: ["a", "b"] })).toBe(
    // printf 'T\na\nb' | sha256sum
    "fb701a4f15d4671abed6da5794fc52b6bade747126d75a7cff4ee449ef59c4f7",
  );
});
