import { words } from "#lib/words.ts";
import { expectMenIn, menIn } from "./support/counts.ts";
import { confirmByMail, newestMail } from "./support/mail.ts";
import { fillIn, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("Walter has already signed: he sees the same page, and the mail tells him", async ({
  page,
  request,
  ownState,
}) => {
  const walter = person("Walter Jansen", { region: ownState });
  const before = await menIn(request, ownState);

  /** What the page says after signing. */
  async function signed(): Promise<string> {
    await page.goto("/c/sample");
    await fillIn(page, "en", walter);
    await page.getByRole("button", { name: words("en", "form")("submit") }).click();
    await expect(page).toHaveURL("/c/sample/signed");
    return page.content();
  }

  const first = await signed();
  await confirmByMail(request, walter.email);
  expect(await signed()).toBe(first);

  const second = await newestMail(request, walter.email, 2);
  expect(second.subject).toBe(words("en", "mail")("already.subject"));
  expect(second.text).toContain(words("en", "mail")("already.what"));
  expect(second.text).not.toMatch(/\/confirm\//);
  await expectMenIn(request, ownState, before + 1);
});
