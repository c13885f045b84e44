import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { texts, words } from "#lib/words.ts";
import { publishNow } from "./support/log.ts";
import { expect, test } from "./support/test.ts";

test("A reporter runs the audit on the running site, twice", async ({ baseURL }) => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-reporter-"));
  const audit = () =>
    promisify(execFile)(process.execPath, [
      "scripts/audit.ts",
      String(baseURL),
      "--state",
      join(folder, "seen.json"),
    ]);
  const first = await audit();
  expect(first.stdout).toContain("This is the first audit of this log from here");
  expect(first.stdout).toContain("PASSED.");
  await publishNow();
  const second = await audit();
  expect(second.stdout).toContain("Seen before");
  expect(second.stdout).toContain("PASSED.");
  rmSync(folder, { recursive: true });
});

for (const [lang, address] of [
  ["en", "/verify"],
  ["es", "/es/verify"],
] as const)
  test(`She checks receipts in her browser, which tells nobody (${lang})`, async ({
    page,
    request,
    baseURL,
  }) => {
    const t = words(lang, "verify");
    const said = texts(lang, "verify").script;
    // The proof of a leaf as anybody can have it: without what opens the leaf it is no receipt.
    const proof = await (await request.get("/log/proof/3")).text();
    const key = (await (await request.get("/log/key")).text()).trim();
    await page.goto(address);
    await expect(page.getByText(key, { exact: true })).toBeVisible();
    const asked: string[] = [];
    page.on("request", ({ url }) => asked.push(url()));

    await page.getByLabel(t("text")).fill(proof);
    await page.getByRole("button", { name: t("check") }).click();
    const wrong = said.malformed.replace("{line}", "2").replace("{what}", said.what.extra);
    await expect(page.getByText(wrong)).toBeVisible();

    // With an opening of her own the proof holds, and the opening does not.
    const leaf = await firstLeaf(
      request.get(`${baseURL}/log/tile/entries/000.p/1`).then((answer) => answer.body()),
    );
    const record = JSON.stringify({ campaign: "other", edition: 2001, name: "Nobody", stance: "man" });
    const extra = JSON.stringify({ leaf, salt: "A".repeat(43), record });
    const forged = (await (await request.get("/log/proof/0")).text()).replace(
      "\nindex",
      `\nextra ${Buffer.from(extra).toString("base64")}\nindex`,
    );
    await page.getByLabel(t("text")).fill(forged);
    await page.getByRole("button", { name: t("check") }).click();
    await expect(page.getByText(said.bad)).toBeVisible();
    const checks = page.getByRole("list", { name: t("result") }).getByRole("listitem");
    await expect(checks).toHaveText([
      `${said.failed}: ${said.checks.commitment[1]}`,
      `${said.failed}: ${said.checks.record[1]}`,
      `${said.passed}: ${said.checks.inclusion[0]}`,
      `${said.passed}: ${said.checks.signature[0]}`,
    ]);
    expect(asked).toEqual([]);
  });

async function firstLeaf(bundle: Promise<Buffer>): Promise<string> {
  const bytes = await bundle;
  return bytes.subarray(2, 2 + bytes.readUInt16BE(0)).toString("utf8");
}
