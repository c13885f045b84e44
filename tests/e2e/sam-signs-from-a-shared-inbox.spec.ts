import { words } from "#lib/words.ts";
import { welcomeNumber } from "./support/counts.ts";
import { verification } from "./support/mail.ts";
import { fillIn, type Person, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const confirm = words("en", "confirm");

test("Sam and his wife sign from a shared inbox; their son is told kindly that it stands for two", async ({
  page,
  request,
}) => {
  const sam = person("Sam Keller");
  const { email } = sam;
  const ann = person("Ann Keller", { email, stance: "supporter", birth_year: "1982" });
  const son = person("Tim Keller", { email, birth_year: "2003" });

  /** Signs in the browser and opens the newest mail. */
  async function signAndOpen(who: Person, mails: number): Promise<void> {
    await page.goto("/c/sample");
    await fillIn(page, "en", who);
    await page.getByRole("button", { name: words("en", "form")("submit") }).click();
    await expect(page).toHaveURL("/c/sample/signed");
    await page.goto((await verification(request, email, mails)).confirm);
    await expect(page.getByLabel(words("en", "form")("name"), { exact: true })).toHaveValue(who.name);
    await page.getByRole("button", { name: confirm("button") }).click();
  }

  await signAndOpen(sam, 1);
  await welcomeNumber(page, "en");
  await signAndOpen(ann, 2);
  await welcomeNumber(page, "en", "supporterNumber");
  await signAndOpen(son, 3);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(confirm("householdTitle"));
  await expect(page.getByText(confirm("householdText"))).toBeVisible();
  await page.getByRole("link", { name: confirm("signAgain") }).click();
  await expect(page).toHaveURL("/c/sample");
});
