import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubEnv("APP_SECRET", "a secret of a test, which is long enough");
});
const crypto = await import("#lib/crypto.ts");
const { openCookie, seal, sealCookie, unseal, unwrapDataKey, newDataKey, uuidv7 } = crypto;

describe("sealed values", () => {
  const key = randomBytes(32);
  it("open with their key and context only", () => {
    const sealed = seal(key, "Ngô Đình Ẩn 🌻", "name");
    expect(unseal(key, sealed, "name").toString("utf8")).toBe("Ngô Đình Ẩn 🌻");
    expect(() => unseal(key, sealed, "email")).toThrow();
    expect(() => unseal(randomBytes(32), sealed, "name")).toThrow();
  });
  it("do not open when any byte was changed or cut off", () => {
    const sealed = seal(key, "x", "name");
    for (let i = 0; i < sealed.length; i++) {
      if (i > 0 && i < 5) continue; // the key id tells which key to take; it is not authenticated
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => unseal(key, changed, "name"), `byte ${i}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => unseal(key, sealed.subarray(0, length), "name")).toThrow();
  });
  it("wrap a data key and give it back", () => {
    const { key: dataKey, wrapped } = newDataKey();
    expect(unwrapDataKey(wrapped).equals(dataKey)).toBe(true);
  });
});

describe("sealed cookies", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const text = sealCookie("form", { a: 1 }, 60, now);
  it.each([
    ["in time", "form", text, 59, { a: 1 }],
    ["too late", "form", text, 60, null],
    ["for another purpose", "signed", text, 0, null],
    ["altered", "form", `${text.slice(0, -2)}AA`, 0, null],
    ["empty", "form", "", 0, null],
    ["absent", "form", undefined, 0, null],
  ])("open %s", (_when, purpose, value, seconds, expected) => {
    expect(openCookie(purpose, value, new Date(now.getTime() + seconds * 1000))).toEqual(expected);
  });
});

it("makes UUIDs of version 7 that sort by time", () => {
  const early = uuidv7(new Date("2026-11-21T12:00:00.000Z"));
  const late = uuidv7(new Date("2026-11-21T12:00:00.001Z"));
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
});
