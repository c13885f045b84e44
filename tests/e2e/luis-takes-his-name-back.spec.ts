import { words } from "#lib/words.ts";
import { menIn } from "./support/counts.ts";
import { publishNow } from "./support/log.ts";
import { newestMail, verification } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "manage");

test("Luis keeps his receipt, and then takes his name back", async ({ page, request, ownState }) => {
  const luis = person("Luis Ortega", { region: ownState });
  const before = await menIn(request, ownState);
  await sign(request, luis);
  await page.goto((await verification(request, luis.email)).confirm);
  await page.getByRole("button", { name: words("en", "confirm")("button") }).click();
  await expect.poll(() => menIn(request, ownState)).toBe(before + 1);

  await page.getByRole("link", { name: t("fromWelcome") }).click();
  await expect(page).toHaveURL(/\/manage\/[\w-]+$/);
  await expect(page.getByText(luis.name)).toBeVisible();
  await publishNow();
  const receipt = page.getByRole("link", { name: t("receiptButton") });
  await expect(async () => {
    await page.reload();
    await expect(receipt).toBeVisible({ timeout: 500 });
  }).toPass();
  const downloading = page.waitForEvent("download");
  await receipt.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("pledge-receipt.txt");
  const file = await download.path();

  const own = page.url();
  await page.getByRole("link", { name: "our page for checking" }).click();
  await expect(page).toHaveURL("/verify");
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.locator("main")).toContainText(luis.name);

  await page.goto(own);
  await page.getByRole("link", { name: t("withdraw") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("withdrawTitle"));
  expect(await menIn(request, ownState)).toBe(before + 1);
  await page.getByRole("button", { name: t("withdraw") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("withdrawnTitle"));
  await expect.poll(() => menIn(request, ownState)).toBe(before);
});

test("Luis asks for his link, and is erased", async ({ page, request, ownState }) => {
  const luis = person("Luis Ortega", { region: ownState });
  const before = await menIn(request, ownState);
  await sign(request, luis);
  const { confirm } = await verification(request, luis.email);
  await request.post(confirm, { form: { lang: "en" } });
  await expect.poll(() => menIn(request, ownState)).toBe(before + 1);

  await page.goto("/c/sample");
  await page
    .getByRole("contentinfo")
    .getByRole("link", { name: t("title"), exact: true })
    .click();
  await page.getByLabel(words("en", "form")("email"), { exact: true }).fill(luis.email);
  await page.getByRole("button", { name: t("askButton") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("sentTitle"));
  const { subject, text } = await newestMail(request, luis.email, 2);
  expect(subject).toBe(words("en", "mail")("manage.subject"));
  expect(text).not.toContain(luis.name);

  await page.goto(/https?:\/\/[^/\s]+(\/manage\/[\w-]+)/.exec(text)?.[1] ?? "");
  await page.getByRole("link", { name: t("erase") }).click();
  await page.getByRole("button", { name: t("erase") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("erasedTitle"));
  await expect(page.getByText(luis.name)).toHaveCount(0);
  await expect.poll(() => menIn(request, ownState)).toBe(before);
  // The link by which he confirmed leads nowhere any more.
  await page.goto(confirm);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("en", "confirm")("unknownTitle"));
});
