import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { expect, test } from "./support/test.ts";

const e = words("en", "editing");
const t = words("en", "editions");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function checkAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations, page.url()).toEqual([]);
}

/** Opens the form of the current edition from the rail, by keyboard. */
async function opensEdition(page: Page): Promise<void> {
  await page.goto("/organize/editions");
  await page
    .getByRole("link", { name: /^Edit the edition/ })
    .first()
    .press("Enter");
  await expect(page.getByLabel(t("fields.shownFrom"))).toBeVisible();
}

const saves = (page: Page) => page.getByRole("button", { name: t("save"), exact: true }).press("Enter");

test("Olivia and Ann change the same edition, and neither overwrites the other unseen", async ({
  page,
  browser,
}) => {
  const { email } = await atTheDesk(page, "organizer");
  // Ann's browser runs no script: what she is answered is a page.
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    javaScriptEnabled: false,
  });
  const ann = await context.newPage();
  await opensEdition(page);
  await checkAxe(page);
  const before = await page.getByLabel(t("fields.shownFrom")).inputValue();
  await ann.goto(page.url());

  await page.getByLabel(t("fields.shownFrom")).fill("11");
  await saves(page);
  await expect(page.getByRole("status")).toHaveText(t("done.saved"));

  await ann.getByLabel(t("fields.shownFrom")).fill("12");
  await saves(ann);
  await expect(ann.getByRole("heading", { name: e("conflictTitle") })).toBeVisible();
  await expect(ann.getByText(email)).toBeVisible();
  await expect(ann.getByLabel(e("mine"))).toHaveValue("12");
  await expect(ann.getByText("11", { exact: true })).toBeVisible();
  await ann.getByRole("button", { name: e("overwrite") }).press("Enter");
  await expect(ann.getByRole("status")).toHaveText(t("done.saved"));

  // Olivia's page still shows what she saved.
  await page.getByLabel(t("fields.shownFrom")).fill("13");
  await saves(page);
  await expect(page.getByRole("heading", { name: e("conflictTitle") })).toBeVisible();
  await checkAxe(page);
  await page
    .getByRole("button", { name: e("takeTheirsOf", { field: t("fields.shownFrom") }) })
    .press("Enter");
  await expect(page.getByLabel(t("fields.shownFrom"))).toHaveValue("12");
  await page.getByRole("link", { name: e("keep") }).press("Enter");
  await expect(page.getByLabel(t("fields.shownFrom"))).toHaveValue("12");

  await page.getByLabel(t("fields.shownFrom")).fill("many");
  await saves(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(t("problems.shown_from"));
  await expect(page.getByLabel(t("fields.shownFrom"))).toHaveAttribute("aria-invalid", "true");
  await checkAxe(page);
  await page.getByLabel(t("fields.shownFrom")).fill(before);
  await saves(page);
  await expect(page.getByRole("status")).toHaveText(t("done.saved"));
  await context.close();
});
