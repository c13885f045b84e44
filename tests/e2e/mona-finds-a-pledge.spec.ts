import { randomBytes } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { focusBy, goTo, tabTo } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "pledges");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function checkAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations, page.url()).toEqual([]);
}

/** Somebody signs, as a browser's form does. */
async function signs(page: Page, fields: { name: string; email: string }): Promise<void> {
  const place = { birth_year: "1980", country: "US", region: "US-OH", county: "", stance: "man" };
  const posted = await page.request.post("/c/sample/sign", {
    form: { ...fields, ...place, display: "full", agree: "on", lang: "en" },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  expect(posted.status()).toBe(303);
}

test("Mona, a moderator, finds a mistyped name, corrects it and invalidates the pledge, by keyboard alone", async ({
  page,
}) => {
  const word = `Zq${randomBytes(5).toString("hex").replaceAll(/\d/g, "x")}`;
  const email = `${word.toLowerCase()}@example.org`;
  await signs(page, { name: `Jhon ${word}`, email });
  await atTheDesk(page, "moderator", "mona");

  await goTo(page, "Alt+g", t("title"));
  await checkAxe(page);
  await focusBy(page, "Alt+q", page.getByLabel(t("search.label")));
  await page.keyboard.type(`${word.toUpperCase()} jhon`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText(t("took.name", { count: 2 }));
  expect(page.url().toLowerCase()).not.toContain(word.toLowerCase());
  await expect(page.getByRole("row")).toHaveCount(2);
  await checkAxe(page);

  await tabTo(page, `Jhon ${word}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Jhon ${word}`);
  await checkAxe(page);
  // A moderator sees no whole address, and cannot erase.
  await expect(page.getByText(email)).toHaveCount(0);
  await expect(page.getByText(t("erase.title"), { exact: true })).toHaveCount(0);

  await tabTo(page, t("name.title"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`John ${word}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(t("done.named"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`John ${word}`);

  await tabTo(page, t("name.title"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("www.spam.example");
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("wrong.url"))).toBeVisible();
  await expect(page.getByLabel(t("name.label"), { exact: true })).toHaveValue("www.spam.example");
  await checkAxe(page);

  await tabTo(page, t("invalidate.title"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.getByLabel(t("invalidate.reason")).selectOption("made_up");
  await tabTo(page, t("invalidate.button"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText(t("done.invalidated"));
  await expect(page.locator(".pledge-story")).toContainText(words("en", "integrity")("reason_made_up"));
});
