import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isLoopback, readEnv, StartError } from "#lib/env.ts";

const DATA_DIR = mkdtempSync(join(tmpdir(), "countersign-env-"));
afterAll(() => rmSync(DATA_DIR, { recursive: true }));

describe("readEnv", () => {
  it("needs nothing locally, and makes its secret once, for its owner's eyes", () => {
    const first = readEnv({ DATA_DIR });
    expect(first).toMatchObject({ isLocal: true, port: 3000, role: "all", smtpUrl: undefined });
    expect(readEnv({ DATA_DIR }).appSecret).toBe(first.appSecret);
    expect(first.appSecret.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(DATA_DIR, "app-secret")).mode & 0o777).toBe(0o600);
  });

  it("takes the port of a local address unless PORT says another", () => {
    expect(readEnv({ DATA_DIR, PUBLIC_URL: "http://localhost:4000" }).port).toBe(4000);
    expect(readEnv({ DATA_DIR, PUBLIC_URL: "http://localhost:4000", PORT: "5000" }).port).toBe(5000);
    expect(readEnv({ DATA_DIR, PORT: "5000" }).publicUrl.origin).toBe("http://localhost:5000");
  });

  const PUBLIC = {
    DATA_DIR,
    PUBLIC_URL: "https://pledge.example.org",
    APP_SECRET: "x".repeat(32),
    SMTP_URL: "smtp://localhost:25",
    MAIL_FROM: "Pledge <pledge@example.org>",
  };
  it("starts in public when all is said", () => {
    expect(readEnv(PUBLIC)).toMatchObject({ isLocal: false, port: 3000 });
  });
  it.each(["APP_SECRET", "SMTP_URL", "MAIL_FROM"])("refuses to be public without %s", (name) => {
    expect(() => readEnv({ ...PUBLIC, [name]: "" })).toThrow(StartError);
    expect(() => readEnv({ ...PUBLIC, [name]: "" })).toThrow(`${name} must be set`);
  });
  it.each([
    ["DATABASE_URL", "mysql://x"],
    ["PUBLIC_URL", "pledge.example.org"],
    ["PUBLIC_URL", "https://pledge.example.org/sub"],
    ["PORT", "http"],
    ["PORT", "70000"],
    ["APP_SECRET", "short"],
    ["SMTP_URL", "mail.example.org"],
    ["MAIL_FROM", "not an address"],
    ["MAIL_FROM", "A <a@example.org>\r\nBcc: b@example.org"],
    ["MAIL_RATE", "0"],
    ["ROLE", "cook"],
    ["LOG_LEVEL", "loud"],
    ["METRICS_TOKEN", "short"],
  ])("says in one sentence what is wrong with %s=%s", (name, value) => {
    expect(() => readEnv({ DATA_DIR, [name]: value })).toThrow(
      new RegExp(`^${name} is not usable: it must be [^\\n]+\\.$`),
    );
  });
});

it.each([
  ["localhost", true],
  ["pledge.localhost", true],
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["[::1]", true],
  ["localhost.example.org", false],
  ["10.0.0.1", false],
  ["example.org", false],
])("holds %s to be loopback: %s", (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
