import { describe, expect, it, test } from "vitest";
import { boundaryOf, MalformedForm, readParts } from "#lib/multipart.ts";

const BOUNDARY = "----geckoformboundary7f3a";
const CRLF = "\r\n";

/** What a browser sends, in pieces of a size. */
async function* pieces(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(body: AsyncIterable<Uint8Array>) {
  const parts: { name: string; filename: string | null; text: string }[] = [];
  for await (const { name, filename, body: content } of readParts(body, BOUNDARY)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    parts.push({ name, filename, text: Buffer.concat(chunks).toString("utf8") });
  }
  return parts;
}

const field = (name: string, value: string) =>
  `--${BOUNDARY}${CRLF}Content-Disposition: form-data; name="${name}"${CRLF}${CRLF}${value}${CRLF}`;
const file = (name: string, filename: string, content: string) =>
  `--${BOUNDARY}${CRLF}Content-Disposition: form-data; name="${name}"; filename="${filename}"${CRLF}Content-Type: image/png${CRLF}${CRLF}${content}${CRLF}`;
const END = `--${BOUNDARY}--${CRLF}`;
// Content that looks like the end of itself, almost.
const TRAP = `a${CRLF}--${BOUNDARY.slice(0, -1)}${CRLF}${CRLF}--${CRLF}-`;

describe("readParts", () => {
  it.each([1, 2, 3, 7, 31, 1_000])("reads fields and files that come in pieces of %d bytes", async (size) => {
    const sent = field("alt_en", "Lake ✓") + field("alt_es", "") + file("file", "a b.png", TRAP) + END;
    expect(await all(pieces(sent, size))).toEqual([
      { name: "alt_en", filename: null, text: "Lake ✓" },
      { name: "alt_es", filename: null, text: "" },
      { name: "file", filename: "a b.png", text: TRAP },
    ]);
  });

  it("goes past what nobody read, or only half", async () => {
    const sent =
      field("first", "x".repeat(500)) + field("second", "y".repeat(500)) + field("third", "z") + END;
    const names: string[] = [];
    for await (const part of readParts(pieces(sent, 11), BOUNDARY)) {
      names.push(part.name);
      if (part.name === "second") for await (const _ of part.body) break;
    }
    expect(names).toEqual(["first", "second", "third"]);
  });

  it("reads what a browser's own FormData becomes", async () => {
    const form = new FormData();
    form.set("kind", "logo");
    form.set("file", new Blob([TRAP]), "logo.png");
    const response = new Response(form);
    const boundary = boundaryOf(response.headers.get("content-type")) ?? "";
    const parts: string[] = [];
    for await (const part of readParts(response.body as never, boundary)) {
      let text = "";
      for await (const chunk of part.body) text += chunk;
      parts.push(`${part.name}=${text}`);
    }
    expect(parts).toEqual(["kind=logo", `file=${TRAP}`]);
  });

  it.each([
    ["it breaks off within a file", field("a", "b") + file("file", "x.png", "half").slice(0, -2)],
    ["it breaks off between parts", field("a", "b")],
    ["a part has no name", `--${BOUNDARY}${CRLF}X: y${CRLF}${CRLF}z${CRLF}${END}`],
    ["headers do not end", `--${BOUNDARY}${CRLF}${"X: y\r\n".repeat(5_000)}`],
    ["it is something else", "hello"],
    ["it is empty", ""],
  ])("refuses it where %s", async (_, sent) => {
    await expect(all(pieces(sent, 64))).rejects.toThrow(MalformedForm);
  });
});

test.each([
  ["multipart/form-data; boundary=abc", "abc"],
  ['multipart/form-data; charset=utf-8; boundary="a b"', "a b"],
  ["Multipart/Form-Data;boundary=x-1", "x-1"],
  ["application/x-www-form-urlencoded", null],
  ["multipart/form-data", null],
  [`multipart/form-data; boundary=${"x".repeat(71)}`, null],
  [null, null],
])("The boundary in %j is %j", (type, boundary) => expect(boundaryOf(type)).toBe(boundary));
