import { describe, expect, it, vi } from "vitest";

vi.stubEnv("APP_SECRET", "a secret of a test, which is long enough");
const { forgetForm, readFormMemory, readSignedMemory, rememberForm, rememberSigned, rememberYoung } =
  await import("#lib/pledges/memories.ts");

const now = new Date("2026-11-21T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const sent = (line: string) => line.split(";")[0] ?? "";

describe("the form that is to be corrected", () => {
  const form = new Map([
    ["name", "José"],
    ["email", "jose at home"],
    ["secret", "not a field of ours"],
  ]);
  const line = rememberForm("/c/sample/form", form, { errors: [{ field: "email", code: "malformed" }] }, now);

  it("comes back on its page, with what was typed, for a quarter of an hour", () => {
    expect(readFormMemory(sent(line), "/c/sample/form", later(899))).toMatchObject({
      values: { name: "José", email: "jose at home" },
      errors: [{ field: "email", code: "malformed" }],
    });
    expect(readFormMemory(sent(line), "/c/sample/form", later(900))).toBeNull();
    expect(readFormMemory(sent(line), "/c/other/form", now)).toBeNull();
    expect(readFormMemory(null, "/c/sample/form", now)).toBeNull();
  });

  it("keeps nothing that is no field of ours, and cannot be read or made by others", () => {
    expect(Object.keys(readFormMemory(sent(line), "/c/sample/form", now)?.values ?? {})).toEqual([
      "name",
      "email",
    ]);
    expect(line).not.toMatch(/Jos|home/);
    expect(readFormMemory(sent(line).replace("cs_form", "cs_signed"), "/c/sample/form", now)).toBeNull();
    expect(readSignedMemory(sent(line).replace("cs_form", "cs_signed"), "sample", now)).toBeNull();
  });

  it.each([
    ["long", "x".repeat(16_000)],
    ["long in three bytes", "漢".repeat(5_000)],
    ["control characters", "\u0001".repeat(5_000)],
  ])("fits into a cookie when values are %s", (_what, value) => {
    const all = new Map(["name", "email", "country", "share", "team"].map((field) => [field, value]));
    const long = rememberForm("/c/sample/form", all, { errors: [] }, now);
    expect(long.length).toBeLessThan(4_096);
    expect(readFormMemory(sent(long), "/c/sample/form", now)).not.toBeNull();
  });
});

it("remembers only that somebody is too young, on every page, until the browser is closed", () => {
  const line = rememberYoung(now);
  expect(readFormMemory(sent(line), "/anywhere", now)).toMatchObject({ young: true, values: {} });
  expect(line).not.toContain("Max-Age");
  expect(forgetForm()).toContain("Max-Age=0");
});

it("ties a code to one pledge of one campaign, for a day", () => {
  const memory = {
    slug: "sample",
    pledgeId: "p",
    masked: "j…n@…",
    seen: "s",
    codeFailed: false,
    full: false,
    proved: false,
  };
  const line = rememberSigned(memory, now);
  expect(readSignedMemory(sent(line), "sample", later(86_399))).toEqual(memory);
  expect(readSignedMemory(sent(line), "other", now)).toBeNull();
  expect(readSignedMemory(sent(line), "sample", later(86_400))).toBeNull();
});
