import Papa from "papaparse";
import { expect, test } from "vitest";
import { LONGEST_ROW, readCsv, UnreadableCsv } from "#lib/imports/csv-reader.ts";

/** Read in parts of `size`, as a file comes. */
async function read(text: string, delimiter = ",", size = text.length || 1): Promise<string[][]> {
  const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
  const rows: string[][] = [];
  for await (const found of readCsv(parts, delimiter)) rows.push(...found.map(({ cells }) => cells));
  return rows;
}

test.each([
  [
    "a,b\r\nc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a,b\nc,d\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a,b\rc,d\r",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ['"a,b","c""d","e\r\nf"', [["a,b", 'c"d', "e\r\nf"]]],
  ['5" pipe,b', [['5" pipe', "b"]]],
  ['"a"b,c', [["ab", "c"]]],
  [
    "a,,\n,,b",
    [
      ["a", "", ""],
      ["", "", "b"],
    ],
  ],
  ["a,", [["a", ""]]],
  ["\n\na\n\n", [["a"]]],
  ["", []],
])("%j in parts of any size", async (text, rows) => {
  for (const size of [1, 2, 3, 7, 100]) expect(await read(text, ",", size)).toEqual(rows);
});

test("rows keep the numbers of a spreadsheet", async () => {
  const rows: number[] = [];
  for await (const found of readCsv(['a\n\n"b\nc"\nd'], ",")) rows.push(...found.map(({ row }) => row));
  expect(rows).toEqual([1, 3, 4]);
});

test("it reads as another reader does, whatever stands in the cells", async () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const alphabet = ["a", "é", '"', ",", "\n", "\r\n", " ", "😀", ";"];
  for (let round = 0; round < 300; round++) {
    const rows = Array.from({ length: 1 + random(4) }, () => [
      "x",
      ...Array.from({ length: 3 }, () =>
        Array.from({ length: random(6) }, () => alphabet[random(9)]).join(""),
      ),
    ]);
    const text = Papa.unparse(rows, { delimiter: ";", newline: "\r\n" });
    expect(await read(text, ";", 1 + random(9))).toEqual(rows);
    expect(await read(text, ";")).toEqual(Papa.parse(text, { delimiter: ";" }).data);
  }
});

test.each([
  ["a million columns", `${"a,".repeat(1_000_000)}a`, "too_many_columns", 1],
  ["a row without an end", `a,b\n${"a".repeat(LONGEST_ROW + 2)}`, "long_row", 2],
  ["a quotation mark that is never closed", `a,b\nc,"d\n${"e,f\n".repeat(50_000)}`, "open_quote", 2],
  ["the same at the end", 'a,b\nc,"d', "open_quote", 2],
])("%s is refused with its row", async (_, text, code, row) => {
  const reading = read(text, ",", 64 * 1024);
  await expect(reading).rejects.toThrow(UnreadableCsv);
  await expect(reading).rejects.toMatchObject({ code, row });
});
