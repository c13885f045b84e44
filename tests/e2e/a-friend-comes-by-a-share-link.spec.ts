import type { APIRequestContext, Page } from "@playwright/test";
import { words } from "#lib/words.ts";
import { confirmByMail } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** The share code of a man who has just confirmed. */
async function shareCode(request: APIRequestContext, name: string): Promise<string> {
  const who = person(name);
  await sign(request, who);
  const welcome = await confirmByMail(request, who.email);
  return /\/s\/([\w-]{16,})/.exec(welcome)?.[1] ?? "";
}

function carried(page: Page) {
  return page.locator('form input[name="share"]');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("A friend comes by a share link; his form carries its code, and nobody else's does", async ({
      page,
      request,
    }) => {
      const [marcus, luis] = [
        await shareCode(request, "Marcus Bell"),
        await shareCode(request, "Luis Ortega"),
      ];
      expect(marcus).not.toBe("");
      await page.goto(`/s/${marcus}`);
      await expect(page).toHaveURL(`/c/sample?share=${marcus}`);
      await expect(carried(page)).toHaveValue(marcus);
      await page.goto("/c/sample");
      await expect(carried(page)).toHaveValue("");
      await page.goto(`/s/${luis}`);
      await expect(carried(page)).toHaveValue(luis);

      const shared = await request.get("/c/sample");
      expect(await shared.text()).not.toMatch(new RegExp(`${marcus}|${luis}`));
      const own = await request.get(`/c/sample?share=${luis}`);
      expect(own.headers()["cache-control"]).toContain("no-store");

      // An error on the way does not lose it.
      await sign(page.request, { name: "", email: "" }, { share: luis });
      await page.goto("/c/sample/form");
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(carried(page)).toHaveValue(luis);
    });
  });
}

test("A friend with a broken share link is helped on", async ({ page }) => {
  const answer = await page.goto("/s/nobody-has-this-code");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("en", "problem")("s404.title"));
});
