import type { Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { welcomeNumber } from "./support/counts.ts";
import { verification } from "./support/mail.ts";
import { person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const form = words("en", "form");

test("Peter signs without a mouse", async ({ page, request }) => {
  const peter = person("Peter Novak");
  const { keyboard } = page;
  await page.goto("/c/sample");
  await keyboard.press("Tab");
  await expect(page.getByRole("link", { name: words("en", "site")("skip") })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, "birth_year");
  await keyboard.type(peter.birth_year);
  await keyboard.press("Tab");
  await expect(page.getByLabel(form("name"), { exact: true })).toBeFocused();
  await keyboard.type(peter.name);
  await keyboard.press("Tab");
  await keyboard.type(peter.email);
  await keyboard.press("Tab");
  await expect(page.getByLabel(form("country"), { exact: true })).toHaveValue("US");
  await keyboard.press("Tab");
  await keyboard.type("Wisc");
  await expect(page.getByLabel(form("region"), { exact: true })).toHaveValue("US-WI");
  await tabTo(page, "stance");
  await tabTo(page, "display");
  await keyboard.press("ArrowDown");
  await expect(page.getByLabel(form("initial"))).toBeChecked();
  await keyboard.press("Tab");
  await expect(page.getByLabel(form("consents.agree"))).toBeFocused();
  await keyboard.press("Space");
  await keyboard.press("Enter");
  await expect(page).toHaveURL("/c/sample/signed");

  const { code } = await verification(request, peter.email);
  await tabTo(page, "code");
  await keyboard.type(code);
  await keyboard.press("Enter");
  await welcomeNumber(page, "en");
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test(`Peter always sees where he is, at ${viewport.width} × ${viewport.height}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.goto("/c/sample");
    for (const key of ["Tab", "Shift+Tab"]) {
      const seen = new Set<string>();
      for (;;) {
        await page.keyboard.press(key);
        const { name, isHidden } = await focused(page);
        if (name === "BODY" || seen.has(name)) break;
        expect(isHidden, `${name} after ${key}`).toBe(false);
        seen.add(name);
      }
      expect(seen.size).toBeGreaterThan(20);
    }
  });
}

/** Presses Tab until the field of this id has focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to #${id}`);
}

/** What has focus, and whether the help strip or the edge of the window hides it wholly or in part (WCAG 2.4.11, 2.4.12). */
function focused(page: Page): Promise<{ name: string; isHidden: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const index = [...document.querySelectorAll("*")].indexOf(element);
    const { top, bottom } = element.getBoundingClientRect();
    const strip = document.querySelector(".strip");
    const from = strip?.contains(element) ? 0 : (strip?.getBoundingClientRect().bottom ?? 0);
    return {
      name: element === document.body ? "BODY" : `${index} ${element.outerHTML.slice(0, 80)}`,
      isHidden: top < from - 1 || bottom > window.innerHeight + 1,
    };
  });
}
