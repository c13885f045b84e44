import { expect, test, vi } from "vitest";

const configOf = async (publicUrl: string) => {
  vi.resetModules();
  vi.stubEnv("PUBLIC_URL", publicUrl);
  return (await import("../../next.config.ts")).default.experimental.serverActions.allowedOrigins;
};

test.each([
  ["https://pledge.example.org", ["pledge.example.org"]],
  ["http://localhost:3000", ["localhost:3000"]],
  ["", []],
  ["nonsense", []],
])("With PUBLIC_URL=%s the desk's own forms may come from %j", async (publicUrl, hosts) => {
  expect(await configOf(publicUrl)).toEqual(hosts);
});
