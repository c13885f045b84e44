/** `npm run switch`, as a process of its own; what it did is known to this one, which stands for the server, within 5 s. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { auditEvents } = await import("#lib/audit/queries.ts");
const { signingPause } = await import("#lib/switches/queries.ts");
const { isOff } = await import("#lib/switches/state.ts");

const ROOT = join(import.meta.dirname, "../../..");
const run = promisify(execFile);
const npm = (...args: string[]) => run(process.execPath, ["scripts/switch.ts", ...args], { cwd: ROOT });
const within5s = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 5_000, interval: 100 });

test("signing is switched off with a text, and on again, everywhere", async () => {
  expect(await signingPause("en")).toBe(false);
  const off = await npm(
    "signing",
    "off",
    "--message-en",
    "Back at noon.",
    "--message-es",
    "Volvemos al mediodía.",
  );
  expect(off.stdout).toContain("Signing: switched off.");
  await within5s(async () => expect(await signingPause("es")).toEqual({ text: "Volvemos al mediodía." }));
  expect((await auditEvents({ who: "command-line" }, { timeZone: "UTC" })).events).toMatchObject([
    { action: "switch.off", subject: "switch:signing", after: { state: "off", text_en: "Back at noon." } },
  ]);
  expect((await npm("signing", "off")).stdout).toContain("It was so already");
  expect((await npm()).stdout).toMatch(/^signing +off +since 20/m);
  await npm("signing", "on");
  await within5s(async () => expect(await signingPause("en")).toBe(false));
});

test("a mode is switched on", async () => {
  await npm("press_day", "on");
  await within5s(async () => expect(await isOff("press_day")).toBe(true));
  expect((await npm()).stdout).toMatch(/^press_day +on +since 20/m);
});

test.each([
  [["signal", "off"], "NAME is one of"],
  [["signing"], "NAME is one of"],
  [["signing", "down"], "NAME is one of"],
  [["map", "off", "--message-en", "Gone."], "Only signing has a text."],
  [["signing", "off", "--message-en", "Write to help@example.org"], "Leave out the mail address"],
  [["signing", "off", "--message-fr", "x"], "message-fr"],
])("%j is refused in a sentence", async (args, sentence) => {
  await expect(npm(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
});
