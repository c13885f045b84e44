import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { END, member, members } from "#lib/backups/archive.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const WHAT = new Map([
  ["head.json", Buffer.from("{}\n")],
  ["tables/Pledge/00000001", Buffer.alloc(512, 7)],
  ["tables/Pledge/00000002", Buffer.alloc(70_001, 8)],
  ["files/empty/00000001", Buffer.alloc(0)],
]);
const archive = Buffer.concat([...[...WHAT].map(([name, data]) => member(name, data, NOW)), END]);

/** In pieces of a size, as a stream may bring it. */
async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size: number) {
  const found = new Map<string, Buffer>();
  for await (const { name, data } of members(inPieces(bytes, size))) found.set(name, data);
  return found;
}

it.each([1, 511, 512, 4_096, 1_000_000])("comes back whole in pieces of %i bytes", async (size) => {
  expect(await read(archive, size)).toEqual(WHAT);
});

it("is one that tar opens", () => {
  const directory = mkdtempSync(join(tmpdir(), "countersign-tar-"));
  writeFileSync(join(directory, "a.tar"), archive);
  execFileSync("tar", ["xf", "a.tar"], { cwd: directory });
  for (const [name, data] of WHAT) expect(readFileSync(join(directory, name))).toEqual(data);
  rmSync(directory, { recursive: true });
});

it.each([
  ["cut off within a member", archive.subarray(0, 40_000)],
  ["cut off before its end", archive.subarray(0, archive.length - END.length)],
  ["something else", Buffer.alloc(2_048, "no archive ")],
  ["altered in a header", Buffer.concat([Buffer.from("tead"), archive.subarray(4)])],
])("refuses one that is %s", async (_, bytes) => {
  await expect(read(bytes, 10_000)).rejects.toThrow();
});

it("refuses a name that does not fit", () => {
  expect(() => member("x".repeat(101), Buffer.alloc(0), NOW)).toThrow(/too long/);
});
