import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StartError } from "#lib/env.ts";
import { holdDirectory, openDirectory } from "#lib/house/directory.ts";
import { birthMark } from "#lib/house/processes.ts";

const empty = () => mkdtempSync(join(tmpdir(), "directory-"));

test("a directory is made with those above it; where none can be made one sentence says so", () => {
  const path = join(empty(), "a/b");
  expect(openDirectory(path)).toBe(path);
  expect(existsSync(path)).toBe(true);
  writeFileSync(join(path, "file"), "");
  expect(() => openDirectory(join(path, "file/c"))).toThrow(StartError);
  expect(() => openDirectory("/proc/nothing")).toThrow(/cannot be written/);
});

test("it is held by one process at a time", () => {
  const path = empty();
  const release = holdDirectory(path);
  expect(() => holdDirectory(path)).toThrow(/already runs/);
  release();
  holdDirectory(path)();
  expect(existsSync(join(path, "lock"))).toBe(false);
});

test("a killed holder, another process of its number, and half a lock hold nothing", async () => {
  const path = empty();
  const holder = spawn("sleep", ["60"]);
  const lock = { pid: holder.pid as number, born: birthMark(holder.pid as number) };
  writeFileSync(join(path, "lock"), JSON.stringify(lock));
  expect(() => holdDirectory(path)).toThrow(/already runs/);
  writeFileSync(join(path, "lock"), JSON.stringify({ ...lock, born: "earlier" }));
  holdDirectory(path)();
  writeFileSync(join(path, "lock"), JSON.stringify(lock));
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const release = holdDirectory(path);
  expect(JSON.parse(readFileSync(join(path, "lock"), "utf8")).pid).toBe(process.pid);
  release();
  writeFileSync(join(path, "lock"), '{"pid":');
  holdDirectory(path)();
});
