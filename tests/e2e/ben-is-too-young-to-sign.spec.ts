import { words } from "#lib/words.ts";
import { expectNoMoreMail } from "./support/mail.ts";
import { fillIn, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const form = words("en", "form");

test("Ben is eleven: he is offered a pledge for home, and another year does not get him through", async ({
  page,
  context,
  request,
}) => {
  const ben = person("Ben Little", { birth_year: String(new Date().getUTCFullYear() - 11) });
  await page.goto("/c/sample");
  await fillIn(page, "en", ben);
  await page.getByRole("button", { name: form("submit") }).click();
  await expect(page).toHaveURL("/c/sample/form");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(form("youngTitle"));
  await expect(page.getByRole("heading", { name: form("familyTitle") })).toBeVisible();
  expect(await page.content()).not.toContain(ben.name);
  const [cookie, ...more] = await context.cookies();
  expect(more).toEqual([]);
  expect(cookie?.expires, "ends with the browser's session").toBe(-1);

  await page.getByRole("link", { name: form("familyBack") }).click();
  await fillIn(page, "en", { ...ben, birth_year: "1990" });
  await page.getByRole("button", { name: form("submit") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(form("youngTitle"));
  await page.goto("/c/sample/signed");
  await expect(page.getByText(words("en", "signed")("textClosed"))).toBeVisible();
  await expectNoMoreMail(request, ben.email, 0);
});
