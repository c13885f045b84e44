import { placeName } from "#lib/places/names.ts";
import { words } from "#lib/words.ts";
import { expectMenIn, menIn, welcomeNumber } from "./support/counts.ts";
import { expectNoMoreMail, newestMail, verification } from "./support/mail.ts";
import { person, sign } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const form = words("en", "form");

test("A stranger typed Robert's address with an ugly name; Robert corrects it before he confirms", async ({
  page,
  request,
  ownState,
}) => {
  const typed = person("Ugly Old Fool", { region: "US-WI" });
  const robert = { ...typed, name: "Robert Hale", region: ownState };
  const before = await menIn(request, ownState);
  await sign(request, typed, { display: "full", news: "on" });
  await page.goto((await verification(request, typed.email)).confirm);

  const name = page.getByLabel(form("name"), { exact: true });
  await expect(name).toHaveValue(typed.name);
  await expect(page.getByLabel(form("full"))).toBeChecked();
  await expect(page.getByLabel(form("consents.news"))).toBeChecked();
  await page.getByLabel(form("consents.news")).uncheck();
  await page.getByLabel(form("consents.renew")).check();
  await name.fill("https://ugly.example");
  await page.getByRole("button", { name: words("en", "confirm")("button") }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(name).toHaveAccessibleDescription(new RegExp(words("en", "formErrors")("name.url")));
  await expect(page.getByLabel(form("consents.news"))).not.toBeChecked();
  await expect(page.getByLabel(form("consents.renew"))).toBeChecked();

  await name.fill(robert.name);
  await page.getByLabel(form("region"), { exact: true }).selectOption(robert.region);
  await page.getByLabel(form("hidden")).check();
  await page.getByRole("button", { name: words("en", "confirm")("button") }).click();
  await welcomeNumber(page, "en");
  const place = placeName({ country: "US", region: ownState, county: null }, "en");
  await expect(page.getByText(words("en", "welcome")("standFor", { place }))).toBeVisible();
  await expectMenIn(request, ownState, before + 1);

  // The name that counts is the corrected one: signing with it again finds a man who has signed.
  await sign(request, robert);
  const { subject } = await newestMail(request, robert.email, 2);
  expect(subject).toBe(words("en", "mail")("already.subject"));
});

test("A stranger typed Henry's address; Henry says that it wasn't him and gets no more mail", async ({
  page,
  request,
}) => {
  const henry = person("Henry Wrong");
  const notMe = words("en", "notMe");
  await sign(request, henry);
  const mail = await verification(request, henry.email);
  await page.goto(mail.confirm);
  await page.locator(`a[href="${mail.notMe}"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(notMe("title"));
  await page.getByRole("button", { name: notMe("button") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(notMe("doneTitle"));

  await page.goto(mail.confirm);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("en", "confirm")("unknownTitle"));
  const answer = await sign(request, { ...henry, name: "Henry Again" });
  expect(answer.headers().location).toBe("/c/sample/signed");
  await expectNoMoreMail(request, henry.email, 1);
});
