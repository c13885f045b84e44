import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readCommit } from "#lib/version.ts";

const git = mkdtempSync(join(tmpdir(), "countersign-git-"));
afterAll(() => rmSync(git, { recursive: true }));
const ID = "0123456789abcdef0123456789abcdef01234567";

it("finds the commit of a branch, of a packed branch and of none, and says nothing where there is no history", () => {
  expect(readCommit(join(git, "missing"))).toBeNull();
  writeFileSync(join(git, "HEAD"), `${ID}\n`);
  expect(readCommit(git)).toBe("0123456789ab");
  writeFileSync(join(git, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(git, "packed-refs"), `# pack-refs\n${ID} refs/heads/main\n`);
  expect(readCommit(git)).toBe("0123456789ab");
  mkdirSync(join(git, "refs/heads"), { recursive: true });
  writeFileSync(join(git, "refs/heads/main"), `${"f".repeat(40)}\n`);
  expect(readCommit(git)).toBe("ffffffffffff");
  writeFileSync(join(git, "HEAD"), "ref: refs/../../secret\n");
  expect(readCommit(git)).toBeNull();
});
