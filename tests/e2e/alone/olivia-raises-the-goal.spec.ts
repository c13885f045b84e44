import { number, words } from "#lib/words.ts";
import { atTheDesk } from "../support/desk.ts";
import { enterAt, goTo, tabTo } from "../support/keyboard.ts";
import { expect, test } from "../support/test.ts";

const t = words("en", "editions");

test("Olivia raises the goal, by keyboard alone, and the pledge page says it", async ({ page }) => {
  await atTheDesk(page, "organizer");
  await goTo(page, "Alt+e", t("title"));
  await enterAt(page, t("editOf", { year: "2026" }));
  await expect(page.getByLabel(t("fields.goal"), { exact: true })).toBeVisible();
  await tabTo(page, t("fields.goal"));
  const goal = Number(await page.getByLabel(t("fields.goal"), { exact: true }).inputValue()) + 5_000;
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(String(goal));
  await enterAt(page, t("save"));
  await expect(page.getByRole("status")).toHaveText(t("done.saved"));
  await expect(page.getByText(number("en", goal)).first()).toBeVisible();
  await expect(async () => {
    await page.goto("/c/sample");
    await expect(page.getByText(number("en", goal)).first()).toBeVisible({ timeout: 500 });
  }).toPass();
});
