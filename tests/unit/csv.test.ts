import { expect, it } from "vitest";
import { csv } from "#lib/csv.ts";

it("writes a header, each row on a line of its own, and an empty cell for nothing", () => {
  expect(
    csv(
      ["a", "b", "c"],
      [
        { a: 1, b: null },
        { b: "x", c: -2 },
      ],
    ),
  ).toBe("a,b,c\r\n1,,\r\n,x,-2\r\n");
});

it.each([
  ["a, b", '"a, b"'],
  ['the "Journal"', '"the ""Journal"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ["\tx", "'\tx"],
])("writes %j so that no program reads it otherwise", (text, cell) => {
  expect(csv(["a"], [{ a: text }])).toBe(`a\r\n${cell}\r\n`);
});
