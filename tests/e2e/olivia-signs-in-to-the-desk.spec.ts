import { randomBytes } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { generateSync } from "otplib";
import { words } from "#lib/words.ts";
import { atTheDesk, enterBy, invited, setsUpApp, signInLink } from "./support/desk.ts";
import { expect, test } from "./support/test.ts";

const t = words("en", "organizers");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function checkAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations, page.url()).toEqual([]);
}

test("Olivia signs in by the link that the start printed, and comes back by mail and by code", async ({
  page,
  request,
}) => {
  await page.goto("/organize");
  await expect(page).toHaveURL("/organize/sign-in");
  await checkAxe(page);

  const printed = process.env.COUNTERSIGN_SIGN_IN ?? "";
  await enterBy(page, printed);
  await expect(heading(page)).toHaveText(t("factor.setUpTitle"));
  await checkAxe(page);
  // Until then the desk stays shut.
  await page.goto("/organize/people");
  await expect(heading(page)).toHaveText(t("factor.setUpTitle"));
  const { secret, codes } = await setsUpApp(page);
  expect(codes).toHaveLength(10);
  await expect(page).toHaveURL("/organize");
  await page.goto(printed);
  await expect(heading(page)).toHaveText(t("link.endedTitle"));

  await page.goto("/organize/account");
  await checkAxe(page);
  const owner = "owner@desk.localhost";
  await expect(page.getByText(owner)).toBeVisible();
  await page.getByRole("button", { name: t("account.signOut") }).click();
  await expect(page.getByRole("status")).toHaveText(t("signIn.out"));
  await page.goto("/organize/account");
  await expect(page).toHaveURL("/organize/sign-in?next=%2Forganize%2Faccount");
  await page.goto("/organize/sign-in");

  await page.getByLabel(t("signIn.email")).fill(owner);
  await page.getByRole("button", { name: t("signIn.button") }).click();
  await expect(heading(page)).toHaveText(t("signIn.sentTitle"));
  const link = await signInLink(request, owner);
  // A scanner follows it first, and uses nothing up.
  expect((await request.get(link)).status()).toBe(200);
  await enterBy(page, link);
  await expect(heading(page)).toHaveText(t("titles.factor"));
  await checkAxe(page);
  await page.getByLabel(t("factor.code"), { exact: true }).fill("000000");
  await page.getByRole("button", { name: t("factor.codeButton") }).click();
  await expect(page.getByText(t("factor.wrong", { left: 4 }))).toBeVisible();
  // The code that set the app up is taken: the next one, which a clock may already show.
  const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + 30 });
  await page.getByLabel(t("factor.code"), { exact: true }).fill(code);
  await page.getByRole("button", { name: t("factor.codeButton") }).click();
  await expect(page).toHaveURL("/organize");
});

test("Olivia signs in without JavaScript", async ({ browser, baseURL, request }) => {
  const email = await invited("viewer");
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await enterBy(page, await signInLink(request, email));
  await expect(page).toHaveURL("/organize");
  await page.goto("/organize/second-factor");
  await setsUpApp(page);
  await page.goto("/organize/account");
  await expect(page.getByText(email)).toBeVisible();
  await context.close();
});

test("Olivia makes a passkey and shows it", async ({ page, context }) => {
  await atTheDesk(page, "organizer");
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/organize/account");
  await page.locator("summary", { hasText: t("factor.passkeyAdd") }).click();
  await page.getByLabel(t("factor.passkeyName"), { exact: true }).fill("Phone");
  await page.getByRole("button", { name: t("factor.passkeyAdd") }).click();
  await expect(heading(page)).toHaveText(t("titles.codes"));
  await page.getByRole("button", { name: t("codes.button") }).click();

  await page.goto("/organize/second-factor?next=/organize/people");
  await checkAxe(page);
  await page.getByRole("button", { name: t("factor.passkeyButton") }).click();
  await expect(heading(page)).toHaveText(t("titles.people"));
  await page.goto("/organize/account");
  await expect(page.getByText(/Passkey “Phone”.*last used/)).toBeVisible();
});

test("Olivia invites Vera, and takes it away while Vera is at the desk", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const { codes } = await atTheDesk(page);
  const email = `vera.${randomBytes(6).toString("hex")}@example.org`;
  await page.goto("/organize/second-factor?next=/organize/people");
  await page.getByText(t("factor.recoveryTitle")).click();
  await page.getByLabel(t("factor.recovery"), { exact: true }).fill(codes[0] ?? "");
  await page.getByRole("button", { name: t("factor.recoveryButton") }).click();
  await checkAxe(page);
  await page.getByLabel(t("people.email"), { exact: true }).fill(email);
  await page.getByRole("button", { name: t("people.inviteButton"), exact: true }).click();
  await expect(page.getByRole("status")).toHaveText(t("people.done.invited"));

  const context = await browser.newContext({ baseURL });
  const hers = await context.newPage();
  await enterBy(hers, await signInLink(request, email));
  await expect(hers).toHaveURL("/organize");
  const refused = await hers.goto("/organize/people");
  expect(refused?.status()).toBe(403);
  await expect(heading(hers)).toHaveText(t("refused.title"));
  await checkAxe(hers);

  await page.getByLabel(t("people.changeOf", { who: email })).click();
  await page.getByLabel(t("people.roleOf", { who: email })).selectOption("organizer");
  await page
    .getByRole("listitem")
    .filter({ hasText: email })
    .getByRole("button", { name: t("people.save") })
    .click();
  await expect(page.getByRole("status")).toHaveText(t("people.done.changed"));
  await hers.goto("/organize/people");
  await expect(heading(hers)).toHaveText(t("titles.people"));

  await page.getByLabel(t("people.changeOf", { who: email })).click();
  await page.getByRole("button", { name: t("people.removeOf", { who: email }) }).click();
  await expect(page.getByRole("status")).toHaveText(t("people.done.removed"));
  await hers.reload();
  await expect(hers).toHaveURL("/organize/sign-in?next=%2Forganize%2Fpeople");
  await context.close();
});
