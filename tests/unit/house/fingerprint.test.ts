import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { fingerprint, makeIfStale } from "#lib/house/fingerprint.ts";

let root: string;
let made: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fingerprint-"));
  mkdirSync(join(root, "app/c"), { recursive: true });
  writeFileSync(join(root, "app/page.tsx"), "one");
  writeFileSync(join(root, "app/c/page.tsx"), "two");
  made = 0;
});

const print = () => fingerprint(root, ["app/**/*"], ["app/made/**"]);
const build = (fail = false) =>
  makeIfStale({ stamp: join(root, "stamp"), print: print(), results: [join(root, "result")] }, async () => {
    made += 1;
    if (fail) throw new Error("interrupted");
    writeFileSync(join(root, "result"), "");
  });

test("a change of content, a new name and a new file each change the fingerprint; a date does not", () => {
  const before = print();
  utimesSync(join(root, "app/page.tsx"), 1, 1);
  expect(print()).toBe(before);
  writeFileSync(join(root, "app/page.tsx"), "three");
  expect(print()).not.toBe(before);
  writeFileSync(join(root, "app/page.tsx"), "one");
  expect(print()).toBe(before);
  writeFileSync(join(root, "app/new.tsx"), "");
  expect(print()).not.toBe(before);
});

test("content that moves from one file to the next is a change", () => {
  const before = print();
  writeFileSync(join(root, "app/c/page.tsx"), "tw");
  writeFileSync(join(root, "app/page.tsx"), "oone");
  expect(print()).not.toBe(before);
});

test("what is excluded does not count", () => {
  const before = print();
  mkdirSync(join(root, "app/made"));
  writeFileSync(join(root, "app/made/client.ts"), "x");
  expect(print()).toBe(before);
});

test("it is made once, again after a change, and again when its result is gone", async () => {
  expect(await build()).toBe(true);
  expect(await build()).toBe(false);
  writeFileSync(join(root, "app/page.tsx"), "three");
  expect(await build()).toBe(true);
  expect(made).toBe(2);
});

test("what was interrupted is made again", async () => {
  await build();
  writeFileSync(join(root, "app/page.tsx"), "three");
  await expect(build(true)).rejects.toThrow("interrupted");
  writeFileSync(join(root, "app/page.tsx"), "one");
  expect(await build()).toBe(true);
});
