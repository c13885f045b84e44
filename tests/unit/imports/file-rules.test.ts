import { expect, test } from "vitest";
import { delimiterOf, encodingOf, signatureProblem } from "#lib/imports/file-rules.ts";

const LIST = "name;año\nJosé;1980\nAnn;1970\n";
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const look = (head: Buffer) => {
  let isUtf8 = true;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head);
  } catch {
    isUtf8 = false;
  }
  return encodingOf(head, { isUtf8, hasNul: head.includes(0) });
};

test.each([
  ["UTF-8", Buffer.from(LIST), "utf-8"],
  ["UTF-8 with its mark", Buffer.from(`\uFEFF${LIST}`), "utf-8"],
  ["Windows-1252", Buffer.from(LIST, "latin1"), "windows-1252"],
  ["UTF-16 with its mark", Buffer.from(`\uFEFF${LIST}`, "utf16le"), "utf-16le"],
  ["UTF-16 without", Buffer.from(LIST, "utf16le"), "utf-16le"],
  ["UTF-16, the other way round", utf16be(`\uFEFF${LIST}`), "utf-16be"],
  ["the same without", utf16be(LIST), "utf-16be"],
  ["UTF-32", Buffer.from("fffe0000610000006200000063000000", "hex"), null],
  ["a zero byte among letters", Buffer.from("name,b\0irth\nJ,1980"), null],
])("%s", (_, bytes, encoding) => {
  expect(look(bytes)).toBe(encoding);
});

test.each([
  ["workbook", "504b0304140006000800000021"],
  ["workbook", "d0cf11e0a1b11ae10000"],
  ["pdf", Buffer.from("%PDF-1.7").toString("hex")],
  ["picture", "89504e470d0a1a0a0000"],
  ["picture", "ffd8ffe000104a46"],
  ["archive", "1f8b0800"],
  ["web_page", Buffer.from(" <!DOCTYPE html><table>").toString("hex")],
  [null, Buffer.from("name,email\n").toString("hex")],
  [null, Buffer.from("PK,name\n").toString("hex")],
])("%s by its first bytes", (problem, hex) => {
  expect(signatureProblem(Buffer.from(hex, "hex"))).toBe(problem);
});

test.each([
  ["name,email\na,b\n", { ok: true, delimiter: ",", columns: 2 }],
  ["name;email;note\na;b;x, y\n", { ok: true, delimiter: ";", columns: 3 }],
  ["name\temail\na, b\tc\n", { ok: true, delimiter: "\t", columns: 2 }],
  ["name|email\na|b\n", { ok: true, delimiter: "|", columns: 2 }],
  ['"Doe, John";1980\n"Roe, Jim";1970\n', { ok: true, delimiter: ";", columns: 2 }],
  ["name\na\nb\n", { ok: false, problem: "no_columns" }],
  [`${"a,".repeat(500)}\n`, { ok: false, problem: "too_many_columns" }],
  ['name,note\na,"b\n', { ok: false, problem: "open_quote" }],
])("%j is told by its delimiter", async (text, found) => {
  expect(await delimiterOf(text, true)).toEqual(found);
});

test("a beginning that is cut in the middle of a cell is enough", async () => {
  expect(await delimiterOf('name,note\na,b\nc,"d\nmore of', false)).toEqual({
    ok: true,
    delimiter: ",",
    columns: 2,
  });
});
