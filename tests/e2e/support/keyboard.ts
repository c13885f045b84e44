import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

/**
 * Moves on by Tab until what carries this name (its label, its own text) is reached, as who has no mouse does. A label may go
 * on after the name: "Passphrase (optional)".
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(isNamed, name)) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** Tab to it, and Enter. */
export async function enterAt(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

/**
 * Presses a key of the desk until it does what it is for: until the page's own script runs, nothing listens.
 */
export async function press(page: Page, key: string, does: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await does();
  }).toPass({ intervals: [250] });
}

/** Goes to another page of the desk by its key. */
export function goTo(page: Page, key: string, title: string): Promise<void> {
  const heading = page.getByRole("heading", { level: 1, name: title, exact: true });
  return press(page, key, () => expect(heading).toBeVisible({ timeout: 3_000 }));
}

/** Goes to a field by its key. */
export function focusBy(page: Page, key: string, field: Locator): Promise<void> {
  return press(page, key, () => expect(field).toBeFocused({ timeout: 500 }));
}

function isNamed(name: string): boolean {
  const element = document.activeElement;
  const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent?.trim();
  const said = element?.getAttribute("aria-label") ?? element?.textContent?.trim();
  return label?.startsWith(name) || said === name;
}
