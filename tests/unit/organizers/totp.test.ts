import { expect, test } from "vitest";
import { appUri, newAppSecret, stepOf } from "#lib/organizers/totp.ts";

// RFC 6238, appendix B: the ASCII key "12345678901234567890", of its eight digits the last six.
const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const VECTORS = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;
const at = (seconds: number) => new Date(seconds * 1_000);

test.each(VECTORS)("RFC 6238 at %d s: %s", (seconds, code) => {
  expect(stepOf(RFC, code, { now: at(seconds), after: null })).toBe(Math.floor(seconds / 30));
});

test("A clock may be off by one whole step, wherever in its step it is", () => {
  for (const within of [0, 1, 15, 29]) {
    const now = 1_111_111_110 + within;
    const tried = (offset: number) => stepOf(RFC, "050471", { now: at(now + offset), after: null });
    expect([tried(-60), tried(-30), tried(0), tried(30), tried(60)].map((step) => step !== null)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  }
});

test("A step that was taken, and any before it, is not taken again", () => {
  const now = at(1_111_111_111);
  const step = 37_037_037;
  expect(stepOf(RFC, "050471", { now, after: BigInt(step - 1) })).toBe(step);
  expect(stepOf(RFC, "050471", { now, after: BigInt(step) })).toBeNull();
  expect(stepOf(RFC, "081804", { now, after: BigInt(step) })).toBeNull();
});

test("What is no code of six digits is none", () => {
  for (const code of ["", "05047", "0504711", "05047a", "05 0471", "٠٥٠٤٧١"])
    expect(stepOf(RFC, code, { now: at(1_111_111_111), after: null })).toBeNull();
});

test("A secret has 160 bits, and an app can read where it belongs", () => {
  expect(newAppSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newAppSecret()).not.toBe(newAppSecret());
  const uri = new URL(appUri(RFC, { site: "pledge.example.org", address: "olivia@example.org" }));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    "otpauth:",
    "totp",
    "/pledge.example.org:olivia@example.org",
  ]);
  expect(uri.searchParams.get("secret")).toBe(RFC);
});
