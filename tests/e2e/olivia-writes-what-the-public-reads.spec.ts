import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "contents");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test.use({ javaScriptEnabled: false });

async function checkAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations, page.url()).toEqual([]);
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

test("Olivia adds a fact without script: a claim that is known to be false is refused by name, her own is public", async ({
  page,
}) => {
  await atTheDesk(page);
  await page.goto("/organize/contents");
  await page.getByRole("link", { name: t("facts.new") }).click();
  const statement = `Of 40 people who were asked, 12 said so (${Date.now()}).`;
  await field(page, "statement_en").fill("A child is sold every 30 seconds.");
  await field(page, "population_en").fill("people in Lake City who came to a workshop in 2025");
  await field(page, "source").fill("Workshop notes");
  await field(page, "publisher").fill("Lake City Neighbors");
  await field(page, "url").fill("https://example.org/notes");
  await field(page, "year").fill("2025");
  await page.getByRole("button", { name: t("save") }).click();

  await expect(page.getByRole("alert")).toContainText(t("debunked.everySeconds"));
  // Nothing that she typed is lost.
  await expect(field(page, "source")).toHaveValue("Workshop notes");
  await field(page, "statement_en").fill(statement);
  await page.getByRole("button", { name: words("en", "editing")("saveAgain") }).click();
  await expect(page.getByRole("status")).toHaveText(t("done.saved"));
  await expect(page.getByRole("link", { name: statement })).toBeVisible();

  await expect(async () => {
    await page.goto("/es/c/sample/learn");
    await expect(page.getByText(statement)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText(statement)).toHaveAttribute("lang", "en");
});

test("Olivia writes a page for reporters, and nobody sees it before she publishes it", async ({ page }) => {
  await atTheDesk(page);
  await page.goto("/organize/contents/pages/new-guide/en");
  await field(page, "title").fill("A guide");
  await field(page, "body").fill("## First\n\n<b>Read</b> [this](https://example.org).");
  await page.getByRole("button", { name: t("save") }).click();
  await expect(page.getByRole("status")).toHaveText(t("done.saved"));
  await expect(page.getByRole("heading", { name: "First" })).toBeVisible();
  expect((await page.request.get("/c/sample/pages/new-guide")).status()).toBe(404);

  await field(page, "published").check();
  await page.getByRole("button", { name: t("save") }).click();
  await expect(async () => {
    const answer = await page.goto("/c/sample/pages/new-guide");
    expect(answer?.status()).toBe(200);
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText("<b>Read</b>")).toBeVisible();
  await expect(page.getByRole("link", { name: "this" })).toHaveAttribute("rel", "external noreferrer");
});

test.describe("with script", () => {
  test.use({ javaScriptEnabled: true });

  test("Olivia finds her way through the contents by keyboard, and nothing on them stands in anybody's way", async ({
    page,
  }) => {
    await atTheDesk(page);
    for (const address of [
      "/organize/contents",
      "/organize/contents/facts/new",
      "/organize/contents/hotlines/new",
      "/organize/contents/pages/learn/en",
    ]) {
      await page.goto(address);
      await checkAxe(page);
    }
    const body = page.locator("#body");
    await body.fill("## Seen before it is saved");
    await page.getByRole("button", { name: t("pages.preview"), exact: true }).press("Enter");
    await expect(page.getByRole("heading", { name: "Seen before it is saved" })).toBeVisible();
  });
});
