import type { BrowserContext } from "@playwright/test";
import { words } from "#lib/words.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const site = words("en", "site");
const NEUTRAL = "https://www.weather.gov/";

test.use({ leadsTo: NEUTRAL });

/** Resolves when the browser asks for the neutral page, which nobody answers here. */
function leaving(context: BrowserContext): Promise<unknown> {
  return context.waitForEvent("request", {
    predicate: (request) => request.url() === NEUTRAL,
    timeout: 15_000,
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("Someone who was hurt leaves by the red button, and this site's cookie goes too", async ({
    page,
    context,
    request,
  }) => {
    const exit = await request.get("/exit", { maxRedirects: 0 });
    expect(exit.status()).toBe(303);
    expect(exit.headers()).toMatchObject({ location: NEUTRAL, "clear-site-data": '"cookies", "storage"' });

    await sign(page.request, person("Someone"));
    expect(await context.cookies()).toHaveLength(1);
    await page.goto("/c/sample");
    await page.mouse.wheel(0, 3_000);
    const left = leaving(context);
    await page.getByRole("link", { name: site("exit"), exact: true }).click();
    await left;
    await expect.poll(() => context.cookies()).toEqual([]);
  });
});

test("Someone who was hurt presses Shift three times", async ({ page, context }) => {
  await page.goto("/safety");
  const said = page.getByRole("status");
  await page.keyboard.press("Shift");
  await expect(said).toHaveText(site("exitOnce"));
  await page.keyboard.press("Shift");
  await expect(said).toHaveText(site("exitTwice"));
  const left = leaving(context);
  await page.keyboard.press("Shift");
  await left;
});

test("Someone who types capitals stays", async ({ page }) => {
  await page.goto("/c/sample");
  const name = page.getByLabel(words("en", "form")("name"), { exact: true });
  await name.focus();
  for (const letter of "ABCD") await page.keyboard.press(`Shift+Key${letter}`);
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.keyboard.press("KeyE");
  await page.keyboard.press("Shift");
  await expect(page.getByRole("status")).toHaveText(site("exitOnce"));
  await expect(name).toHaveValue("ABCDe");
  await expect(page.locator(".exit-cover")).toHaveCount(0);
});
