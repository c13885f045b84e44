import { words } from "#lib/words.ts";
import { welcomeNumber } from "./support/counts.ts";
import { verification } from "./support/mail.ts";
import { fillIn, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test.use({ javaScriptEnabled: false });

const form = words("es", "form");
const errors = words("es", "formErrors");

test("Jorge signs in Spanish without JavaScript, mends two answers, and confirms by the code", async ({
  page,
  request,
}) => {
  const jorge = person("Jorge Peña");
  const name = page.getByLabel(form("name"), { exact: true });
  const region = page.getByLabel(form("region"), { exact: true });

  await page.goto("/es/c/sample");
  await fillIn(page, "es", jorge);
  await name.fill("Jorge www.example.com");
  await region.selectOption("");
  await page.getByRole("button", { name: form("submit") }).click();

  await expect(page).toHaveURL(/\/es\/c\/sample\/form#errors$/);
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("heading")).toHaveText(form("summaryTitle", { count: 2, shown: "2" }));
  await expect(summary.getByRole("link")).toHaveText([errors("name.url"), errors("region.choose")]);
  await expect(name).toHaveAccessibleDescription(new RegExp(errors("name.url")));
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(region).toHaveAccessibleDescription(new RegExp(errors("region.choose")));
  await summary.getByRole("link").first().click();
  await expect(name).toBeFocused();

  await expect(page.getByLabel(form("email"), { exact: true })).toHaveValue(jorge.email);
  await expect(page.getByLabel(form("birthYear"), { exact: true })).toHaveValue(jorge.birth_year);
  await expect(page.getByLabel(form("consents.agree"))).toBeChecked();
  await name.fill(jorge.name);
  await region.selectOption(jorge.region);
  await page.getByRole("button", { name: form("submit") }).click();
  await expect(page).toHaveURL("/es/c/sample/signed");

  const mail = await verification(request, jorge.email);
  expect(mail.subject).toBe(words("es", "mail")("verify.subject"));
  expect(mail.confirm).toMatch(/^\/es\//);
  const code = page.getByLabel(words("es", "signed")("code"));
  await code.fill(mail.code === "123456" ? "654321" : "123456");
  await page.getByRole("button", { name: words("es", "signed")("submit") }).click();
  await expect(code).toHaveAccessibleDescription(new RegExp(words("es", "signed")("codeWrong")));

  await code.fill(mail.code);
  await page.getByRole("button", { name: words("es", "signed")("submit") }).click();
  await welcomeNumber(page, "es");
  await expect(page).toHaveURL("/es/c/sample/signed");
  await expect(page.getByRole("link", { name: words("es", "share")("sms") })).toBeVisible();
  await expect(page.getByRole("button", { name: words("es", "share")("copy") })).toBeHidden();
});
