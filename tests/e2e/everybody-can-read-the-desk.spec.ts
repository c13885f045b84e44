import { randomBytes } from "node:crypto";
import { LOCALES, texts, words } from "#lib/words.ts";
import { atTheDesk } from "./support/desk.ts";
import { checkLook, checkWidth } from "./support/look.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

/** Every page of the desk that an owner comes to from the rail, and the forms behind them. */
const PAGES = [
  "/organize",
  "/organize/team",
  "/organize/pledges",
  "/organize/pledges?place=US-WI&state=counted",
  "/organize/held",
  "/organize/bulk",
  "/organize/bulk/new",
  "/organize/bulk/new?domain=nobody.example",
  "/organize/exports",
  "/organize/imports",
  "/organize/editions",
  "/organize/editions/2026",
  "/organize/editions/2019",
  "/organize/editions/next",
  "/organize/texts",
  "/organize/texts/draft",
  "/organize/look",
  "/organize/look/words",
  "/organize/look/film",
  "/organize/contents",
  "/organize/contents/facts/new",
  "/organize/contents/hotlines/new",
  "/organize/contents/pages/learn/en",
  "/organize/switches",
  "/organize/people",
  "/organize/audit",
  "/organize/health",
  "/organize/account",
  "/organize/nothing/here",
];

for (const locale of LOCALES)
  test(`Everybody can read every page of the desk (${locale})`, async ({ page }) => {
    // Some thirty pages, each looked at in both colour schemes.
    test.setTimeout(300_000);
    await atTheDesk(page);
    await page.goto("/organize/account");
    await page.getByLabel(words("en", "organizers")("account.language")).selectOption(locale);
    await page.getByRole("button", { name: words("en", "organizers")("account.languageButton") }).click();
    await expect(page.locator(".desk")).toHaveAttribute("lang", locale);
    for (const address of PAGES)
      await test.step(address, async () => {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator(".desk")).toHaveAttribute("lang", locale);
        // Colours and structure are the same in Spanish; only the words are longer.
        await (locale === "en" ? checkLook : checkWidth)(page, address);
      });
    await page.goto("/organize/nothing/here");
    await expect(page.getByText(texts(locale, "desk").missing.text)).toBeVisible();
  });

test("Everybody can read one pledge on the desk, with the longest of names", async ({ page }) => {
  const word = randomBytes(6).toString("hex").replaceAll(/\d/g, "x");
  await sign(page.request, person(`${"W".repeat(60)} ${word}`, { email: `${word}@example.org` }));
  await atTheDesk(page);
  await page.goto("/organize/pledges");
  await page.getByLabel(words("en", "pledges")("search.label")).fill(word);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await checkLook(page, "the list");
  await page.getByRole("row").getByRole("link").click();
  await expect(page.getByText(`${word}@example.org`)).toBeVisible();
  await checkLook(page, "the pledge");
});
